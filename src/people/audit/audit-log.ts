import { listAuditEntries, type AuditFilter, type RecordedEntry } from '../../platform/audit.ts'
import { ukDate } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import { isUuid } from '../../platform/identifiers.ts'
import type { Services } from '../../platform/web.ts'
import { otherPersonOf, sentenceOf, type Named, type Sentence } from './audit-sentences.ts'
import { nameOrganisations } from '../organisations/organisation-queries.ts'
import { organisationPaths, personPaths } from '../people-paths.ts'
import { findPeopleById } from '../person-queries.ts'

export type ToldEntry = { number: number; at: Date; sentence: Sentence }

/** Names of subjects by id, with where they are looked at. */
export type SubjectNamer = (database: Database, ids: string[]) => Promise<Map<string, Named>>

let namers: Record<string, SubjectNamer> = {}

/** Told once in app.ts, which alone knows every slice: what the subjects of each kind are called. */
export function nameAuditSubjects(byKind: Record<string, SubjectNamer>): void {
  namers = byKind
}

/** Entries of the log as sentences, the newest first. */
export async function tellAuditEntries(
  { database, clock }: Services,
  filter: AuditFilter,
  limit: number,
): Promise<ToldEntry[]> {
  const entries = await listAuditEntries(database, filter, limit)
  const people = await namePeople(database, entries)
  const organisations = await nameOrganisations(
    database,
    idsOf(entries, 'organisation'),
    ukDate(clock.now()),
  )
  const others = await nameOthers(database, entries)
  const subjectOf = ({ subject }: RecordedEntry): Named | null => {
    if (!subject.id) return null
    if (subject.kind === 'person') return people.get(subject.id) ?? null
    const organisation = organisations.get(subject.id)
    if (subject.kind === 'organisation' && organisation)
      return { text: organisation, href: organisationPaths.show(subject.id) }
    return others.get(`${subject.kind} ${subject.id}`) ?? null
  }
  return entries.map((entry) => {
    const who = (entry.by && people.get(entry.by)) || { text: entry.by ? 'Somebody' : 'Cairn' }
    return {
      number: entry.number,
      at: entry.at,
      sentence: sentenceOf(
        entry,
        who,
        subjectOf(entry),
        people.get(otherPersonOf(entry) ?? '') ?? null,
      ),
    }
  })
}

async function namePeople(
  database: Database,
  entries: RecordedEntry[],
): Promise<Map<string, Named>> {
  const others = entries.filter(({ subject }) => subject.kind === 'person').map(otherPersonOf)
  const ids = [...entries.map(({ by }) => by), ...idsOf(entries, 'person'), ...others]
  const people = await findPeopleById(database, ids)
  return new Map(
    [...people.values()].map(({ id, name }) => [id, { text: name, href: personPaths.show(id) }]),
  )
}

async function nameOthers(
  database: Database,
  entries: RecordedEntry[],
): Promise<Map<string, Named>> {
  const named = new Map<string, Named>()
  for (const [kind, namer] of Object.entries(namers)) {
    const ids = idsOf(entries, kind)
    if (ids.length === 0) continue
    for (const [id, name] of await namer(database, ids)) named.set(`${kind} ${id}`, name)
  }
  return named
}

// A subject may have another kind of identifier; only these can be looked up.
function idsOf(entries: RecordedEntry[], kind: string): string[] {
  const ids = entries
    .filter(({ subject }) => subject.kind === kind)
    .map(({ subject }) => subject.id)
    .filter((id) => id !== null)
  return [...new Set(ids)].filter((id) => isUuid(id))
}
