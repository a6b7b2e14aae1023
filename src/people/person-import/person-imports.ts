import { addressForm } from '../../platform/email-address.ts'
import { audit, auditEach } from '../../platform/audit.ts'
import { ukDate } from '../../platform/clock.ts'
import { fileInMemory, openCsvFile, type CsvFile } from '../../platform/csv-file.ts'
import { FileRefusal } from '../../platform/csv-rows.ts'
import type { Database, DatabaseTransaction } from '../../platform/database.ts'
import { NotFound } from '../../platform/errors.ts'
import type { Services } from '../../platform/web.ts'
import { endLeadingWithoutWork } from '../agency/lead-ending.ts'
import { listAgencySectors, listJobRoles } from '../affiliations/affiliation-queries.ts'
import { askForDetailsCheck } from '../details-check/details-check-queries.ts'
import { lookForDuplicates } from '../duplicates/duplicates.ts'
import { sendNotice } from '../people-notices.ts'
import { lockRoster } from '../roster-queries.ts'
import { findPlaces, type NamedPlace, type PlaceFound } from './named-organisation-queries.ts'
import { columnsOf, readLine, type Columns, type PersonLine, mostLines } from './people-lines.ts'
import {
  addPeople,
  because,
  changePeople,
  keepAsChecked,
  listImportedPeople,
  markDone,
  takeLines,
} from './apply-queries.ts'
import {
  assessLines,
  countLines,
  findImport,
  finishImport,
  insertImport,
  insertLines,
  startImport,
  type PersonImport,
  type StagedLine,
} from './person-import-queries.ts'

export const personImportJob = 'people.import'

const linesInStep = 500

/** Reads a list and says what would come of each line. Changes nobody. */
export async function checkFile(
  services: Services,
  file: { name: string; bytes: Uint8Array },
  by: string | null,
): Promise<{ ok: true; id: string } | { ok: false; reason: string }> {
  const { database, clock } = services
  try {
    const list = await openCsvFile(fileInMemory(file.name, file.bytes))
    const { lines, columns } = await readLines(list)
    const now = clock.now()
    const today = ukDate(now)
    const staged = await understand(database, lines, today)
    const fileName = file.name.replace(/[\p{C}/\\]/gu, '').slice(-200) || 'list.csv'
    return await database.transaction().execute(async (transaction) => {
      const made = { fileName, notes: [...list.notes, ...notesOn(columns)], by, now }
      const id = await insertImport(transaction, made)
      for (let at = 0; at < staged.length; at += 2000)
        await insertLines(transaction, id, staged.slice(at, at + 2000))
      await assessLines(transaction, id, today)
      await countLines(transaction, id)
      return { ok: true as const, id }
    })
  } catch (error) {
    if (error instanceof FileRefusal) return { ok: false, reason: error.message }
    throw error
  }
}

async function readLines(list: CsvFile): Promise<{ lines: PersonLine[]; columns: Columns }> {
  let columns: Columns | null = null
  const lines: PersonLine[] = []
  const rows = list.rows({
    most: mostLines + 1,
    tooMany: `The file has more than ${mostLines.toLocaleString('en-GB')} lines. Split it into several files`,
  })
  for await (const row of rows) {
    if (!columns) columns = columnsOf(row)
    else if (row.cells.some((cell) => cell.trim() !== '')) lines.push(readLine(row, columns))
  }
  if (!columns || lines.length === 0)
    throw new FileRefusal('The file has no line beside the heading')
  if (lines.length > mostLines)
    throw new FileRefusal(`The file has more than ${mostLines.toLocaleString('en-GB')} people`)
  return { lines, columns }
}

function notesOn({ unknown }: Columns): string[] {
  if (unknown.length === 0) return []
  const names = unknown.slice(0, 10).map((name) => `“${name}”`)
  return [`These columns are not used: ${names.join(', ')}.`]
}

// What only the register knows: organisations, roles, sectors; and addresses that are there twice.
async function understand(
  database: Database,
  lines: PersonLine[],
  today: string,
): Promise<StagedLine[]> {
  const places = await placesOf(database, lines, today)
  const jobRoles = namedBy(await listJobRoles(database))
  const sectors = namedBy(await listAgencySectors(database))
  const firstWith = new Map<string, number>()
  return lines.map((line) => {
    const address = addressForm(line.email ?? '')
    const earlier = firstWith.get(address)
    if (address && earlier === undefined) firstWith.set(address, line.line)
    const place = places.get(keyOf(line))
    const jobRoleCode = line.jobRole ? jobRoles.get(line.jobRole.toLowerCase()) : undefined
    const reasons = [
      line.reason,
      !line.reason && earlier !== undefined && `The same address is in line ${earlier}.`,
      line.sector && !sectors.has(line.sector.toLowerCase()) && `“${line.sector}” is not a sector.`,
      place?.ok === false && place.reason,
      line.jobRole && !jobRoleCode && `“${line.jobRole}” is not a job role of the register.`,
    ].filter((reason) => typeof reason === 'string' && reason !== '')
    return {
      line: line.line,
      reason: reasons.join(' ') || null,
      name: line.name,
      email: line.email,
      organisation: line.organisation ?? line.organisationCode,
      organisationId: place?.ok ? place.organisationId : null,
      jobTitle: line.jobTitle,
      jobRoleCode: jobRoleCode ?? null,
      managerName: line.managerName,
      managerEmail: line.managerEmail,
    }
  })
}

async function placesOf(
  database: Database,
  lines: PersonLine[],
  today: string,
): Promise<Map<string, PlaceFound>> {
  const sectors = await listAgencySectors(database)
  const nameOf = (typed: string | null): string | null =>
    sectors.find(({ code }) => code === typed?.toLowerCase())?.name ?? typed
  const asked = new Map<string, NamedPlace>()
  for (const line of lines)
    if (line.organisation ?? line.organisationCode)
      asked.set(keyOf(line), {
        name: line.organisation,
        code: line.organisationCode,
        sector: nameOf(line.sector),
      })
  const found = await findPlaces(database, [...asked.values()], today)
  return new Map([...asked.keys()].map((key, at) => [key, found[at]!]))
}

const keyOf = ({ organisation, organisationCode, sector }: PersonLine): string =>
  JSON.stringify([organisation, organisationCode, sector])

/** Codes by themselves and by their names, in small letters. */
function namedBy(list: { code: string; name: string }[]): Map<string, string> {
  return new Map(
    list.flatMap(({ code, name }) => [
      [code, code],
      [name.toLowerCase(), code],
    ]),
  )
}

/** An import, or NotFound. */
export async function importOf({ database }: Services, id: string): Promise<PersonImport> {
  const found = await findImport(database, id)
  if (!found) throw new NotFound('there is no such import')
  return found
}

/** Has it done by the worker. A second press does nothing more. */
export async function beginImport(
  services: Services,
  id: string,
  start: { by: string | null; invites: boolean },
): Promise<void> {
  await services.database.transaction().execute(async (transaction) => {
    if (!(await startImport(transaction, id, { ...start, now: services.clock.now() }))) return
    await services.jobs.enqueue(transaction, personImportJob, { importId: id })
  })
}

/** The work of the job: adds and changes people, some at a time, and looks for duplicates. Goes on where it was. */
export async function carryOutPersonImport(services: Services, id: string): Promise<void> {
  const { database, clock } = services
  const begun = await findImport(database, id)
  if (!begun?.startedAt || begun.finishedAt) return
  for (;;) {
    const done = await database
      .transaction()
      .execute((transaction) => doStep(services, transaction, begun))
    if (done === 0) break
  }
  const pairs = await lookForDuplicates(services, await listImportedPeople(database, id))
  await database.transaction().execute(async (transaction) => {
    if (!(await finishImport(transaction, id, pairs, clock.now()))) return
    const { counts, leftOut } = (await findImport(transaction, id))!
    await audit(transaction, {
      action: 'people.imported',
      by: begun.startedBy,
      subject: { kind: 'people', id },
      details: { added: counts.new, changed: counts.change, refused: counts.refused, leftOut },
    })
  })
}

async function doStep(
  services: Services,
  transaction: DatabaseTransaction,
  { id, startedBy: by, invites }: PersonImport,
): Promise<number> {
  const now = services.clock.now()
  const moment = { by, now, today: ukDate(now) }
  await lockRoster(transaction)
  const taken = await takeLines(transaction, id, linesInStep)
  if (taken.length === 0) return 0
  const lines = await keepAsChecked(transaction, id, taken, moment)
  const linesWith = (outcome: string) =>
    lines.filter((each) => each.outcome === outcome).map(({ line }) => line)
  const record = (action: string, ids: string[], details: Record<string, unknown>) =>
    auditEach(transaction, { action, by, subjectKind: 'person', details }, ids)

  const added = await addPeople(transaction, id, linesWith('new'), moment)
  await record('person.imported', added, { import: id })
  const changed = await changePeople(transaction, id, linesWith('change'), moment)
  for (const { changes, personIds } of changed)
    await record('person.details-changed', personIds, { fields: changes, import: id })
  const moved = changed.filter(({ changes }) => changes.includes('organisation'))
  await endLeadingWithoutWork(
    services,
    transaction,
    moved.flatMap(({ personIds }) => personIds),
    by ? { id: by } : null,
  )
  const personIds = changed.flatMap((each) => each.personIds)
  await askForDetailsCheck(transaction, { personIds, because, now })
  if (invites)
    for (const personId of added)
      await sendNotice(services, transaction, { kind: 'invitation', personId, by })
  await markDone(
    transaction,
    id,
    lines.map(({ line }) => line),
    now,
  )
  return taken.length
}
