import { sql, type ColumnType, type Generated } from 'kysely'
import type { Database } from '../platform/database.ts'
import type { AcceptedLine, RefusedLine } from './subscriber-csv.ts'
import type { Basis } from './subscriber-queries.ts'

declare module '../platform/database.ts' {
  interface Tables {
    subscriber_addition: {
      id: Generated<string>
      created_by: string | null
      created_at: ColumnType<Date, Date | undefined, never>
      basis: Basis
      provenance: string
      collected_on: string
      accepted: ColumnType<AcceptedLine[] | null, string | null, string | null>
      refused: ColumnType<RefusedLine[] | null, string | null, string | null>
      added_at: Date | null
      added_count: number | null
    }
  }
}

/** A list that was checked, and whether it was added since. */
export type Addition = {
  id: string
  basis: Basis
  provenance: string
  /** YYYY-MM-DD */
  collectedOn: string
  accepted: AcceptedLine[]
  refused: RefusedLine[]
  addedAt: Date | null
  addedCount: number | null
}

/** Which of these addresses get the bulletin already, and which may not be written to. */
export async function knownAddresses(
  database: Database,
  emails: string[],
): Promise<Map<string, 'subscribed' | 'suppressed'>> {
  const { rows } = await sql<{ email: string; known: 'subscribed' | 'suppressed' }>`
    select given.email, case when suppression.email_hash is null then 'subscribed' else 'suppressed' end as known
    from unnest(${emails}::text[]) given (email)
    left join suppression on suppression.email_hash = email_hash(given.email)
    left join subscriber on address_form(subscriber.email) = given.email
    left join subscription on subscription.subscriber_id = subscriber.id and subscription.ended_at is null
    where suppression.email_hash is not null or subscription.id is not null`.execute(database)
  return new Map(rows.map(({ email, known }) => [email, known]))
}

/** Keeps the checked lines of an addition, before anybody is added. Gives its id. */
export async function insertAddition(
  database: Database,
  addition: Pick<Addition, 'basis' | 'provenance' | 'collectedOn' | 'accepted' | 'refused'>,
  by: string,
  now: Date,
): Promise<string> {
  const { id } = await database
    .insertInto('subscriber_addition')
    .values({
      created_by: by,
      created_at: now,
      basis: addition.basis,
      provenance: addition.provenance,
      collected_on: addition.collectedOn,
      accepted: JSON.stringify(addition.accepted),
      refused: JSON.stringify(addition.refused),
      added_at: null,
      added_count: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** An addition by its id; `lock` keeps others from carrying it out until the transaction ends. */
export async function findAddition(
  database: Database,
  id: string,
  options: { lock?: boolean } = {},
): Promise<Addition | null> {
  let query = database.selectFrom('subscriber_addition').selectAll().where('id', '=', id)
  if (options.lock) query = query.forUpdate()
  const row = await query.executeTakeFirst()
  return row
    ? {
        id: row.id,
        basis: row.basis,
        provenance: row.provenance,
        collectedOn: row.collected_on,
        accepted: row.accepted ?? [],
        refused: row.refused ?? [],
        addedAt: row.added_at,
        addedCount: row.added_count,
      }
    : null
}

/** The lines go as soon as they are subscribers; the provenance stays. */
export async function closeAddition(
  database: Database,
  id: string,
  addedCount: number,
  now: Date,
): Promise<void> {
  await database
    .updateTable('subscriber_addition')
    .set({ accepted: null, refused: null, added_at: now, added_count: addedCount })
    .where('id', '=', id)
    .execute()
}

/** Lists that were checked and never added hold addresses nobody decided to keep. */
export async function forgetAdditionsBefore(database: Database, instant: Date): Promise<void> {
  await database
    .deleteFrom('subscriber_addition')
    .where('added_at', 'is', null)
    .where('created_at', '<', instant)
    .execute()
}
