import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import { Pool, types } from 'pg'

/**
 * Every table, by name. Each slice adds its own in its `*-queries.ts`:
 * `declare module '../platform/database.ts' { interface Tables { campaign: CampaignTable } }`
 */
// oxlint-disable-next-line typescript/no-empty-interface
export interface Tables {}

export type Database = Kysely<Tables>
export type DatabaseTransaction = Transaction<Tables>

// Calendar dates stay strings (YYYY-MM-DD): a Date would move them across midnight. Counts fit a number.
types.setTypeParser(types.builtins.DATE, (value) => value)
types.setTypeParser(types.builtins.INT8, (value) => Number(value))

type PoolOptions = { applicationName?: string; connections?: number }

/** Opens a pool. `applicationName` shows in pg_stat_activity. Nothing connects before the first query. */
export function openDatabase(url: string, options: PoolOptions = {}): Database {
  return databaseOver(openPool(url, options))
}

/** Queries over a pool of connections. */
export const databaseOver = (pool: Pool): Database =>
  new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })

/** Connections that give up after 5 seconds without one, and end a query after 30. */
export function openPool(url: string, options: PoolOptions = {}): Pool {
  const pool = new Pool({
    connectionString: url,
    max: options.connections ?? 10,
    application_name: options.applicationName ?? 'cairn',
    connectionTimeoutMillis: 5000,
    // Nothing that a page asks takes as long as compiling it would.
    options: '-c statement_timeout=30000 -c idle_in_transaction_session_timeout=30000 -c jit=off',
  })
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {})
  return pool
}
