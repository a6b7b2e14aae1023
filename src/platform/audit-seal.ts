import { timingSafeEqual } from 'node:crypto'
import type { Database } from './database.ts'
import { firstBrokenAuditEntry } from './audit.ts'
import type { Services } from './web.ts'

declare module './database.ts' {
  interface Tables {
    audit_seal: { number: number; entry_hash: Buffer; sealed_at: Date; mac: Buffer }
  }
}

export type AuditCheck = {
  /** The first entry that was changed or follows a gap; null when all follow each other. */
  firstBroken: number | null
  /** A sealed entry that is gone or another than it was: the log's end was cut off or written anew. */
  brokenSeal: { number: number; sealedAt: Date } | null
  /** How far the log is sealed. */
  lastSeal: { number: number; sealedAt: Date } | null
}

/**
 * Seals the log's end, and writes the seal to the program's log, which should leave the machine: whoever owns the
 * database can remove seals there, not in the log.
 */
export async function sealAuditLog(
  services: Pick<Services, 'database' | 'clock' | 'secrets' | 'log'>,
): Promise<void> {
  const { database, clock, log } = services
  const head = await database
    .selectFrom('audit_entry')
    .select(['number', 'hash'])
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!head) return
  const seal = { number: head.number, entry_hash: head.hash, sealed_at: clock.now() }
  const mac = macOf(services, seal)
  const { numInsertedOrUpdatedRows } = await database
    .insertInto('audit_seal')
    .values({ ...seal, mac })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst()
  if (!numInsertedOrUpdatedRows) return
  const hash = head.hash.toString('hex')
  log.info('audit.sealed', { number: head.number, hash, mac: mac.toString('hex') })
}

/** Walks the chain, and compares it with every seal. */
export async function checkAuditLog(
  services: Pick<Services, 'database' | 'secrets'>,
): Promise<AuditCheck> {
  const seals = await listSeals(services.database)
  const broken = seals.find(
    (seal) =>
      !seal.hash?.equals(seal.entry_hash) || !timingSafeEqual(seal.mac, macOf(services, seal)),
  )
  const last = seals.at(-1)
  return {
    firstBroken: await firstBrokenAuditEntry(services.database),
    brokenSeal: broken ? { number: broken.number, sealedAt: broken.sealed_at } : null,
    lastSeal: last ? { number: last.number, sealedAt: last.sealed_at } : null,
  }
}

async function listSeals(database: Database) {
  return database
    .selectFrom('audit_seal')
    .leftJoin('audit_entry', 'audit_entry.number', 'audit_seal.number')
    .select([
      'audit_seal.number',
      'audit_seal.entry_hash',
      'audit_seal.sealed_at',
      'audit_seal.mac',
      'audit_entry.hash',
    ])
    .orderBy('audit_seal.number')
    .execute()
}

function macOf(
  { secrets }: Pick<Services, 'secrets'>,
  seal: { number: number; entry_hash: Buffer; sealed_at: Date },
): Buffer {
  const { number, entry_hash: hash, sealed_at: at } = seal
  return secrets.mac('audit seal', `${number} ${hash.toString('hex')} ${at.toISOString()}`)
}
