import { createHash, randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { ColumnType, Generated } from 'kysely'
import type { Clock } from './clock.ts'
import type { Database } from './database.ts'

interface SessionTable {
  token_hash: Buffer
  person_id: string
  created_at: Generated<Date>
  last_seen_at: ColumnType<Date, Date | undefined, Date>
  expires_at: Date
  second_factor_at: Date | null
}

declare module './database.ts' {
  interface Tables {
    session: SessionTable
  }
}

export type Session = {
  tokenHash: Buffer
  personId: string
  secondFactorPassed: boolean
  /** When the person last proved who they are: each step of sign-in, and each proof asked for later, begins anew. */
  startedAt: Date
}

/** `__Host-`: only over https (or localhost), only this host, whole site. */
export const sessionCookie = '__Host-cairn'
const idleMs = 12 * 3600_000
const longestMs = 7 * 24 * 3600_000
const touchAfterMs = 60_000

/** Starts a session; the cookie carries 256 random bits, the table their SHA-256. Call again after each step of sign-in, so that the token changes with the rights. A token of the caller's own, of as many bits, gives the answers to one form one session. */
export async function startSession(
  c: Context,
  database: Database,
  clock: Clock,
  personId: string,
  options: { secondFactorPassed: boolean; token?: string },
): Promise<void> {
  await endSession(c, database)
  const token = options.token ?? randomBytes(32).toString('base64url')
  const now = clock.now()
  await database
    .insertInto('session')
    .values({
      token_hash: hashOf(token),
      person_id: personId,
      created_at: now,
      last_seen_at: now,
      expires_at: new Date(now.getTime() + longestMs),
      second_factor_at: options.secondFactorPassed ? now : null,
    })
    .onConflict((same) => same.column('token_hash').doNothing())
    .execute()
  setCookie(c, sessionCookie, token, { httpOnly: true, secure: true, sameSite: 'Lax', path: '/' })
}

/** The session of the request's cookie, or null: unknown, revoked, idle for 12 hours, or a week old. */
export async function findSession(
  c: Context,
  database: Database,
  clock: Clock,
): Promise<Session | null> {
  const token = getCookie(c, sessionCookie)
  if (!token) return null
  const now = clock.now()
  const row = await database
    .selectFrom('session')
    .selectAll()
    .where('token_hash', '=', hashOf(token))
    .executeTakeFirst()
  if (!row || row.expires_at <= now || now.getTime() - row.last_seen_at.getTime() > idleMs)
    return null
  if (now.getTime() - row.last_seen_at.getTime() > touchAfterMs) {
    await database
      .updateTable('session')
      .set({ last_seen_at: now })
      .where('token_hash', '=', row.token_hash)
      .execute()
  }
  return {
    tokenHash: row.token_hash,
    personId: row.person_id,
    secondFactorPassed: row.second_factor_at !== null,
    startedAt: row.created_at,
  }
}

/** Is there still this session? A request may take longer than what ends it. */
export async function hasSession(database: Database, tokenHash: Buffer): Promise<boolean> {
  const row = await database
    .selectFrom('session')
    .select('person_id')
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst()
  return row !== undefined
}

/** Ends the session of this request, if any, and removes the cookie. */
export async function endSession(c: Context, database: Database): Promise<void> {
  const token = getCookie(c, sessionCookie)
  if (!token) return
  await database.deleteFrom('session').where('token_hash', '=', hashOf(token)).execute()
  deleteCookie(c, sessionCookie, { path: '/', secure: true })
}

/** Signs a person out everywhere: at a changed password, a lost role, a leaver. */
export async function revokeSessions(
  database: Database,
  personId: string,
  options: { exceptTokenHash?: Buffer } = {},
): Promise<void> {
  let query = database.deleteFrom('session').where('person_id', '=', personId)
  if (options.exceptTokenHash) query = query.where('token_hash', '!=', options.exceptTokenHash)
  await query.execute()
}

/** Signs many people out everywhere. */
export async function revokeSessionsOfAll(
  database: Database,
  personIds: readonly string[],
): Promise<void> {
  await database
    .deleteFrom('session')
    .where((is) => is('person_id', '=', is.fn.any(is.val([...personIds]))))
    .execute()
}

/** The sessions of a person that still hold, the one used last first. */
export async function listSessions(
  database: Database,
  clock: Clock,
  personId: string,
): Promise<{ tokenHash: Buffer; startedAt: Date; lastSeenAt: Date }[]> {
  const now = clock.now()
  const rows = await database
    .selectFrom('session')
    .select(['token_hash', 'created_at', 'last_seen_at'])
    .where('person_id', '=', personId)
    .where('expires_at', '>', now)
    .where('last_seen_at', '>', new Date(now.getTime() - idleMs))
    .orderBy('last_seen_at', 'desc')
    .execute()
  return rows.map((row) => ({
    tokenHash: row.token_hash,
    startedAt: row.created_at,
    lastSeenAt: row.last_seen_at,
  }))
}

/** Removes what has expired. */
export async function removeExpiredSessions(database: Database, clock: Clock): Promise<void> {
  const now = clock.now()
  await database
    .deleteFrom('session')
    .where((is) =>
      is.or([
        is('expires_at', '<=', now),
        is('last_seen_at', '<', new Date(now.getTime() - idleMs)),
      ]),
    )
    .execute()
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
