/** What people can ask, as they and the desk call it. */
export const privacyKinds = {
  access: {
    title: 'A copy of your data',
    desk: 'Copy of data',
    told: 'asked for a copy of your data',
  },
  correction: { title: 'A correction', desk: 'Correction', told: 'asked us to correct your data' },
  erasure: {
    title: 'Erasure of your data',
    desk: 'Erasure',
    told: 'asked us to erase your data',
  },
  restriction: {
    title: 'Limits on how your data is used',
    desk: 'Restriction',
    told: 'asked us to limit how your data is used',
  },
  objection: {
    title: 'An objection to how your data is used',
    desk: 'Objection',
    told: 'objected to how your data is used',
  },
  complaint: {
    title: 'A complaint',
    desk: 'Complaint',
    told: 'complained to us about how personal data is used',
  },
} as const

export type PrivacyKind = keyof typeof privacyKinds

/** Why a request may be refused. The article is named, as the person has a right to know it. */
export const refusalReasons = {
  identity: 'We could not be sure who is asking (UK GDPR article 12(6))',
  unfounded: 'The request is manifestly unfounded (UK GDPR article 12(5))',
  excessive:
    'The request is manifestly excessive, for one because it repeats another (UK GDPR article 12(5))',
  'others-rights':
    'It would harm the rights of other people (UK GDPR article 15(4); Data Protection Act 2018 schedule 2 paragraph 16)',
  'legal-duty': 'The law obliges us to keep it (UK GDPR article 17(3)(b))',
  'public-task':
    'We need it for a task in the public interest or official authority (UK GDPR article 17(3)(b), article 21(1))',
  archive:
    'It is needed for archiving in the public interest or for statistics (UK GDPR article 17(3)(d))',
  claims: 'It is needed for legal claims (UK GDPR article 17(3)(e))',
  'no-ground': 'None of the grounds for erasure in UK GDPR article 17(1) applies',
  accurate: 'What is kept is accurate and complete (UK GDPR article 16)',
  exemption:
    'An exemption of Data Protection Act 2018 schedules 2 to 4 applies; the letter says which',
  'no-infringement':
    'We looked into the complaint and found no infringement (Data Protection Act 2018 section 164A)',
} as const

export type RefusalReason = keyof typeof refusalReasons

export const stateWords = {
  open: 'Open',
  fulfilled: 'Done',
  refused: 'Refused',
  closed: 'Closed',
  withdrawn: 'Taken back',
} as const
