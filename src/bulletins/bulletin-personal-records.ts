import { traces, type PersonalRecord } from '../people/people.ts'

export const bulletinPersonalRecords: PersonalRecord[] = traces(
  ['subscriber_addition', 'created_by', 'Subscribers you added'],
  ['consent_record', 'recorded_by', 'Consent you recorded'],
  ['mailing', 'started_by', 'Mailings you started'],
  ['bulletin_import', 'created_by', 'Bulletins you imported'],
)
