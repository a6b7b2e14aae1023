import { sql } from 'kysely'
import type { Clock } from './clock.ts'
import type { Database } from './database.ts'

interface ThrottleTable {
  key: string
  attempts: number
  window_ends_at: Date
}

declare module './database.ts' {
  interface Tables {
    throttle: ThrottleTable
  }
}

/**
 * Counts one attempt under `key` and tells whether it is still within `attempts` per `windowMs`.
 * Shared by all processes, as it lives in the database.
 */
export async function countAttempt(
  database: Database,
  clock: Clock,
  key: string,
  limit: { attempts: number; windowMs: number },
): Promise<{ allowed: boolean; retryAfterMs: number }> {
  const now = clock.now()
  const { rows } = await sql<{ attempts: number; window_ends_at: Date }>`
    insert into throttle (key, attempts, window_ends_at) values (${key}, 1, ${new Date(now.getTime() + limit.windowMs)})
    on conflict (key) do update set
      attempts = case when throttle.window_ends_at <= ${now} then 1 else throttle.attempts + 1 end,
      window_ends_at = case when throttle.window_ends_at <= ${now} then excluded.window_ends_at else throttle.window_ends_at end
    returning attempts, window_ends_at`.execute(database)
  const row = rows[0]!
  return {
    allowed: row.attempts <= limit.attempts,
    retryAfterMs: row.window_ends_at.getTime() - now.getTime(),
  }
}

/** Takes one attempt back: it was a success, and only failures count. */
export async function takeBackAttempt(database: Database, key: string): Promise<void> {
  await database
    .updateTable('throttle')
    .set((is) => ({ attempts: is('attempts', '-', 1) }))
    .where('key', '=', key)
    .where('attempts', '>', 0)
    .execute()
}

/** Forgets the attempts, after a success. */
export async function clearAttempts(database: Database, key: string): Promise<void> {
  await database.deleteFrom('throttle').where('key', '=', key).execute()
}

/** Removes windows that have ended. */
export async function removeEndedWindows(database: Database, clock: Clock): Promise<void> {
  await database.deleteFrom('throttle').where('window_ends_at', '<', clock.now()).execute()
}
