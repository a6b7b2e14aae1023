import { setTimeout as sleep } from 'node:timers/promises'
import type { Config } from './config.ts'
import { currentHolder, lockDataFolder, type Holder } from './data-folder-lock.ts'
import { startEmbeddedPostgres } from './embedded-postgres.ts'
import { Refusal } from './errors.ts'
import { openLog } from './log.ts'

/** A PostgreSQL to work on: the one of DATABASE_URL, or the embedded one, started or joined. */
export type DatabaseServer = {
  url: string
  /** True when the product runs on it already; then it is not ours to migrate. */
  joined: boolean
  /** Where the product that runs on it serves its pages, as far as it says so. */
  publicUrl?: string
  release: () => Promise<void>
}

type Place = Pick<Config, 'databaseUrl' | 'dataFolder' | 'logLevel'>

/**
 * For the product itself: nobody else may run on the data folder. Throws a Refusal that names who does.
 * Commands beside it read `publicUrl`. An embedded PostgreSQL that ends by itself is started again, for as long as it
 * takes; `onLost` is told when that fails. Until then public pages answer as they were, and how to report a concern from its snapshot.
 */
export async function openDatabaseServer(
  config: Place,
  onLost: (reason: Error) => void,
  publicUrl?: string,
): Promise<DatabaseServer> {
  if (config.databaseUrl) return serverOf(config.databaseUrl)
  const lock = lockDataFolder(config.dataFolder)
  if (!lock.ok) throw inUse(config.dataFolder, lock.holder)
  const log = openLog(config.logLevel)
  try {
    const postgres = await startEmbeddedPostgres(`${config.dataFolder}/postgres`, {
      onDown: () => log.error('database.ended'),
      onUp: () => log.info('database.restarted'),
      onLost: (reason) => {
        log.error('database.lost')
        onLost(reason)
      },
    })
    lock.publish({ databaseUrl: postgres.url, ...(publicUrl ? { publicUrl } : {}) })
    return {
      url: postgres.url,
      joined: false,
      release: async () => {
        await postgres.stop()
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

/** For a command beside it: joins the product's PostgreSQL while it runs, else starts it for the command alone. */
export async function joinDatabaseServer(config: Place): Promise<DatabaseServer> {
  if (config.databaseUrl) return serverOf(config.databaseUrl)
  for (let tries = 0; tries < 240; tries += 1) {
    const holder = currentHolder(config.dataFolder)
    if (!holder) return openDatabaseServer(config, () => {})
    if (holder.databaseUrl) {
      const { publicUrl } = holder
      return {
        ...serverOf(holder.databaseUrl),
        joined: true,
        ...(publicUrl ? { publicUrl } : {}),
      }
    }
    await sleep(250)
  }
  throw new Refusal(
    `The program on the data folder ${config.dataFolder} has been starting for a minute. Look at what it says, then try again.`,
  )
}

function serverOf(url: string): DatabaseServer {
  return { url, joined: false, release: () => Promise.resolve() }
}

function inUse(folder: string, holder: Holder): Refusal {
  return new Refusal(
    `Cairn is already running on the data folder ${folder} (process ${holder.pid} on ${holder.host}). Stop it first, or choose another folder with CAIRN_DATA.`,
  )
}
