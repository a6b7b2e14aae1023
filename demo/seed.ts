import { sql } from 'kysely'
import type { Command } from '../src/platform/command.ts'
import { Refusal } from '../src/platform/errors.ts'
import type { Services } from '../src/platform/web.ts'
import { seedBulletins } from './bulletins.ts'
import { seedCampaigns } from './campaigns.ts'
import { seedConcerns } from './concerns.ts'
import { seedGuidance } from './guidance.ts'
import { seedLearning } from './learning.ts'
import { demonstrationCast, seedPeople } from './people.ts'
import type { Cast } from './publish-historic.ts'
import { seedTerms } from './terms.ts'

/**
 * The parts of the demonstration, in order: each slice adds its own. A part is added once; a database that was
 * interrupted, or is from before a part existed, gets what is missing at the next start.
 */
const parts: { name: string; seed: (services: Services, cast: Cast) => Promise<unknown> }[] = [
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
      const isMissing = ({ name }: { name: string }) => !done.some((part) => part.name === name)
      const added: string[] = []
      const add = async (name: string, seed: () => Promise<unknown>) => {
        await seed()
        await connection.insertInto('demonstration_part').values({ name }).execute()
        added.push(name)
      }
      // Everything else is written by somebody.
      if (isMissing({ name: 'people' })) await add('people', () => seedPeople(services))
      const cast = await demonstrationCast(services.database)
      for (const { name, seed } of parts.filter(isMissing))
        await add(name, () => seed(services, cast))
      return added
    } finally {
      await sql`select pg_advisory_unlock(7133704)`.execute(connection)
    }
  })
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
