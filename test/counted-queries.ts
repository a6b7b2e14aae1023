import type { KyselyPlugin } from 'kysely'
import type { Services } from '../src/platform/web.ts'

/** The same services, and how many queries they have asked since it was last read. */
export function countQueries(services: Services): { services: Services; read: () => number } {
  let queries = 0
  const counter: KyselyPlugin = {
    transformQuery: ({ node }) => {
      queries += 1
      return node
    },
    transformResult: async ({ result }) => result,
  }
  return {
    services: { ...services, database: services.database.withPlugin(counter) },
    read: () => {
      const asked = queries
      queries = 0
      return asked
    },
  }
}
