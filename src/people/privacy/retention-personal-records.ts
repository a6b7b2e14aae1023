import { countKeptMailBefore, removeKeptMailBefore } from '../../platform/kept-mail-queries.ts'
import { leaveUnused } from '../roster.ts'
import { eraseIn } from './erasure.ts'
import { findRequestsWithWords, takeWordsFrom } from './privacy-request-words-queries.ts'
import type { RetentionAct } from './retention.ts'
import { findIdleAccounts, findOldLeavers } from './retention-queries.ts'

/** What the rules of the people part and of the platform under it do. */
export const peopleRetention: RetentionAct[] = [
  {
    key: 'idle-accounts',
    spares:
      'anybody with a role other than practitioner, anybody who has left already, and the accounts that the demonstration signs in with.',
    undo: 'People are marked as leavers; an officer can let each of them return.',
    find: async (database, before, limit) =>
      firstOf(await findIdleAccounts(database, before), limit),
    apply: async (services, _data, before) => {
      let ended = 0
      for (const { id } of await findIdleAccounts(services.database, before))
        if (await leaveUnused(services, id)) ended += 1
      return ended
    },
  },
  {
    key: 'leavers',
    spares: 'anybody who is still here, and anybody with a privacy request that is open.',
    undo: 'Records are erased for good. Nobody can undo that.',
    find: async (database, before, limit) => firstOf(await findOldLeavers(database, before), limit),
    apply: async (services, data, before) => {
      let ended = 0
      for (const { id } of await findOldLeavers(services.database, before)) {
        const subject = await services.database
          .transaction()
          .execute((transaction) => eraseIn(services, transaction, data, id, null))
        if (subject) ended += 1
      }
      return ended
    },
  },
  {
    key: 'privacy-requests',
    spares: 'requests that are open.',
    undo: 'The words are deleted for good. Nobody can undo that.',
    find: async (database, before, limit) => {
      const requests = await findRequestsWithWords(database, before)
      return firstOf(
        requests.map(({ id, reference }) => ({ id, label: reference })),
        limit,
      )
    },
    apply: async (services, _data, before) =>
      services.database.transaction().execute(async (transaction) => {
        const ids = (await findRequestsWithWords(transaction, before)).map(({ id }) => id)
        await takeWordsFrom(transaction, ids)
        return ids.length
      }),
  },
  {
    key: 'kept-mail',
    spares: 'mail that went out: only what was kept because no mail server was set ends.',
    undo: 'The mail is deleted for good. Nobody can undo that.',
    find: async (database, before) => ({
      found: await countKeptMailBefore(database, before),
      first: [],
    }),
    apply: async ({ database }, _data, before) => removeKeptMailBefore(database, before),
  },
]

function firstOf<T>(all: T[], limit: number): { found: number; first: T[] } {
  return { found: all.length, first: all.slice(0, limit) }
}
