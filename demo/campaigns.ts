import { campaignKind } from '../src/campaigns/campaigns.ts'
import { ukDate } from '../src/platform/clock.ts'
import type { Services } from '../src/platform/web.ts'
import { itsNotOk } from './its-not-ok.ts'
import { justOnePicture } from './just-one-picture.ts'
import { publishHistoric, type Cast } from './publish-historic.ts'

const historicNote =
  'This campaign ran in Cumbria from 1 October 2020 to 30 September 2021. Its pages are written anew in our own words for a demonstration, which is not a reporting service.'

const inventedNote =
  'This campaign is invented for the demonstration, to show one that runs at the moment.'

/** The campaign of 2020 and an invented one of today, published as every campaign is. Gives the id of the first. */
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
  const today = ukDate(services.clock.now())
  await publishHistoric(
    services,
    campaignKind,
    justOnePicture((ahead) => firstOfMonth(today, ahead)),
    {
      slug: 'just-one-picture',
      demonstrationNote: inventedNote,
      publishedAt: services.clock.now(),
    },
    cast,
  )
  return { itsNotOk: id }
}

function firstOfMonth(today: string, ahead: number): string {
  const [year = 0, month = 1] = today.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1 + ahead, 1, 12)).toISOString().slice(0, 10)
}
