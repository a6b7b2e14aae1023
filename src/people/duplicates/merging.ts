import { createHash } from 'node:crypto'
import type { SignedInPerson } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { ukDate } from '../../platform/clock.ts'
import type { DatabaseTransaction } from '../../platform/database.ts'
import { revokeSessions } from '../../platform/sessions.ts'
import type { Services } from '../../platform/web.ts'
import { roleNames } from '../people-access.ts'
import { sendNotice, tellOfficers } from '../people-notices.ts'
import { findPerson, type PersonRecord, lockPeople } from '../person-queries.ts'
import type { PersonalRecord } from '../personal-records.ts'
import { endPasswordRequests } from '../sign-in/password-request-queries.ts'
import { lockRoster } from '../roster-queries.ts'
import { planAffiliations } from './merge-affiliations.ts'
import {
  changeRow,
  moveRows,
  type ChangedRow,
  type MergeRecord,
  type MergeTold,
  type RowKey,
  type WantedChange,
} from './merge-queries.ts'
import { insertMerge } from './past-merge-queries.ts'
import { keepIf } from './tentative.ts'

/** Two records of one person: which stays, and whose name, address and main organisation stand on it. */
export type MergeRequest = {
  keptId: string
  mergedId: string
  name: Side
  email: Side
  organisation: Side
}
export type Side = 'kept' | 'merged'

export type MergeRefusal =
  | { reason: 'gone' | 'own-record' | 'kept-has-left' | 'unproved-address' }
  | { reason: 'roles'; roles: string }

export type MergePreview = {
  told: MergeTold
  /** Differs when the merge would do anything else by now. */
  seen: string
}

/**
 * What a slice has to settle before its rows move, where two records cannot have both: values of its own rows that
 * change, and sentences about that. It changes nothing itself.
 */
export type MergePreparation = (
  transaction: DatabaseTransaction,
  people: { keptId: string; mergedId: string; now: Date },
) => Promise<{ changes: WantedChange[]; sentences: string[] }>

let personalRecords: readonly PersonalRecord[] = []
let preparations: readonly MergePreparation[] = []

/** Told once in app.ts, which alone knows every slice: what each keeps of people, and what it settles before a merge. */
export function tellMergesOf(told: {
  records: readonly PersonalRecord[]
  preparations: readonly MergePreparation[]
}): void {
  personalRecords = told.records
  preparations = told.preparations
}

/** What a merge would do. It is done for this, and taken back before anybody sees it, so that nothing is forgotten. */
export async function previewMerge(
  services: Services,
  request: MergeRequest,
  by: SignedInPerson,
): Promise<({ ok: true } & MergePreview) | ({ ok: false } & MergeRefusal)> {
  const result = await keepIf(
    services.database,
    () => false,
    (transaction) => mergeIn(services, transaction, request, by),
  )
  return result.ok ? { ok: true, told: result.told, seen: seenOf(result) } : result
}

/** Merges one record into another, if it still does what was `seen` in the preview. */
export async function mergePeople(
  services: Services,
  request: MergeRequest & { seen: string },
  by: SignedInPerson,
): Promise<
  { ok: true; mergeId: string } | ({ ok: false } & (MergeRefusal | { reason: 'changed' }))
> {
  const { database, clock } = services
  return keepIf<
    { ok: true; mergeId: string } | ({ ok: false } & (MergeRefusal | { reason: 'changed' }))
  >(
    database,
    ({ ok }) => ok,
    async (transaction) => {
      const result = await mergeIn(services, transaction, request, by)
      if (!result.ok) return result
      if (seenOf(result) !== request.seen) return { ok: false, reason: 'changed' }
      const { kept, merged, record, told } = result
      const mergeId = await insertMerge(transaction, {
        keptId: kept.id,
        mergedId: merged.id,
        by: by.id,
        now: clock.now(),
        record,
        told,
      })
      await revokeSessions(transaction, merged.id)
      if (request.email === 'merged') {
        await revokeSessions(transaction, kept.id)
        await endPasswordRequests(transaction, kept.id, clock.now())
        await tellOfficers(services, transaction, {
          kind: 'officer-email-changed',
          about: kept.id,
          by: by.id,
        })
      }
      await audit(transaction, {
        action: 'person.merged',
        by: by.id,
        subject: { kind: 'person', id: kept.id },
        details: { merged: merged.id, merge: mergeId },
      })
      await tellBoth(services, transaction, 'records-joined', [kept, merged], kept.id)
      return { ok: true, mergeId }
    },
  )
}

/** Tells the addresses that are proved, and the one that is signed in with. */
export async function tellBoth(
  services: Services,
  transaction: DatabaseTransaction,
  kind: 'records-joined' | 'records-separated',
  people: readonly Pick<PersonRecord, 'email' | 'emailVerifiedAt'>[],
  personId: string,
): Promise<void> {
  const proved = people.filter(({ emailVerifiedAt }) => emailVerifiedAt !== null)
  const told = proved.length > 0 ? proved : people.slice(0, 1)
  for (const { email } of told)
    await sendNotice(services, transaction, { kind, personId, to: email })
}

type Merged =
  | { ok: true; kept: PersonRecord; merged: PersonRecord; record: MergeRecord; told: MergeTold }
  | ({ ok: false } & MergeRefusal)

async function mergeIn(
  services: Services,
  transaction: DatabaseTransaction,
  request: MergeRequest,
  by: SignedInPerson,
): Promise<Merged> {
  const now = services.clock.now()
  await lockRoster(transaction)
  // Whoever adds something to one of them meanwhile waits, and finds it merged.
  await lockPeople(transaction, [request.keptId, request.mergedId])
  const kept = await findPerson(transaction, ukDate(now), request.keptId)
  const merged = await findPerson(transaction, ukDate(now), request.mergedId)
  if (!kept || !merged || kept.id === merged.id) return { ok: false, reason: 'gone' }
  const refusal = refusalOf(kept, merged, request, by)
  if (refusal) return { ok: false, ...refusal }

  const changed: ChangedRow[] = []
  const sentences: string[] = []
  const change = async (wanted: WantedChange): Promise<void> => {
    const row = await changeRow(transaction, wanted)
    if (row) changed.push(row)
  }
  const people = { keptId: kept.id, mergedId: merged.id, now }
  const held: { table: string; key: RowKey }[] = []

  for (const prepare of preparations) {
    const prepared = await prepare(transaction, people)
    sentences.push(...prepared.sentences)
    for (const wanted of prepared.changes) await change(wanted)
  }
  const places = await planAffiliations(transaction, people, request.organisation)
  sentences.push(...places.sentences)
  for (const wanted of places.changes) await change(wanted)
  held.push(...places.held)
  for (const wanted of personChanges(kept, merged, request)) await change(wanted)

  const record: MergeRecord = { moved: [], changed }
  const told: MergeTold = {
    moves: [],
    stays: [],
    sentences: [...sentences, ...endings(kept, merged, request)],
  }
  for (const { table, column, title, merging } of personalRecords) {
    if (merging !== 'move') continue
    const { moved, stayed } = await moveRows(
      transaction,
      { table, column },
      {
        from: merged.id,
        to: kept.id,
        except: held.filter((row) => row.table === table).map(({ key }) => key),
      },
    )
    record.moved.push(...moved.map((key) => ({ table, column, key })))
    if (moved.length > 0) told.moves.push({ title: ofThem(title), count: moved.length })
    if (stayed.length > 0) told.stays.push({ title: ofThem(title), count: stayed.length })
  }
  // Last, so that this is not among the records that were merged into it before.
  await change({
    table: 'person',
    key: { id: merged.id },
    after: { merged_into_id: kept.id },
  })
  return { ok: true, kept, merged, record, told }
}

function refusalOf(
  kept: PersonRecord,
  merged: PersonRecord,
  request: MergeRequest,
  by: SignedInPerson,
): MergeRefusal | null {
  if (kept.id === by.id || merged.id === by.id) return { reason: 'own-record' }
  if (kept.leftAt && !merged.leftAt) return { reason: 'kept-has-left' }
  // Else somebody could register under an officer's name, and be given the officer's rights by a merge.
  const gained = merged.roles.filter(
    ({ role, organisationId }) =>
      role !== 'practitioner' &&
      !kept.roles.some((held) => held.role === role && held.organisationId === organisationId),
  )
  if (gained.length > 0)
    return { reason: 'roles', roles: gained.map(({ role }) => roleNames[role]).join(', ') }
  if (request.email === 'merged' && !merged.emailVerifiedAt && kept.emailVerifiedAt)
    return { reason: 'unproved-address' }
  return null
}

// The address that is not signed in with any more stays known, on the record that is merged.
function personChanges(
  kept: PersonRecord,
  merged: PersonRecord,
  request: MergeRequest,
): WantedChange[] {
  const of = (person: PersonRecord, after: Record<string, unknown>): WantedChange => ({
    table: 'person',
    key: { id: person.id },
    after,
  })
  const changes: WantedChange[] = []
  if (request.name === 'merged') changes.push(of(kept, { name: merged.name }))
  if (request.email === 'merged') {
    const addressOf = ({ email, emailVerifiedAt }: PersonRecord) => ({
      email,
      email_verified_at: emailVerifiedAt,
    })
    changes.push(
      // No two records can have one address, not even for a moment.
      of(merged, { email: `${merged.id}@swapped.invalid` }),
      of(kept, addressOf(merged)),
      of(merged, addressOf(kept)),
    )
  }
  return changes
}

function endings(kept: PersonRecord, merged: PersonRecord, request: MergeRequest): string[] {
  const [signsIn, known] = request.email === 'kept' ? [kept, merged] : [merged, kept]
  return [
    `The ways in of the other record end: its password, second factor and whatever else it signs in with. Whoever is signed in with it is signed out.`,
    `${signsIn.email} is the address from now on. ${known.email} stays known: signing in, asking for a new password or registering with it leads to this record, and asks for the proofs of this record. Codes go to ${signsIn.email}.`,
    ...(request.email === 'merged'
      ? [
          'Because the address changes, whoever is signed in with the kept record is signed out as well.',
        ]
      : []),
    ...(request.name === 'merged' ? [`The name is ${merged.name}. Certificates show it too.`] : []),
  ]
}

// The titles speak to the person themselves.
function ofThem(title: string): string {
  return title
    .replaceAll(/\byours\b/g, 'theirs')
    .replaceAll(/\byour\b/g, 'their')
    .replaceAll(/\bYour\b/g, 'Their')
    .replaceAll(/\byou are\b/g, 'they are')
    .replaceAll(/\byou\b/g, 'they')
}

function seenOf({ record, told }: { record: MergeRecord; told: MergeTold }): string {
  return createHash('sha256')
    .update(JSON.stringify([told, record.moved]))
    .digest('base64url')
}
