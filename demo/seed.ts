import { sql } from 'kysely'
import type { Database, DatabaseTransaction } from '../src/platform/database.ts'
import type { Command } from '../src/platform/command.ts'
import { Refusal } from '../src/platform/errors.ts'
import type { Services } from '../src/platform/web.ts'
import { seedBulletins } from './bulletins.ts'
import { seedCampaigns } from './campaigns.ts'
import { seedConcerns } from './concerns.ts'
import { seedDuplicates } from './duplicates.ts'
import { seedGuidance } from './guidance.ts'
import { seedLearning } from './learning.ts'
import { seedOrganisations } from './organisations.ts'
import { demonstrationCast, seedPeople } from './people.ts'
import type { Cast } from './publish-historic.ts'
import { seedTerms } from './terms.ts'

/**
 * The parts of the demonstration, in order: each slice adds its own. A part is added once; a database that was
 * interrupted, or is from before a part existed, gets what is missing at the next start.
 */
const parts: { name: string; seed: (services: Services, cast: Cast) => Promise<unknown> }[] = [
  { name: 'organisations', seed: seedOrganisations },
  {
    name: 'concerns',
    seed: ({ database, clock }, cast) =>
      seedConcerns(database, { by: cast.authorId, now: clock.now() }),
  },
  {
    name: 'terms',
    seed: ({ database, clock }, cast) =>
      seedTerms(database, { by: cast.authorId, now: clock.now() }),
  },
  { name: 'campaigns', seed: seedCampaigns },
  { name: 'guidance', seed: seedGuidance },
  { name: 'learning', seed: seedLearning },
  { name: 'duplicates', seed: seedDuplicates },
  // Leads to the campaign, the guidance and the course.
  { name: 'bulletins', seed: seedBulletins },
]

/**
 * Fills an empty database with the demonstration, and completes one that has been begun. A database with content of
 * its own is left alone. Gives the names of the parts that were added, or null for a database of somebody's own.
 */
export async function seedDemonstration(services: Services): Promise<string[] | null> {
  return services.database.connection().execute(async (connection) => {
    // One process at a time: the others wait, and find it done.
    await sql`select pg_advisory_lock(7133704)`.execute(connection)
    try {
      const done = await connection.selectFrom('demonstration_part').select('name').execute()
      if (done.length === 0 && !(await isEmpty(services))) return null
      const added: string[] = []
      const add = async (name: string, seed: (within: Services) => Promise<unknown>) => {
        if (done.some((part) => part.name === name)) return
        await addPart(services, name, seed)
        added.push(name)
      }
      // Everything else is written by somebody.
      await add('people', seedPeople)
      const cast = await demonstrationCast(services.database)
      for (const { name, seed } of parts) await add(name, (within) => seed(within, cast))
      return added
    } finally {
      await sql`select pg_advisory_unlock(7133704)`.execute(connection)
    }
  })
}

// A part is there as a whole, or not at all: whoever stops Cairn at its first start finds nothing half done at the next.
async function addPart(
  services: Services,
  name: string,
  seed: (within: Services) => Promise<unknown>,
): Promise<void> {
  await services.database.transaction().execute(async (transaction) => {
    await seed({ ...services, database: joining(transaction) })
    await transaction.insertInto('demonstration_part').values({ name }).execute()
  })
}

/** A database whose transactions, and connections of their own, are part of this one. */
function joining(transaction: DatabaseTransaction): Database {
  const database: Database = new Proxy(transaction, {
    get: (target, property) => {
      if (property === 'transaction' || property === 'connection') {
        return () => ({ execute: (work: (inner: Database) => Promise<unknown>) => work(database) })
      }
      const value: unknown = Reflect.get(target, property, target)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
  })
  return database
}

async function isEmpty({ database }: Services): Promise<boolean> {
  const { rows } = await sql<{ isEmpty: boolean }>`
    select not exists (select from person) and not exists (select from partnership) as "isEmpty"`.execute(
    database,
  )
  return rows[0]!.isEmpty
}

/** `npm run seed`: the same from the command line. */
export const seedCommand: Command = {
  name: 'seed',
  help: 'Fills an empty database with the demonstration, or completes one that was begun. Not in production.',
  run: async (_args, services) => {
    if (services.config.environment === 'production') {
      throw new Refusal(
        'NODE_ENV is production. The demonstration has passwords that everybody knows, so it is not added there.',
      )
    }
    const added = await seedDemonstration(services)
    if (!added)
      throw new Refusal('This database has people of its own. The demonstration was not added.')
    console.log(
      added.length > 0
        ? `The demonstration was added: ${added.join(', ')}.`
        : 'The demonstration is complete already.',
    )
  },
}
