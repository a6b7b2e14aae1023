import { addressForm } from '../../platform/email-address.ts'
import { sql, type Generated, type Selectable } from 'kysely'
import type { Database, DatabaseTransaction } from '../../platform/database.ts'
import { isUuid } from '../../platform/identifiers.ts'
import type { DataSubject } from './personal-data.ts'
import type { PrivacyKind, RefusalReason } from './privacy-words.ts'

export type RequestState = 'open' | 'fulfilled' | 'refused' | 'closed' | 'withdrawn'

interface PrivacyRequestTable {
  id: Generated<string>
  reference: string
  person_id: string | null
  kind: PrivacyKind
  details: string | null
  name: string | null
  email: string | null
  email_proved_at: Date | null
  code_hash: Buffer | null
  code_attempts: Generated<number>
  code_expires_at: Date | null
  /** Calendar dates of the United Kingdom. */
  received_on: string
  received_at: Date
  acknowledge_by: string
  acknowledged_at: Date | null
  answer_by: string
  extended_at: Date | null
  extension_reason: string | null
  state: Generated<RequestState>
  refusal_reason: RefusalReason | null
  outcome: string | null
  ended_at: Date | null
  ended_by: string | null
  reminded_on: string | null
}

declare module '../../platform/database.ts' {
  interface Tables {
    privacy_request: PrivacyRequestTable
    privacy_request_note: {
      id: Generated<number>
      privacy_request_id: string
      written_by: string | null
      at: Date
      note: string
    }
  }
}

export type PrivacyRequest = Selectable<PrivacyRequestTable>

/** A request as the desk lists it: by the name of the account, or the one that was typed. */
export type ListedRequest = PrivacyRequest & { who: string | null }

/** Keeps a request with its days of law, from `privacy-clock.ts`. Gives its id. */
export async function insertRequest(
  transaction: DatabaseTransaction,
  request: Pick<
    PrivacyRequest,
    | 'reference'
    | 'person_id'
    | 'kind'
    | 'details'
    | 'name'
    | 'email'
    | 'received_on'
    | 'received_at'
    | 'acknowledge_by'
    | 'acknowledged_at'
    | 'answer_by'
  >,
): Promise<string> {
  const { id } = await transaction
    .insertInto('privacy_request')
    .values(request)
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Null also for what is no identifier at all. */
export async function findRequest(database: Database, id: string): Promise<ListedRequest | null> {
  if (!isUuid(id)) return null
  return (await listed(database).where('privacy_request.id', '=', id).executeTakeFirst()) ?? null
}

/** The same, held until the transaction ends, so that two officers cannot answer at once. */
export async function lockRequest(
  transaction: DatabaseTransaction,
  id: string,
): Promise<PrivacyRequest | null> {
  if (!isUuid(id)) return null
  const row = await transaction
    .selectFrom('privacy_request')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

/** A request of the same kind that is open already; a complaint or a correction may be about something else. */
export async function findOpenRequest(
  transaction: DatabaseTransaction,
  personId: string,
  asked: { kind: PrivacyKind; details: string },
): Promise<string | null> {
  const canRepeat = asked.kind !== 'access' && asked.kind !== 'erasure'
  const row = await transaction
    .selectFrom('privacy_request')
    .select('id')
    .where('person_id', '=', personId)
    .where('kind', '=', asked.kind)
    .where('state', '=', 'open')
    .$if(canRepeat, (query) => query.where('details', '=', asked.details))
    .executeTakeFirst()
  return row?.id ?? null
}

/**
 * Lets whoever asks the same twice at once wait for themselves, until the transaction ends; `who` is an account, or
 * what was written without one.
 */
export async function waitForSameRequest(
  transaction: DatabaseTransaction,
  who: string,
): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`privacy request ${who}`}))`.execute(
    transaction,
  )
}

/** A complaint without an account that came since then with the same words, name and address. */
export async function findSameComplaint(
  transaction: DatabaseTransaction,
  complaint: { details: string; name: string | null; email: string | null },
  since: Date,
): Promise<string | null> {
  const row = await transaction
    .selectFrom('privacy_request')
    .select('id')
    .where('person_id', 'is', null)
    .where('kind', '=', 'complaint')
    .where('state', '=', 'open')
    .where('received_at', '>=', since)
    .where('details', '=', complaint.details)
    .where('name', 'is not distinct from', complaint.name)
    .where('email', 'is not distinct from', complaint.email)
    .executeTakeFirst()
  return row?.id ?? null
}

/** Open ones by what is due first; ended ones by the day they ended. */
export async function listRequests(
  database: Database,
  filter: { state: 'open' | 'ended'; limit: number },
): Promise<ListedRequest[]> {
  const query = listed(database).limit(filter.limit)
  return filter.state === 'open'
    ? query
        .where('privacy_request.state', '=', 'open')
        .orderBy(dueOn)
        .orderBy('privacy_request.received_at')
        .execute()
    : query
        .where('privacy_request.state', '<>', 'open')
        .orderBy('privacy_request.ended_at', 'desc')
        .execute()
}

/** What somebody asked for, latest first. */
export async function listRequestsOf(
  database: Database,
  personId: string,
): Promise<ListedRequest[]> {
  return listed(database)
    .where('privacy_request.person_id', '=', personId)
    .orderBy('privacy_request.received_at', 'desc')
    .execute()
}

/** What is open of somebody, of records merged into theirs, and of complaints from their proved address. */
export async function listOpenAround(
  database: Database,
  subject: Pick<DataSubject, 'id' | 'email' | 'emailIsProved'>,
  merged: readonly string[],
): Promise<ListedRequest[]> {
  return listed(database)
    .where('privacy_request.state', '=', 'open')
    .where((is) =>
      is.or([
        is('privacy_request.person_id', 'in', [subject.id, ...merged]),
        is.and([
          sql.lit(subject.emailIsProved),
          is('privacy_request.person_id', 'is', null),
          is('privacy_request.email_proved_at', 'is not', null),
          is(sql`address_form(privacy_request.email)`, '=', addressForm(subject.email)),
        ]),
      ]),
    )
    .orderBy('privacy_request.received_at')
    .execute()
}

/** What is open, and how many clocks have run out on this day. */
export async function countRequests(
  database: Database,
  today: string,
): Promise<{ open: number; overdue: number }> {
  const { rows } = await sql<{ open: number; overdue: number }>`
    select count(*) as open, count(*) filter (where ${dueOn} < ${today}) as overdue
    from privacy_request where state = 'open'`.execute(database)
  return rows[0] ?? { open: 0, overdue: 0 }
}

/** Open ones with a clock that ends by `until`, of which officers have not been reminded on this day. */
export async function takeRequestsToRemind(
  transaction: DatabaseTransaction,
  dates: { today: string; until: string },
): Promise<PrivacyRequest[]> {
  return transaction
    .updateTable('privacy_request')
    .set({ reminded_on: dates.today })
    .where('state', '=', 'open')
    .where(dueOn, '<=', dates.until)
    .where((is) => is.or([is('reminded_on', 'is', null), is('reminded_on', '<', dates.today)]))
    .returningAll()
    .execute()
}

/** Changes what becomes of a request. */
export async function updateRequest(
  transaction: DatabaseTransaction,
  id: string,
  change: Partial<
    Pick<
      PrivacyRequest,
      | 'acknowledged_at'
      | 'answer_by'
      | 'extended_at'
      | 'extension_reason'
      | 'state'
      | 'refusal_reason'
      | 'outcome'
      | 'ended_at'
      | 'ended_by'
      | 'email_proved_at'
      | 'code_hash'
      | 'code_attempts'
      | 'code_expires_at'
    >
  >,
): Promise<void> {
  await transaction.updateTable('privacy_request').set(change).where('id', '=', id).execute()
}

/** Keeps the code that was just made; false when the address is proved already or the request has ended. */
export async function keepContactCode(
  database: Database,
  id: string,
  code: { hash: Buffer; expiresAt: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await database
    .updateTable('privacy_request')
    .set({ code_hash: code.hash, code_expires_at: code.expiresAt, code_attempts: 0 })
    .where('id', '=', id)
    .where('email', 'is not', null)
    .where('email_proved_at', 'is', null)
    .where('state', '=', 'open')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Counts one try before the code is looked at, so that many at once are not more than so many. */
export async function takeCodeTry(
  database: Database,
  id: string,
  limits: { most: number; now: Date },
): Promise<Buffer | null> {
  const row = await database
    .updateTable('privacy_request')
    .set((is) => ({ code_attempts: is('code_attempts', '+', 1) }))
    .where('id', '=', id)
    .where('email_proved_at', 'is', null)
    .where('code_attempts', '<', limits.most)
    .where('code_expires_at', '>', limits.now)
    .returning('code_hash')
    .executeTakeFirst()
  return row?.code_hash ?? null
}

/** Keeps a note on a request; they are not changed afterwards. */
export async function insertNote(
  transaction: DatabaseTransaction,
  note: { requestId: string; by: string; at: Date; note: string },
): Promise<void> {
  await transaction
    .insertInto('privacy_request_note')
    .values({
      privacy_request_id: note.requestId,
      written_by: note.by,
      at: note.at,
      note: note.note,
    })
    .execute()
}

/** The notes on a request, oldest first. */
export async function listNotes(
  database: Database,
  requestId: string,
): Promise<{ at: Date; by: string | null; note: string }[]> {
  return database
    .selectFrom('privacy_request_note')
    .leftJoin('person', 'person.id', 'privacy_request_note.written_by')
    .select(['privacy_request_note.at', 'person.name as by', 'privacy_request_note.note'])
    .where('privacy_request_id', '=', requestId)
    .orderBy('privacy_request_note.id')
    .execute()
}

/** What requests are called, for the log. */
export async function nameRequests(
  database: Database,
  ids: readonly string[],
): Promise<{ id: string; reference: string }[]> {
  if (ids.length === 0) return []
  return database
    .selectFrom('privacy_request')
    .select(['id', 'reference'])
    .where('id', 'in', [...ids])
    .execute()
}

const dueOn = sql<string>`least(answer_by, case when acknowledged_at is null then acknowledge_by else answer_by end)`

function listed(database: Database) {
  return database
    .selectFrom('privacy_request')
    .leftJoin('person', 'person.id', 'privacy_request.person_id')
    .selectAll('privacy_request')
    .select((is) => is.fn.coalesce('person.name', 'privacy_request.name').as('who'))
}
