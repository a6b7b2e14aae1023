import { Kysely, PostgresDialect, type PostgresPoolClient } from 'kysely'
import type { Pool, PoolClient, QueryConfig } from 'pg'
import type { Clock } from './clock.ts'
import type { Database, Tables } from './database.ts'

/** How long a reader's page waits for one answer of the database. Its longest query takes a tenth of this. */
const patienceMs = 4000
/** How long nobody waits after that: the page that says so must not wait again. */
const pauseMs = 2000

/**
 * The same database for pages that are only read. A database that hangs (it takes connections and
 * answers nothing) would keep a visitor waiting for as long as it hangs; here it counts as one that
 * is down. Writing and background work have their patience from the server's statement timeout.
 */
export function openReadingDatabase(pool: Pool, clock: Clock): Database {
  let silentUntil = 0
  const hangs = (): void => {
    silentUntil = clock.now().getTime() + pauseMs
  }
  const connect = async (): Promise<PostgresPoolClient> => {
    if (clock.now().getTime() < silentUntil) throw noAnswer()
    try {
      return impatient(await pool.connect(), hangs)
    } catch (error) {
      // No place in the pool, or none at the server, for as long as the pool waits for one.
      if (/timeout/.test((error as Error).message)) hangs()
      throw error
    }
  }
  // The pool is another's, who closes it.
  const end = (): Promise<void> => Promise.resolve()
  return new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: { connect, end, options: {} } }),
  })
}

// pg knows a patience for each query; its types do not.
type Asked = QueryConfig & { query_timeout: number }

function impatient(client: PoolClient, hangs: () => void): PostgresPoolClient {
  let isHanging = false
  const query = async (text: string, values: readonly unknown[]): Promise<unknown> => {
    const asked: Asked = { text, values: [...values], query_timeout: patienceMs }
    try {
      return await client.query(asked)
    } catch (error) {
      if ((error as Error).message !== 'Query read timeout') throw error
      isHanging = true
      hangs()
      throw noAnswer()
    }
  }
  // Its answer may still come, and is then nobody's.
  const release = (): void => client.release(isHanging)
  return { query, release } as PostgresPoolClient
}

const noAnswer = (): Error =>
  Object.assign(new Error('the database does not answer in time'), { code: 'ETIMEDOUT' })
