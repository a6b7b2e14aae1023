import { formatDate, formatDateRange } from '../ui/dates.ts'
import { Heading } from '../ui/govuk/heading.tsx'
import { CampaignArt } from '../ui/illustrations.tsx'
import type { CampaignNews } from './campaign-news.ts'

/** A running campaign with the room of a poster; needs `campaign.css`. */
export function CampaignPoster(props: {
  campaign: CampaignNews
  kicker: string
  headingLevel: 2 | 3
}) {
  const { campaign } = props
  return (
    <article class="cairn-running">
      <div class="cairn-running__picture">
        <CampaignArt name={campaign.picture} />
      </div>
      <div class="cairn-running__words">
        <p class="cairn-kicker">{props.kicker}</p>
        <Heading level={props.headingLevel} class="govuk-heading-l">
          <a class="govuk-link" href={campaign.path}>
            {campaign.title}
          </a>
        </Heading>
        <p class="govuk-body">{campaign.summary}</p>
        <p class="cairn-meta">
          {campaign.phase && (
            <>
              <strong>{campaign.phase.theme}</strong>, until {formatDate(campaign.phase.endsOn)}
              <br />
            </>
          )}
          {formatDateRange(campaign.startsOn, campaign.endsOn)}
        </p>
      </div>
    </article>
  )
}
