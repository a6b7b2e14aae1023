import { traces, type PersonalRecord, type SliceData } from '../people/people.ts'
import { countOwned, listPublicationActsBy, listVersionsBy } from './personal-data-queries.ts'

export const publishingPersonalRecords: PersonalRecord[] = traces(
  ['publication', 'submitted_by', 'Publications you sent for review'],
  ['publication', 'scheduled_by', 'Publications you planned'],
  ['publication', 'owner_id', 'Publications you look after'],
  ['publication_version', 'created_by', 'Versions you wrote'],
  ['publication_event', 'person_id', 'What you did to publications'],
  ['picture', 'uploaded_by', 'Pictures you uploaded'],
)

/** What the part about publications keeps of people, as they see it. */
export const publishingData: SliceData = {
  sections: [
    {
      key: 'versions-written',
      title: 'What you wrote for publication',
      why: 'So that it is known who wrote what stood on a page. The texts are the partnership’s.',
      fields: {
        kind: 'Kind',
        title: 'Title',
        version: 'Version',
        note: 'Your note',
        at: 'When',
      },
      covers: ['publication_version.created_by'],
      read: (database, { id }) => listVersionsBy(database, id),
    },
    {
      key: 'publication-acts',
      title: 'What you did to publications',
      why: 'So that it is known who reviewed, published and withdrew what.',
      fields: { kind: 'Kind', title: 'Title', action: 'What', note: 'Your note', at: 'When' },
      covers: ['publication_event.person_id'],
      read: (database, { id }) => listPublicationActsBy(database, id),
    },
  ],
  stillHeld: async (database, personId) => [
    { title: 'Pages they look after', entries: await countOwned(database, personId) },
  ],
}
