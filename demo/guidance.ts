import { guidanceKind } from '../src/guidance/guidance.ts'
import type { Services } from '../src/platform/web.ts'
import { criminalExploitation } from './guidance/criminal-exploitation.ts'
import { informationSharing } from './guidance/information-sharing.ts'
import { peerOnPeerSexualAbuse } from './guidance/peer-on-peer-sexual-abuse.ts'
import { sharedImages } from './guidance/shared-images.ts'
import { seedLegalInstruments } from './legal-instruments.ts'
import { publishHistoric, type Cast } from './publish-historic.ts'

const historicNote =
  'This page shows guidance as it stood in October 2020. Law, words and contacts have changed since. Do not rely on it today.'

/** The guidance of autumn 2020 in our own words, published as every page is. Gives each page's id. */
export async function seedGuidance(
  services: Pick<Services, 'database' | 'jobs'>,
  cast: Cast,
): Promise<{ peerOnPeerSexualAbuse: string }> {
  const law = await seedLegalInstruments(services.database, cast.authorId)
  const seed = (page: ReturnType<typeof peerOnPeerSexualAbuse>) =>
    publishHistoric(
      services,
      guidanceKind,
      page.draft,
      { slug: page.slug, historicNote, publishedAt: new Date(page.publishedAt) },
      cast,
    )
  await seed(informationSharing(law))
  await seed(sharedImages(law))
  await seed(criminalExploitation(law))
  return { peerOnPeerSexualAbuse: await seed(peerOnPeerSexualAbuse(law)) }
}
