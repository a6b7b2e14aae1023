import { traces, type PersonalRecord, type RetentionAct, type SliceData } from '../people/people.ts'
import {
  countMailServerAnswers,
  forgetAddress,
  forgetMailServerAnswers,
  listSubscriptionsBy,
} from './personal-data-queries.ts'

export const bulletinPersonalRecords: PersonalRecord[] = traces(
  ['subscriber_addition', 'created_by', 'Subscribers you added'],
  ['consent_record', 'recorded_by', 'Consent you recorded'],
  ['mailing', 'started_by', 'Mailings you started'],
  ['bulletin_import', 'created_by', 'Bulletins you imported'],
)

/** What the part about bulletins keeps of people, as they see it: subscriptions of the address that they have proved. */
export const bulletinData: SliceData = {
  sections: [
    {
      key: 'subscriptions',
      title: 'The bulletin, if you get it at this address',
      why: 'So that the bulletin reaches you, and it can be shown that you agreed (PECR regulation 22).',
      fields: {
        email: 'Address',
        name: 'Name',
        job_role: 'Role',
        what: 'What',
        wording: 'The words you agreed to, or why you get it',
        from: 'From',
        until: 'Until',
        bulletins: 'Bulletins sent to you',
      },
      covers: [],
      read: (database, { email, emailIsProved }) =>
        emailIsProved ? listSubscriptionsBy(database, email) : Promise.resolve([]),
    },
  ],
  erasing: [
    {
      title: 'Your subscription to the bulletin: it ends, and nobody can add the address again',
      count: async (database, { email }) => (await listSubscriptionsBy(database, email)).length,
      erase: (transaction, { email }, now) => forgetAddress(transaction, email, now),
    },
  ],
}

/** What the rules for bulletins do. */
export const bulletinRetention: RetentionAct[] = [
  {
    key: 'mailing-answers',
    spares: 'mailings that are still going out, and every count.',
    undo: 'What mail servers answered is deleted for good. Nobody can undo that.',
    find: async (database, before) => ({
      found: await countMailServerAnswers(database, before),
      first: [],
    }),
    apply: ({ database }, _data, before) => forgetMailServerAnswers(database, before),
  },
]
