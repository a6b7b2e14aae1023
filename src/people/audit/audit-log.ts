import { listAuditEntries, type AuditFilter, type RecordedEntry } from '../../platform/audit.ts'
import { ukDate } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import { isUuid } from '../../platform/identifiers.ts'
import type { Services } from '../../platform/web.ts'
import { otherPersonOf, sentenceOf, thingOf, type Named, type Sentence } from './audit-sentences.ts'
import { nameOrganisations } from '../organisations/organisation-queries.ts'
import { organisationPaths, personPaths } from '../people-paths.ts'
import { privacyDeskPaths } from '../privacy/privacy-paths.ts'
import { nameRequests } from '../privacy/privacy-request-queries.ts'
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
  const nameOf = (thing: { kind: string; id: string | null } | null): Named | null => {
    if (!thing?.id) return null
    if (thing.kind === 'person') return people.get(thing.id) ?? null
    const organisation = organisations.get(thing.id)
    if (thing.kind === 'organisation' && organisation)
      return { text: organisation, href: organisationPaths.show(thing.id) }
    return others.get(`${thing.kind} ${thing.id}`) ?? null
  }
  return entries.map((entry) => {
    const who = (entry.by && people.get(entry.by)) || { text: entry.by ? 'Somebody' : 'Cairn' }
    return {
      number: entry.number,
      at: entry.at,
      sentence: sentenceOf(
        entry,
        who,
        nameOf(entry.subject),
        people.get(otherPersonOf(entry) ?? '') ?? null,
        nameOf(thingOf(entry)),
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
  for (const { id, reference } of await nameRequests(database, idsOf(entries, 'privacy-request')))
    named.set(`privacy-request ${id}`, { text: reference, href: privacyDeskPaths.show(id) })
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
    .flatMap((entry) => [entry.subject, thingOf(entry)])
    .filter((thing) => thing?.kind === kind)
    .map((thing) => thing!.id)
    .filter((id) => id !== null)
  return [...new Set(ids)].filter((id) => isUuid(id))
}
