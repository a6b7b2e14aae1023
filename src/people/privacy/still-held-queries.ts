import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import type { SliceData } from './personal-data.ts'

export type Held = { title: string; entries: number }

let slices: readonly SliceData[] = []

/** Told once in app.ts, which alone knows every slice. */
export function tellWhatSlicesKeep(told: readonly SliceData[]): void {
  slices = told
}

/** What somebody still holds, for whoever is about to mark them as a leaver. Only what there is. */
export async function listStillHeld(database: Database, personId: string): Promise<Held[]> {
  const { rows } = await sql<{ roles: number; organisations: number }>`
    select (select count(*) from person_role where person_id = ${personId} and valid_to is null) as roles,
      (select count(*) from affiliation where person_id = ${personId} and valid_to is null) as organisations`.execute(
    database,
  )
  const others = await heldInSlices(database, personId)
  return [
    { title: 'Roles, which end at once', entries: rows[0]?.roles ?? 0 },
    { title: 'Places in an organisation, which end at once', entries: rows[0]?.organisations ?? 0 },
    ...others,
  ].filter(({ entries }) => entries > 0)
}

/** What ended with somebody's leaving, in words; and what is open still. */
export async function listHeldAtLeaving(
  database: Database,
  person: { id: string; leftAt: Date },
  roleNames: Record<string, string>,
): Promise<string[]> {
  const { rows } = await sql<{ kind: 'role' | 'place'; name: string; organisation: string | null }>`
    select 'role' as kind, role as name,
      organisation_name_on(organisation_id, (valid_to at time zone 'Europe/London')::date) as organisation
    from person_role where person_id = ${person.id} and valid_to >= ${person.leftAt}
    union all
    select 'place', coalesce(job_title, ''), organisation_name_on(organisation_id, valid_to)
    from affiliation where person_id = ${person.id}
      and valid_to >= (${person.leftAt}::timestamptz at time zone 'Europe/London')::date
    order by 1, 2`.execute(database)
  const ended = rows.map(({ kind, name, organisation }) =>
    kind === 'role'
      ? `${roleNames[name] ?? name}${organisation ? ` of ${organisation}` : ''}: the role ended`
      : `${[name, organisation].filter(Boolean).join(', ')}: ended`,
  )
  const open = await heldInSlices(database, person.id)
  return [
    ...ended,
    ...open
      .filter(({ entries }) => entries > 0)
      .map(({ title, entries }) => `${title}: ${entries}, still open`),
  ]
}

async function heldInSlices(database: Database, personId: string): Promise<Held[]> {
  const held: Held[] = []
  for (const { stillHeld } of slices)
    if (stillHeld) held.push(...(await stillHeld(database, personId)))
  return held
}
