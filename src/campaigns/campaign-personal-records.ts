import { traces, type PersonalRecord, type SliceData } from '../people/people.ts'
import { clearContact, listSupportBy } from './coalition-queries.ts'

export const campaignPersonalRecords: PersonalRecord[] = traces([
  'coalition_member',
  'decided_by',
  'Supporters of campaigns you decided on',
])

/** What the part about campaigns keeps of people, as they see it: the contact of an organisation, by its address. */
export const campaignData: SliceData = {
  sections: [
    {
      key: 'campaign-support',
      title: 'Campaigns for which you are your organisation’s contact',
      why: 'So that the partnership can reach an organisation about the campaign it supports.',
      fields: {
        organisation: 'Organisation',
        contact_name: 'Name you gave',
        contact_email: 'Address you gave',
        state: 'State',
        at: 'When',
      },
      covers: [],
      read: (database, { email, emailIsProved }) =>
        emailIsProved ? listSupportBy(database, email) : Promise.resolve([]),
    },
  ],
  erasing: [
    {
      title: 'Your name and address as the contact of an organisation that supports a campaign',
      count: async (database, { email }) => (await listSupportBy(database, email)).length,
      erase: (transaction, { email }) => clearContact(transaction, email),
    },
  ],
}
