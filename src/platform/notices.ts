import { sql } from 'kysely'
import { Client } from 'pg'
import type { Database } from './database.ts'
import type { Log } from './log.ts'

/** What every process is told at once when a transaction commits: `published` (pages changed), `signed-out` (sessions ended). */
export type Notice = 'published'

const channel = 'cairn'

/** Part of the transaction of the change: nobody hears of a change that was undone. */
export async function notify(database: Database, notice: Notice): Promise<void> {
  await sql`select pg_notify(${channel}, ${notice})`.execute(database)
}

/**
 * Hears notices on a connection of its own and connects again when it breaks. `onGap` runs after each new
 * connection, as notices may have been missed meanwhile.
 */
export function listenForNotices(
  databaseUrl: string,
  log: Log,
  on: { notice: (notice: string) => void; gap: () => void },
): { stop: () => Promise<void> } {
  let client: Client | null = null
  let stopped = false
  let timer: NodeJS.Timeout | undefined

  const connect = async (): Promise<void> => {
    const fresh = new Client({
      connectionString: databaseUrl,
      application_name: 'cairn notices',
      keepAlive: true,
    })
    const again = (): void => {
      if (stopped || client !== fresh) return
      client = null
      timer = setTimeout(() => void connect(), 1000)
    }
    client = fresh
    fresh.on('error', again)
    fresh.on('end', again)
    fresh.on('notification', (message) => on.notice(message.payload ?? ''))
    try {
      await fresh.connect()
      await fresh.query(`listen ${channel}`)
      on.gap()
    } catch {
      log.error('notices.lost')
      again()
    }
  }
  void connect()

  return {
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await client?.end().catch(() => {})
    },
  }
}
