import type { ComponentChildren } from 'preact'
import { CampaignPoster, type CampaignNews } from '../campaigns/campaigns.ts'
import type { GuidanceNews } from '../guidance/guidance.ts'
import type { TrainingNews } from '../learning/learning.ts'
import { Cards, type CardProps } from '../ui/content.tsx'
import { formatDate, formatDateRange, formatDateTime } from '../ui/dates.ts'
import { Button } from '../ui/govuk/button.tsx'
import { Tag } from '../ui/govuk/tag.tsx'
import { FellsAndCairn } from '../ui/illustrations.tsx'
import { Page } from '../ui/layout.tsx'
import type { SiteContext } from '../ui/site-context.ts'

export type HomePageProps = {
  site: SiteContext
  campaigns: CampaignNews[]
  guidance: GuidanceNews | null
  training: TrainingNews | null
  bulletin: {
    title: string
    summary: string
    path: string
    publishedAt: Date
    isHistoric: boolean
  } | null
}

/** First what to do when worried, then what the partnership is doing now. */
export function HomePage(props: HomePageProps) {
  const { site, campaigns } = props
  const running = campaigns.filter(({ time }) => time === 'now')
  const others = campaigns.filter(({ time }) => time !== 'now')
  return (
    <Page
      site={site}
      title="Worried about a child?"
      description={`${site.partnershipName}: how to report a concern about a child, campaigns, guidance, training and bulletins.`}
      styles={running.length > 0 ? ['home.css', 'campaign.css'] : ['home.css']}
      opening={<Welcome />}
    >
      <WaysIn />
      {running.map((campaign) => (
        <CampaignPoster campaign={campaign} kicker="Our campaign now" headingLevel={2} />
      ))}
      <Latest {...props} campaigns={running.length > 0 ? others.slice(0, 1) : others.slice(0, 2)} />
      <About />
    </Page>
  )
}

function Welcome() {
  return (
    <div class="cairn-welcome">
      <div class="govuk-width-container cairn-welcome__row">
        <div class="cairn-welcome__words">
          <h1 class="cairn-welcome__heading">Worried about a child?</h1>
          <p class="cairn-welcome__lead">
            You do not have to be sure. Tell somebody whose job it is to find out.
          </p>
          <p class="cairn-welcome__ways">
            <Button href="/report" classes="cairn-welcome__report">
              How to report a concern
            </Button>
            <span>
              In danger now?{' '}
              <a class="cairn-phone" href="tel:999">
                Call 999
              </a>
            </span>
          </p>
        </div>
        <div class="cairn-welcome__picture">
          <FellsAndCairn />
        </div>
      </div>
    </div>
  )
}

/** Where each of us wants to go, in our own words. */
function WaysIn() {
  const ways = [
    {
      who: 'I am a young person',
      what: 'Somebody will listen, day and night',
      href: '/report#young-people',
    },
    {
      who: 'I am a parent or carer',
      what: 'What to look out for, and whom to call',
      href: '/report#public',
    },
    {
      who: 'I work with children',
      what: 'Threshold guide and referrals',
      href: '/report/threshold',
    },
    { who: 'I want to learn', what: 'Courses and live sessions', href: '/training' },
  ]
  return (
    <nav aria-label="Who are you?">
      <ul class="cairn-ways">
        {ways.map(({ who, what, href }) => (
          <li>
            <a href={href}>
              <strong>{who}</strong>
              <span>{what}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Latest({ campaigns, guidance, training, bulletin }: HomePageProps) {
  const cards: (CardProps & { kind: string })[] = []
  if (guidance)
    cards.push({
      kind: guidance.isHistoric ? 'Guidance from our archive' : 'New guidance',
      href: guidance.path,
      heading: guidance.title,
      children: <p>{guidance.summary}</p>,
      meta: <Meta of={guidance}>Published {formatDate(guidance.publishedAt)}</Meta>,
    })
  if (training)
    cards.push({
      kind: training.isHistoric ? 'Training from our archive' : 'Training',
      href: training.path,
      heading: training.title,
      children: <p>{training.summary}</p>,
      meta: (
        <Meta of={training}>
          {[
            training.bandLabel,
            training.nextSessionAt
              ? `next live session ${formatDateTime(training.nextSessionAt)}`
              : `${training.duration}, begin any time`,
          ]
            .filter(Boolean)
            .join(' · ')}
        </Meta>
      ),
    })
  if (bulletin)
    cards.push({
      kind: bulletin.isHistoric ? 'Bulletin from our archive' : 'Latest bulletin',
      href: bulletin.path,
      heading: bulletin.title,
      children: <p>{bulletin.summary}</p>,
      meta: <Meta of={bulletin}>Published {formatDate(bulletin.publishedAt)}</Meta>,
    })
  for (const campaign of campaigns)
    cards.push({
      kind: campaign.time === 'past' ? 'From our archive' : 'Coming soon',
      href: campaign.path,
      heading: campaign.title,
      children: <p>{campaign.summary}</p>,
      meta: <Meta of={campaign}>{formatDateRange(campaign.startsOn, campaign.endsOn)}</Meta>,
    })
  if (cards.length === 0) return null
  return (
    <section aria-labelledby="latest">
      <h2 class="govuk-heading-l" id="latest">
        What we are doing
      </h2>
      <Cards
        items={cards.map(({ kind, ...card }) => ({
          ...card,
          headingLevel: 3,
          children: (
            <>
              <p class="cairn-kicker cairn-home-kind">{kind}</p>
              {card.children}
            </>
          ),
        }))}
      />
    </section>
  )
}

/** What must not be taken for today's says so before its date. */
function Meta(props: { of: { isHistoric: boolean }; children: ComponentChildren }) {
  return (
    <>
      {props.of.isHistoric && (
        <>
          <Tag classes="govuk-tag--grey">Historic</Tag>{' '}
        </>
      )}
      {props.children}
    </>
  )
}

function About() {
  return (
    <section class="cairn-home-about" aria-labelledby="about">
      <div>
        <h2 class="govuk-heading-m" id="about">
          Who we are
        </h2>
        <p class="govuk-body">
          The council, the health service and the police, together with schools, charities and
          everybody else who works with children here. The law asks these three to plan together how
          children are kept safe. We do it in the open, so that you can see what we do and join in.
        </p>
      </div>
      <div>
        <h2 class="govuk-heading-m">Hear from us</h2>
        <p class="govuk-body">
          The bulletin brings new guidance, training and campaigns to people who work with children.
          It is free, and we do not track who reads it.
        </p>
        <p class="govuk-body">
          <a class="govuk-link" href="/bulletins/subscribe">
            Get the bulletin by email
          </a>
        </p>
      </div>
    </section>
  )
}
