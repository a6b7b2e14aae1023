import { traces, type PersonalRecord } from '../people/people.ts'

export const publishingPersonalRecords: PersonalRecord[] = traces(
  ['publication', 'submitted_by', 'Publications you sent for review'],
  ['publication', 'scheduled_by', 'Publications you planned'],
  ['publication', 'owner_id', 'Publications you look after'],
  ['publication_version', 'created_by', 'Versions you wrote'],
  ['publication_event', 'person_id', 'What you did to publications'],
  ['picture', 'uploaded_by', 'Pictures you uploaded'],
)
