import {
  addRoute,
  setThresholdGuide,
  verifyRoute,
  type RouteDetails,
  type ThresholdDetails,
} from '../src/concerns/concerns.ts'
import { ukDate } from '../src/platform/clock.ts'
import type { Database } from '../src/platform/database.ts'

/**
 * The reporting routes and the threshold guide of the demonstration. Local numbers are from the ranges that Ofcom
 * keeps for drama, so that nobody can be called by mistake; national ones are real.
 */
export async function seedConcerns(
  database: Database,
  act: { by: string | null; now: Date },
): Promise<void> {
  const daysAgo = (days: number): string => ukDate(new Date(act.now.getTime() - days * 86_400_000))
  for (const route of routes) {
    const added = await addRoute(database, route, act)
    if (!added.ok) throw new Error(`the route ${route.key} was refused: ${added.reason}`)
    // One was not looked at for a while: the workspace shows what that looks like.
    const on = daysAgo(route.key === 'early-help' ? 43 : 6)
    await verifyRoute(database, added.id, { on, note: 'Demonstration: nobody was called' }, act)
  }
  const guide = await setThresholdGuide(database, thresholdGuide, act)
  if (!guide.ok) throw new Error(`the threshold guide was refused: ${guide.reason}`)
}

const everyday: RouteDetails['hours'] = { kind: 'always' }
const nowhere = {
  nation: null,
  area: null,
  phone: null,
  phoneIsFree: false,
  textNumber: null,
  textphone: null,
  relayNumber: null,
  webAddress: null,
  signLanguageAddress: null,
  outOfHoursKey: null,
  anonymousPossible: null,
  recordMade: null,
  feedbackGiven: null,
  whatHappens: '',
  owner: 'Partnership business unit',
  validFrom: '2020-10-01',
} satisfies Partial<RouteDetails>

export const routes: RouteDetails[] = [
  {
    ...nowhere,
    key: 'emergency',
    name: 'Emergency services',
    purpose: 'A child is in danger now, or a crime is happening.',
    audiences: ['young-people', 'public', 'practitioners'],
    urgency: 'emergency',
    phone: '999',
    phoneIsFree: true,
    relayNumber: '18000',
    signLanguageAddress: 'https://999bsl.co.uk',
    hours: everyday,
    position: 10,
    runBy: 'Police, ambulance, fire and rescue',
  },
  {
    ...nowhere,
    key: 'childline',
    name: 'Childline',
    purpose: 'To talk to somebody about anything, big or small, if you are under 19.',
    whatHappens:
      'A counsellor answers, or you may wait a little. You say as much or as little as you want, and you can hang up whenever you like.\n\nWhat you say stays with Childline, unless they think that your life or somebody else’s is in danger.',
    audiences: ['young-people'],
    urgency: 'advice',
    phone: '0800 1111',
    phoneIsFree: true,
    relayNumber: '18001 0800 1111',
    webAddress: 'https://www.childline.org.uk/',
    hours: everyday,
    position: 20,
    anonymousPossible: true,
    runBy: 'NSPCC',
  },
  {
    ...nowhere,
    key: 'front-door',
    name: 'Safeguarding Hub',
    purpose: 'A child is being hurt, neglected or exploited, or you fear so.',
    whatHappens:
      'Somebody of the hub answers and asks what worries you. You can ask for advice first and decide then.\n\nSocial workers, police and health staff sit together in the hub. They look at what each of them knows, and decide on the same day whether the child needs protection, other help, or neither.\n\nIf you work with children, you will be asked to send what you said in writing within one working day, in the form your organisation uses for it.',
    audiences: ['public', 'young-people', 'practitioners'],
    nation: 'england',
    area: 'Cumbria',
    urgency: 'urgent',
    phone: '01632 960101',
    relayNumber: '18001 01632 960101',
    hours: {
      kind: 'weekly',
      periods: [
        { days: [1, 2, 3, 4], opens: '08:00', closes: '17:00' },
        { days: [5], opens: '08:00', closes: '16:30' },
      ],
      onBankHolidays: 'closed',
      closedOn: [],
    },
    outOfHoursKey: 'out-of-hours',
    position: 30,
    anonymousPossible: true,
    recordMade: true,
    runBy: 'County council, with police and health',
    owner: 'Safeguarding Hub manager',
  },
  {
    ...nowhere,
    key: 'out-of-hours',
    name: 'Emergency Duty Team',
    purpose: 'A child needs help tonight or over the weekend, and it cannot wait for the hub.',
    whatHappens:
      'A duty social worker answers or calls you back. They deal with what cannot wait, and tell the hub on the next working day.',
    audiences: ['public', 'young-people', 'practitioners'],
    nation: 'england',
    area: 'Cumbria',
    urgency: 'urgent',
    phone: '01632 960102',
    relayNumber: '18001 01632 960102',
    hours: { kind: 'when-closed', routeKey: 'front-door' },
    position: 40,
    anonymousPossible: true,
    recordMade: true,
    runBy: 'County council',
    owner: 'Safeguarding Hub manager',
  },
  {
    ...nowhere,
    key: 'nspcc',
    name: 'NSPCC helpline',
    purpose: 'You would rather talk to somebody who is not from here.',
    whatHappens:
      'A counsellor listens, tells you what you can do, and with your agreement passes on what you said. Where a child may be in danger they pass it on in any case.',
    audiences: ['public', 'practitioners'],
    urgency: 'advice',
    phone: '0808 800 5000',
    phoneIsFree: true,
    relayNumber: '18001 0808 800 5000',
    webAddress: 'https://www.nspcc.org.uk/',
    hours: { kind: 'published-elsewhere' },
    position: 50,
    anonymousPossible: true,
    runBy: 'NSPCC',
  },
  {
    ...nowhere,
    key: 'police',
    name: 'Police, not an emergency',
    purpose: 'You saw or know something that may be a crime, and nobody is in danger now.',
    audiences: ['public', 'practitioners'],
    urgency: 'urgent',
    phone: '101',
    phoneIsFree: true,
    relayNumber: '18001 101',
    hours: everyday,
    position: 60,
    recordMade: true,
    runBy: 'Police',
  },
  {
    ...nowhere,
    key: 'ceop',
    name: 'CEOP Safety Centre',
    purpose: 'Somebody has behaved sexually towards a child online, or asks for pictures.',
    whatHappens:
      'You write in a form what happened. An adviser of the police who protects children reads it and contacts you. It is not for bullying or hacked accounts.',
    audiences: ['young-people', 'public', 'practitioners'],
    urgency: 'urgent',
    webAddress: 'https://www.ceop.police.uk/Safety-Centre/',
    hours: { kind: 'published-elsewhere' },
    position: 70,
    recordMade: true,
    runBy: 'National Crime Agency',
  },
  {
    ...nowhere,
    key: 'crimestoppers',
    name: 'Crimestoppers',
    purpose: 'You know who exploits children and do not want to be named.',
    audiences: ['public'],
    urgency: 'advice',
    webAddress: 'https://crimestoppers-uk.org/',
    hours: { kind: 'published-elsewhere' },
    position: 80,
    anonymousPossible: true,
    recordMade: false,
    feedbackGiven: false,
    runBy: 'Crimestoppers, a charity independent of the police',
  },
  {
    ...nowhere,
    key: 'early-help',
    name: 'Early Help advice line',
    purpose: 'A family is struggling and would like support, and nobody is in danger.',
    whatHappens:
      'An early help officer talks through what the family wants and what is near them. Nothing is done without the family’s agreement.',
    audiences: ['public', 'practitioners'],
    nation: 'england',
    area: 'Cumbria',
    urgency: 'advice',
    phone: '01632 960103',
    relayNumber: '18001 01632 960103',
    hours: {
      kind: 'weekly',
      periods: [{ days: [1, 2, 3, 4, 5], opens: '09:00', closes: '17:00' }],
      onBankHolidays: 'closed',
      closedOn: [],
    },
    outOfHoursKey: 'out-of-hours',
    position: 90,
    recordMade: true,
    feedbackGiven: true,
    runBy: 'County council',
    owner: 'Early Help manager',
  },
  {
    ...nowhere,
    key: 'designated-officer',
    name: 'Local authority designated officer (LADO)',
    purpose: 'The worry is about somebody who works or volunteers with children.',
    whatHappens:
      'The designated officer tells you what to do first and whom not to tell yet. Call within one working day, and before you ask the person about it.',
    audiences: ['practitioners'],
    nation: 'england',
    area: 'Cumbria',
    urgency: 'urgent',
    phone: '01632 960104',
    relayNumber: '18001 01632 960104',
    hours: {
      kind: 'weekly',
      periods: [{ days: [1, 2, 3, 4, 5], opens: '09:00', closes: '16:30' }],
      onBankHolidays: 'closed',
      closedOn: [],
    },
    outOfHoursKey: 'out-of-hours',
    position: 100,
    anonymousPossible: false,
    recordMade: true,
    feedbackGiven: true,
    runBy: 'County council',
    owner: 'LADO service',
  },
]

export const thresholdGuide: ThresholdDetails = {
  name: 'Four levels of need',
  introduction:
    'Children’s needs change, and so should the help they get. The guide gives everybody in the partnership the same words for how much help a child needs, so that the right people come in at the right time.',
  sourceTitle:
    'Demonstration guide in our own words, after the four levels used in Cumbria in 2020.',
  sourceAddress: null,
  validFrom: '2020-10-01',
  needLevels: [
    {
      code: '1',
      name: 'Everyday needs',
      meaning:
        'Most children, most of the time. What they need comes from family, friends, school, health visitor, GP and clubs.',
      examples: [
        'A baby has all health checks and grows well.',
        'A pupil has a bad week, and the form tutor notices and talks with them.',
        'Parents ask the school nurse about sleep and get an answer.',
      ],
      response:
        'Do your job well and keep listening. Tell the family where help is, should they want it.',
    },
    {
      code: '2',
      name: 'Some extra help',
      meaning:
        'One or two things are getting difficult. With a little more support, early and agreed with the family, they will not grow.',
      examples: [
        'A child often comes late or tired, and a parent has told you that money is short.',
        'A young person begins to miss lessons and has new, older friends.',
        'A young carer has no time for friends or homework.',
      ],
      response:
        'Talk with the child and the family. With their agreement start an early help assessment, name one lead practitioner, and agree what will be different and by when. The Early Help advice line helps you begin.',
    },
    {
      code: '3',
      name: 'Help from several services',
      meaning:
        'Several needs at once, or one that does not get better. Without coordinated support the child’s health or development is likely to suffer.',
      examples: [
        'Earlier plans have not changed anything for the child.',
        'A young person goes missing for short times, has things nobody bought them, and will not say from whom.',
        'A parent’s drinking or distress leaves a child to look after themselves.',
      ],
      response:
        'Bring the services together around one plan and one lead practitioner, with the family. If the child may need a social worker’s assessment, call the Safeguarding Hub and ask for the family’s agreement first, unless asking would put the child at risk.',
    },
    {
      code: '4',
      name: 'Protection',
      meaning:
        'A child is being seriously harmed or is likely to be: by abuse, neglect or exploitation, at home, outside it or online.',
      examples: [
        'A child says that somebody hurts or touches them.',
        'A young person is found far from home with drugs or with adults nobody knows.',
        'An injury and the story told about it do not fit.',
        'A baby’s care is unsafe, now.',
      ],
      response:
        'Call 999 if there is danger now. Otherwise call the Safeguarding Hub at once, then put it in writing within one working day. You do not need agreement where asking would raise the risk or lose time.',
    },
  ],
  checklist: [
    'Is the child safe at this moment? If not, call 999.',
    'Have I listened to the child, and do I know what they want to happen?',
    'What have I seen and heard myself, what did somebody tell me, and what do I only suspect?',
    'Who is in the household and the wider family, and who of them keeps the child safe?',
    'What has been tried, and did it help?',
    'Have I told the parents that I will refer, and asked for their agreement? If not: would telling them put the child at risk, or spoil evidence?',
    'Have I spoken with my designated safeguarding lead, if that loses no time?',
    'Have I written down what I know, with dates, in my own organisation’s records?',
    'How can the hub reach me today?',
  ],
  referralSteps: [
    {
      title: 'You call',
      text: 'Call the Safeguarding Hub, in the evening and at weekends the Emergency Duty Team. Say first if the child is in danger now.',
    },
    {
      title: 'You write',
      text: 'Within one working day put it in writing, in the secure form of your organisation. Never by ordinary e-mail, and never through this site.',
    },
    {
      title: 'The hub decides',
      text: 'Within one working day the hub decides what happens: protection, an assessment by a social worker, early help, or advice to you.',
    },
    {
      title: 'You hear back',
      text: 'You are told the decision and the reason. If you have heard nothing after three working days, call again.',
    },
    {
      title: 'You stay',
      text: 'A referral does not end your part: you know the child. Go on seeing them, and take part in what is planned.',
    },
    {
      title: 'You disagree?',
      text: 'Say so. Speak with the person who decided, then let your designated safeguarding lead raise it with their manager. The child cannot wait for us to be polite.',
    },
  ],
}
