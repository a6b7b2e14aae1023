import { createHash } from 'node:crypto'
import { auditAll } from '../../../platform/audit.ts'
import { ukDate } from '../../../platform/clock.ts'
import type { SentFile } from '../../../platform/csv-file.ts'
import { FileRefusal } from '../../../platform/csv-rows.ts'
import type { DatabaseTransaction } from '../../../platform/database.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { Services } from '../../../platform/web.ts'
import { listAgencySectors } from '../../affiliations/affiliation-queries.ts'
import { changeOrganisations } from '../organisation-changes.ts'
import { carryOutSuccessions } from '../successions.ts'
import { analyzeRegister, applyLines, listApplied } from './apply-queries.ts'
import {
  allowLargeFiles,
  compareLines,
  listLinks,
  matchLines,
  refuseLines,
  refuseWrongLines,
  settleOrphans,
} from './check-queries.ts'
import {
  countOutcomes,
  failUnconfirmed,
  findImport,
  insertImport,
  insertLines,
  removeLines,
  setImportState,
  setReading,
  type Outcomes,
} from './import-queries.ts'
import {
  insertRefusals,
  keepRefusals,
  removeRefusals,
  type RefusedLine,
} from './refusal-queries.ts'
import { refuseCircles } from './parent-circles.ts'
import { readRegister } from './read-register.ts'
import type { RegisterFormat, RegisterLine } from './register-line.ts'

export const importJob = 'people.import-organisations'

/** As many lines of each kind as anybody reads on a page; the number of all is told. */
export const mostTold = 200
/** Up to here each organisation has an entry of its own in the log; beyond, the one of the import stands for all. */
const mostEntries = 2000
const batch = 2000
const mostRounds = 20

/**
 * Reads a register's file and says of each line what would come of it. Nothing is changed; `carryOutImport` does that.
 */
export async function readImport(
  { database, clock }: Services,
  file: SentFile,
  options: { format: RegisterFormat; area: string; by: string | null },
): Promise<{ ok: true; id: string } | { ok: false; reason: string }> {
  const now = clock.now()
  const { format, area, by } = options
  try {
    return await database.transaction().execute(async (transaction) => {
      await allowLargeFiles(transaction)
      const fileName = file.name.slice(-255) || 'register.csv'
      const id = await insertImport(transaction, { fileName, format, area, by, now })
      const sectors = await listAgencySectors(transaction)
      const reading = await keepLines(
        transaction,
        id,
        readRegister(file, { format, area, sectors }),
      )
      await setReading(transaction, id, { ...reading, sha256: await hashOf(file) })
      await check(transaction, { id, format }, ukDate(now))
      return { ok: true as const, id }
    })
  } catch (error) {
    if (error instanceof FileRefusal) return { ok: false, reason: error.message }
    throw error
  }
}

async function keepLines(
  transaction: DatabaseTransaction,
  id: string,
  lines: ReturnType<typeof readRegister>,
): Promise<{ unreadable: number; elsewhere: number; notes: string[] }> {
  const reading = { unreadable: 0, elsewhere: 0, notes: [] as string[] }
  let waiting: RegisterLine[] = []
  let refused: RefusedLine[] = []
  for await (const read of lines) {
    if (read.kind === 'elsewhere') reading.elsewhere += 1
    else if (read.kind === 'note') reading.notes.push(read.note)
    else if (read.kind === 'refused') {
      reading.unreadable += 1
      const { line, name, reason } = read
      refused.push({ line, name, reason })
    } else waiting.push(read.organisation)
    if (waiting.length + refused.length < batch) continue
    await insertLines(transaction, id, waiting)
    await insertRefusals(transaction, id, refused)
    waiting = []
    refused = []
  }
  await insertLines(transaction, id, waiting)
  await insertRefusals(transaction, id, refused)
  return reading
}

async function check(
  transaction: DatabaseTransaction,
  of: { id: string; format: RegisterFormat },
  today: string,
): Promise<void> {
  await matchLines(transaction, of)
  await refuseWrongLines(transaction, of, today)
  // Whoever is refused stays where it was, which can close another circle; a file that goes on so is no register.
  for (let round = 0; round < mostRounds; round += 1) {
    const circles = refuseCircles(await listLinks(transaction, of))
    await refuseLines(transaction, of, circles)
    const orphaned = await settleOrphans(transaction, of)
    if (circles.length === 0 && !orphaned) return compareLines(transaction, of, today)
  }
  throw new FileRefusal(
    'So many organisations belong to each other in circles that the file makes no sense',
  )
}

/** The officer has seen what would happen; a job does it. False when that was done before. */
export async function confirmImport(
  services: Services,
  id: string,
  by: { id: string },
): Promise<boolean> {
  return services.database.transaction().execute(async (transaction) => {
    const found = await findImport(transaction, id, { lock: true })
    if (!found) throw new NotFound('there is no such import')
    if (found.state !== 'checked') return false
    await setImportState(transaction, id, { state: 'confirmed', by: by.id })
    await services.jobs.enqueue(transaction, importJob, { id, by: by.id })
    return true
  })
}

/**
 * Does what the file says, all of it or nothing. It is checked again first, as the register may have changed since.
 * A second time changes nothing.
 */
export async function carryOutImport(
  services: Services,
  { id, by }: { id: string; by: string | null },
): Promise<Outcomes | null> {
  const now = services.clock.now()
  const outcomes = await doneOrRefused(services, id, async (transaction, today) => {
    const found = await findImport(transaction, id, { lock: true })
    if (!found || found.state === 'done' || found.state === 'failed') return null
    await allowLargeFiles(transaction)
    await check(transaction, found, today)
    await applyLines(transaction, { importId: id, today, by, now })
    const counted = await countOutcomes(transaction, id)
    await setImportState(transaction, id, { state: 'done', by, doneAt: now, outcomes: counted })
    await recordImport(transaction, { id, fileName: found.fileName, counted, by })
    await keepRefusals(transaction, id)
    await removeLines(transaction, { importId: id })
    return counted
  })
  if (!outcomes) return null
  if (outcomes.new + outcomes.changed >= 1000) await analyzeRegister(services.database)
  // Those that closed: their people are asked.
  await carryOutSuccessions(services)
  return outcomes
}

// A file that fits no more is told so on its page, and not tried again and again.
async function doneOrRefused(
  services: Services,
  id: string,
  work: (transaction: DatabaseTransaction, today: string) => Promise<Outcomes | null>,
): Promise<Outcomes | null> {
  try {
    return await changeOrganisations(services, work)
  } catch (error) {
    if (!(error instanceof FileRefusal)) throw error
    await setImportState(services.database, id, { state: 'failed' })
    return null
  }
}

/** What was read and nobody confirmed within a week. */
export async function forgetUnconfirmed({ database, clock }: Services): Promise<void> {
  const readBefore = new Date(clock.now().getTime() - 7 * 24 * 3600_000)
  await failUnconfirmed(database, readBefore)
  await removeLines(database, { readBefore })
  await removeRefusals(database, readBefore)
}

async function recordImport(
  transaction: DatabaseTransaction,
  done: { id: string; fileName: string; counted: Outcomes; by: string | null },
): Promise<void> {
  const applied = await listApplied(transaction, done.id, mostEntries)
  const { fileName: file, by } = done
  const actions = {
    new: 'organisation.added',
    changed: 'organisation.corrected',
    closed: 'organisation.closed',
  }
  await auditAll(transaction, [
    {
      action: 'organisation.file-imported',
      by,
      subject: { kind: 'organisation', id: null },
      details: { file, ...done.counted },
    },
    ...applied.map(({ organisationId, name, outcome, changes, closedOn }) => ({
      action: actions[outcome],
      by,
      subject: { kind: 'organisation', id: organisationId },
      details: {
        file,
        ...(outcome === 'new' ? { name } : {}),
        ...(outcome === 'changed' ? { fields: changes } : {}),
        ...(outcome === 'closed' ? { on: closedOn } : {}),
      },
    })),
  ])
}

async function hashOf(file: SentFile): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of file.open() as AsyncIterable<Buffer>) hash.update(chunk)
  return hash.digest('hex')
}
