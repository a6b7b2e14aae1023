import { traces, type PersonalRecord } from '../people/people.ts'

export const campaignPersonalRecords: PersonalRecord[] = traces([
  'coalition_member',
  'decided_by',
  'Supporters of campaigns you decided on',
])
