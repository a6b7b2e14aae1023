import type { Database } from '../../platform/database.ts'
import { routesToCheck } from '../../concerns/concerns.ts'
import { findPartnershipOf } from '../../people/people.ts'
import { termsToCheck } from '../../publishing/publishing.ts'
import type { BulletinFile } from './imported-bulletin.ts'

/** What the checks of an import have to know of the partnership. `today` is YYYY-MM-DD. */
export async function importContext(
  database: Database,
  today: string,
): Promise<Pick<BulletinFile, 'nation' | 'terms' | 'routes'>> {
  const partnership = await findPartnershipOf(database, today)
  return {
    nation: partnership?.nation,
    terms: await termsToCheck(database),
    routes: await routesToCheck(database),
  }
}
