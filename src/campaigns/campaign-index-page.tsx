import { Cards, Opening, PageList } from '../ui/content.tsx'
import { formatDateRange } from '../ui/dates.ts'
import { CampaignArt } from '../ui/illustrations.tsx'
import { Page } from '../ui/layout.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import type { CampaignNews } from './campaign-news.ts'
import { CampaignPoster } from './campaign-poster.tsx'

/** All campaigns: what runs now in pictures, what comes, and the archive with its dates. */
export function CampaignIndexPage({
  site,
  campaigns,
}: {
  site: SiteContext
  campaigns: CampaignNews[]
}) {
  const [running, toCome, past] = (['now', 'to-come', 'past'] as const).map((time) =>
    campaigns.filter((campaign) => campaign.time === time),
  ) as [CampaignNews[], CampaignNews[], CampaignNews[]]
  return (
    <Page
      site={site}
      title="Campaigns"
      description="What we are doing together so that children are seen, heard and safe."
      styles={['campaign.css']}
      breadcrumbs={[{ text: 'Home', href: '/' }]}
      opening={
        <Opening
          heading="Campaigns"
          lead="What we are doing together so that children are seen, heard and safe."
          picture={<CampaignArt name="lantern" />}
        />
      }
    >
      <section aria-labelledby="now">
        <h2 class="govuk-heading-l" id="now">
          Running now
        </h2>
        {running.length === 0 && <p class="govuk-body">No campaign is running at the moment.</p>}
        {running.map((campaign) => (
          <CampaignPoster campaign={campaign} kicker="Now" headingLevel={3} />
        ))}
      </section>
      {toCome.length > 0 && (
        <section aria-labelledby="to-come">
          <h2 class="govuk-heading-l" id="to-come">
            Soon
          </h2>
          <Cards
            items={toCome.map((campaign) => ({
              href: campaign.path,
              heading: campaign.title,
              children: <p>{campaign.summary}</p>,
              meta: datesOf(campaign),
              picture: <CampaignArt name={campaign.picture} />,
              headingLevel: 3,
            }))}
          />
        </section>
      )}
      {past.length > 0 && (
        <section aria-labelledby="archive">
          <h2 class="govuk-heading-l" id="archive">
            Archive
          </h2>
          <PageList
            headingLevel={3}
            items={past.map((campaign) => ({
              href: campaign.path,
              title: campaign.title,
              summary: campaign.summary,
              meta: `${campaign.isHistoric ? 'Historic · ' : ''}${datesOf(campaign)}`,
            }))}
          />
        </section>
      )}
    </Page>
  )
}

const datesOf = ({ startsOn, endsOn }: CampaignNews): string =>
  startsOn && endsOn ? formatDateRange(startsOn, endsOn) : 'Dates to come'
