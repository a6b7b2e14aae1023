import type { ColumnType, Generated } from 'kysely'
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

/** Takes back how an organisation ended: it, and all that ended with it, are open again. */
export async function deleteSuccessionOf(
  transaction: DatabaseTransaction,
  organisationId: string,
): Promise<void> {
  const succession = await transaction
    .selectFrom('organisation_succession_part')
    .select('succession_id')
    .where('organisation_id', '=', organisationId)
    .where('side', '=', 'from')
    .executeTakeFirst()
  await transaction
    .updateTable('organisation')
    .set({ closed_on: null })
    .where((is) =>
      is.or([
        is('id', '=', organisationId),
        is(
          'id',
          'in',
          is
            .selectFrom('organisation_succession_part')
            .select('organisation_id')
            .where('succession_id', '=', succession?.succession_id ?? organisationId)
            .where('side', '=', 'from'),
        ),
      ]),
    )
    .execute()
  if (succession)
    await transaction
      .deleteFrom('organisation_succession')
      .where('id', '=', succession.succession_id)
      .execute()
}

/** When and by what an organisation took over others, the latest first. */
export async function listSuccessionsInto(
  database: Database,
  organisationId: string,
): Promise<{ id: string; on: string; kind: SuccessionKind }[]> {
  return database
    .selectFrom('organisation_succession')
    .innerJoin(
      'organisation_succession_part as part',
      'part.succession_id',
      'organisation_succession.id',
    )
    .select([
      'organisation_succession.id',
      'organisation_succession.takes_effect_on as on',
      'organisation_succession.kind',
    ])
    .where('part.organisation_id', '=', organisationId)
    .where('part.side', '=', 'to')
    .orderBy('takes_effect_on', 'desc')
    .execute()
}
