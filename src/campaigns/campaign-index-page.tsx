import type { Edition } from '../publishing/publishing.ts'
import { Cards, Opening, PageList } from '../ui/content.tsx'
import { formatDate, formatDateRange } from '../ui/dates.ts'
import { CampaignArt } from '../ui/illustrations.tsx'
import { Page } from '../ui/layout.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import { phaseOn, timeOf, type CampaignContent } from './campaign-content.ts'
import { campaignPaths } from './campaign-paths.ts'

/** All campaigns: what runs now in pictures, what comes, and the archive with its dates. */
export function CampaignIndexPage(props: {
  site: SiteContext
  editions: Edition<CampaignContent>[]
  today: string
}) {
  const { site, editions, today } = props
  const at = (time: ReturnType<typeof timeOf>) =>
    editions
      .filter(({ content }) => timeOf(content, today) === time)
      .toSorted((one, other) => other.content.startsOn.localeCompare(one.content.startsOn))
  const [running, toCome, past] = [at('now'), at('to-come'), at('past')]
  return (
    <Page
      site={site}
      title="Campaigns"
      description="What we are doing together so that children are seen, heard and safe."
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
        {running.length > 0 ? (
          <Cards items={running.map((edition) => cardOf(edition, today))} />
        ) : (
          <p class="govuk-body">No campaign is running at the moment.</p>
        )}
      </section>
      {toCome.length > 0 && (
        <section aria-labelledby="to-come">
          <h2 class="govuk-heading-l" id="to-come">
            Soon
          </h2>
          <Cards items={toCome.map((edition) => cardOf(edition, today))} />
        </section>
      )}
      {past.length > 0 && (
        <section aria-labelledby="archive">
          <h2 class="govuk-heading-l" id="archive">
            Archive
          </h2>
          <PageList
            headingLevel={3}
            items={past.map(({ publication, title, summary, content }) => ({
              href: campaignPaths.show(publication.slug),
              title,
              summary,
              meta: `${publication.historic_note ? 'Historic · ' : ''}${formatDateRange(content.startsOn, content.endsOn)}`,
            }))}
          />
        </section>
      )}
    </Page>
  )
}

function cardOf({ publication, title, summary, content }: Edition<CampaignContent>, today: string) {
  const phase = phaseOn(content, today)
  return {
    href: campaignPaths.show(publication.slug),
    heading: title,
    children: <p>{summary}</p>,
    meta: phase
      ? `Now: ${phase.theme}, until ${formatDate(phase.endsOn)}`
      : content.startsOn && formatDateRange(content.startsOn, content.endsOn || content.startsOn),
    picture: <CampaignArt name={content.picture} />,
    headingLevel: 3 as const,
  }
}
