import { campaignKind } from '../src/campaigns/campaigns.ts'
import type { Services } from '../src/platform/web.ts'
import { itsNotOk } from './its-not-ok.ts'
import { publishHistoric, type Cast } from './publish-historic.ts'

const historicNote =
  'This campaign ran in Cumbria from 1 October 2020 to 30 September 2021. Its pages are written anew in our own words for a demonstration, which is not a reporting service.'

/** The campaign of 2020, published as every campaign is. Gives its id. */
export async function seedCampaigns(
  services: Pick<Services, 'database' | 'jobs' | 'clock'>,
  cast: Cast,
): Promise<{ itsNotOk: string }> {
  const id = await publishHistoric(
    services,
    campaignKind,
    itsNotOk,
    { slug: 'its-not-ok', historicNote, publishedAt: new Date('2020-10-01T08:00:00Z') },
    cast,
  )
  return { itsNotOk: id }
}
