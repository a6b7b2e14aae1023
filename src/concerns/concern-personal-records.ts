import { traces, type PersonalRecord } from '../people/people.ts'

export const concernPersonalRecords: PersonalRecord[] = traces(
  ['reporting_route', 'last_verified_by', 'Reporting routes you verified'],
  ['reporting_route', 'created_by', 'Reporting routes you added'],
  ['threshold_framework', 'changed_by', 'Threshold guides you changed'],
)
