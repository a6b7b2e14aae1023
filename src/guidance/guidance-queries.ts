import { sql, type Generated } from 'kysely'
import type { Database } from '../platform/database.ts'
import { NotFound } from '../platform/errors.ts'
import type { Nation } from './nations.ts'

export const instrumentKinds = ['act', 'regulations', 'statutory-guidance', 'guidance'] as const
export type InstrumentKind = (typeof instrumentKinds)[number]
export const instrumentKindNames: Record<InstrumentKind, string> = {
  act: 'Act',
  regulations: 'Regulations',
  'statutory-guidance': 'Statutory guidance',
  guidance: 'Guidance',
}

declare module '../platform/database.ts' {
  interface Tables {
    guidance_topic: { slug: string; title: string; summary: Generated<string>; position: number }
    legal_instrument: {
      id: Generated<string>
      title: string
      kind: InstrumentKind
      nations: Nation[]
      citation: Generated<string>
      address: string | null
      valid_from: string | null
      valid_to: string | null
      replaced_by: string | null
      checked_on: string | null
      created_at: Generated<Date>
    }
  }
}

/** What guidance is filed under. */
export type Topic = { slug: string; title: string; summary: string }

/** The topics of guidance, in their order. */
export async function listTopics(database: Database): Promise<Topic[]> {
  return database
    .selectFrom('guidance_topic')
    .select(['slug', 'title', 'summary'])
    .orderBy('position')
    .orderBy('title')
    .execute()
}

/** Adds a topic at the end; false where its address is taken. */
export async function insertTopic(database: Database, topic: Topic): Promise<boolean> {
  const result = await database
    .insertInto('guidance_topic')
    .values((is) => ({
      ...topic,
      position: is
        .selectFrom('guidance_topic')
        .select((of) => sql<number>`coalesce(${of.fn.max('position')}, 0) + 10`.as('next')),
    }))
    .onConflict((on) => on.column('slug').doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** An act, regulations or official guidance, with the time it is in force. Dates are YYYY-MM-DD. */
export type LegalInstrument = {
  id: string
  title: string
  kind: InstrumentKind
  nations: Nation[]
  citation: string
  address: string | null
  validFrom: string | null
  validTo: string | null
  replacedBy: string | null
  /** When the partnership last held the dates against the original; null: never. */
  checkedOn: string | null
}

/** Every version of every law that guidance can refer to, by title. */
export async function listInstruments(database: Database): Promise<LegalInstrument[]> {
  return instruments(database)
    .orderBy(sql`title collate "und-x-icu"`)
    .orderBy('valid_from')
    .execute()
}

/** A law by its id. */
export async function findInstrument(
  database: Database,
  id: string,
): Promise<LegalInstrument | null> {
  return (await instruments(database).where('id', '=', id).executeTakeFirst()) ?? null
}

/** Adds an instrument, or changes the one of this id. Returns null where another has its title and first day. */
export async function saveInstrument(
  database: Database,
  instrument: Omit<LegalInstrument, 'id'> & { id?: string },
): Promise<string | null> {
  const columns = {
    title: instrument.title,
    kind: instrument.kind,
    nations: instrument.nations,
    citation: instrument.citation,
    address: instrument.address,
    valid_from: instrument.validFrom,
    valid_to: instrument.validTo,
    replaced_by: instrument.replacedBy,
    checked_on: instrument.checkedOn,
  }
  const twin = await database
    .selectFrom('legal_instrument')
    .select('id')
    .where('title', '=', instrument.title)
    .where('valid_from', 'is not distinct from', instrument.validFrom)
    .executeTakeFirst()
  if (twin && twin.id !== instrument.id) return null
  const row =
    instrument.id === undefined
      ? await database
          .insertInto('legal_instrument')
          .values(columns)
          .returning('id')
          .executeTakeFirstOrThrow()
      : await database
          .updateTable('legal_instrument')
          .set(columns)
          .where('id', '=', instrument.id)
          .returning('id')
          .executeTakeFirstOrThrow(() => new NotFound('legal instrument'))
  return row.id
}

function instruments(database: Database) {
  return database
    .selectFrom('legal_instrument')
    .select([
      'id',
      'title',
      'kind',
      'nations',
      'citation',
      'address',
      'valid_from as validFrom',
      'valid_to as validTo',
      'replaced_by as replacedBy',
      'checked_on as checkedOn',
    ])
}
