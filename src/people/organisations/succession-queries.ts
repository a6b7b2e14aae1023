import { sql, type ColumnType, type Generated } from 'kysely'
import type { Database, DatabaseTransaction } from '../../platform/database.ts'

declare module '../../platform/database.ts' {
  interface Tables {
    organisation_succession: {
      id: Generated<string>
      kind: SuccessionKind
      takes_effect_on: string
      planned_by: string | null
      planned_at: ColumnType<Date, Date | undefined, Date>
      /** When its people were carried over or asked; null while the day lies ahead. */
      done_at: Date | null
    }
    organisation_succession_part: {
      succession_id: string
      organisation_id: string
      side: 'from' | 'to'
    }
  }
}

/** Several into one, one into several, one into one of another legal form, or nobody follows. */
export type SuccessionKind = 'merger' | 'split' | 'conversion' | 'closure'

export type Succession = {
  kind: SuccessionKind
  /** From this day on `from` is closed and `to` does its work, YYYY-MM-DD. */
  on: string
  from: readonly string[]
  to: readonly string[]
}

/** Records it and closes who ends. Its people are carried over separately, on the day. */
export async function insertSuccession(
  transaction: DatabaseTransaction,
  succession: Succession & { by: string | null; now: Date },
): Promise<string> {
  const { kind, on, from, to, by, now } = succession
  const { id } = await transaction
    .insertInto('organisation_succession')
    .values({ kind, takes_effect_on: on, planned_by: by, planned_at: now, done_at: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  const parts = [
    ...from.map((organisation) => ({ organisation, side: 'from' as const })),
    ...to.map((organisation) => ({ organisation, side: 'to' as const })),
  ]
  await transaction
    .insertInto('organisation_succession_part')
    .values(
      parts.map(({ organisation, side }) => ({
        succession_id: id,
        organisation_id: organisation,
        side,
      })),
    )
    .execute()
  await transaction
    .updateTable('organisation')
    .set({ closed_on: on })
    .where('id', 'in', [...from])
    .execute()
  return id
}

export type OrganisationSuccession = {
  id: string
  kind: SuccessionKind
  on: string
  from: { id: string; name: string }[]
  to: { id: string; name: string }[]
  plannedBy: string | null
  doneAt: Date | null
}

/** How an organisation ended, or will, or null. */
export async function findSuccessionFrom(
  database: Database,
  organisationId: string,
  today: string,
): Promise<OrganisationSuccession | null> {
  const [found] = await listSuccessions(database, { organisationId, side: 'from', today })
  return found ?? null
}

/** Whom an organisation took over, or will, the latest first. */
export async function listSuccessionsInto(
  database: Database,
  organisationId: string,
  today: string,
): Promise<OrganisationSuccession[]> {
  return listSuccessions(database, { organisationId, side: 'to', today })
}

/** What has come to its day and was not done yet, in the order of the days. */
export async function listDueSuccessions(
  database: Database,
  today: string,
): Promise<{ id: string }[]> {
  return database
    .selectFrom('organisation_succession')
    .select('id')
    .where('done_at', 'is', null)
    .where('takes_effect_on', '<=', today)
    .orderBy('takes_effect_on')
    .orderBy('id')
    .execute()
}

/** One of these, unless it was done or taken back meanwhile. */
export async function findDueSuccession(
  database: Database,
  id: string,
  today: string,
): Promise<OrganisationSuccession | null> {
  const [due] = await listSuccessions(database, { dueId: id, today })
  return due ?? null
}

async function listSuccessions(
  database: Database,
  which: { today: string } & ({ organisationId: string; side: 'from' | 'to' } | { dueId: string }),
): Promise<OrganisationSuccession[]> {
  const named = (side: 'from' | 'to') => sql<{ id: string; name: string }[]>`
    coalesce((select jsonb_agg(jsonb_build_object('id', part.organisation_id,
        'name', organisation_name_on(part.organisation_id, ${which.today}))
        order by organisation_name_on(part.organisation_id, ${which.today}), part.organisation_id)
      from organisation_succession_part part
      where part.succession_id = organisation_succession.id and part.side = ${side}), '[]'::jsonb)`
  return database
    .selectFrom('organisation_succession')
    .select(['id', 'kind', 'takes_effect_on as on', 'planned_by as plannedBy', 'done_at as doneAt'])
    .select([named('from').as('from'), named('to').as('to')])
    .where((is) =>
      'dueId' in which
        ? is.and([
            is('id', '=', which.dueId),
            is('done_at', 'is', null),
            is('takes_effect_on', '<=', which.today),
          ])
        : is(
            'id',
            'in',
            is
              .selectFrom('organisation_succession_part')
              .select('succession_id')
              .where('organisation_id', '=', which.organisationId)
              .where('side', '=', which.side),
          ),
    )
    .orderBy('takes_effect_on', 'desc')
    .orderBy('id')
    .execute()
}

/** Its people have been carried over, or asked. */
export async function markSuccessionDone(
  transaction: DatabaseTransaction,
  id: string,
  now: Date,
): Promise<void> {
  await transaction
    .updateTable('organisation_succession')
    .set({ done_at: now })
    .where('id', '=', id)
    .execute()
}

/** Takes it back: whoever ended with it is open again. */
export async function deleteSuccession(
  transaction: DatabaseTransaction,
  succession: { id: string; from: readonly { id: string }[] },
): Promise<void> {
  await transaction
    .updateTable('organisation')
    .set({ closed_on: null })
    .where(
      'id',
      'in',
      succession.from.map(({ id }) => id),
    )
    .execute()
  await transaction.deleteFrom('organisation_succession').where('id', '=', succession.id).execute()
}
