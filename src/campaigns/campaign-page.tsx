import type { ComponentChildren } from 'preact'
import { RichText } from '../publishing/rich-text-view.tsx'
import { isEmptyDocument } from '../publishing/rich-text.ts'
import { Callout, Opening, Prose } from '../ui/content.tsx'
import { formatDateRange, formatDateWithDay } from '../ui/dates.ts'
import { Button } from '../ui/govuk/button.tsx'
import { InsetText } from '../ui/govuk/inset-text.tsx'
import { CampaignArt } from '../ui/illustrations.tsx'
import { Page } from '../ui/layout.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import { AudienceCards } from './audience-cards.tsx'
import { partnerRoleNames, partnerRoles } from './campaign-content.ts'
import { campaignPaths } from './campaign-paths.ts'
import type { CampaignView } from './campaign-view.ts'
import { PhaseTimeline } from './phase-timeline.tsx'

/** A campaign: what it is about, for whom, when, with whom, and the one thing to do. */
export function CampaignPage({ site, view }: { site: SiteContext; view: CampaignView }) {
  const { content, references } = view
  return (
    <Page
      site={site}
      title={view.title}
      description={view.summary}
      // Children come here from a poster; its name is what the poster says, and is meant to be passed on.
      isSensitive
      keepsItsName
      isUnlisted={view.isPreview}
      styles={['campaign.css']}
      breadcrumbs={[
        { text: 'Home', href: '/' },
        { text: 'Campaigns', href: campaignPaths.index },
      ]}
      opening={
        <Opening
          kicker={kickerOf(view)}
          heading={view.title}
          lead={view.summary}
          picture={<CampaignArt name={content.picture} />}
        >
          {content.callToAction.text && content.callToAction.address && (
            <Button href={content.callToAction.address}>{content.callToAction.text}</Button>
          )}
        </Opening>
      }
    >
      <Notices view={view} />
      {content.audiences.length > 0 && (
        <Section id="for-you" heading="What would you like to read?">
          <AudienceCards view={view} />
        </Section>
      )}
      {content.keyMessages.length > 0 && (
        <Section id="messages" heading="What we want everybody to know">
          <ul class="cairn-messages">
            {content.keyMessages.map((message) => (
              <li>{message}</li>
            ))}
          </ul>
        </Section>
      )}
      {!isEmptyDocument(content.introduction) && (
        <Section id="about" heading="About the campaign">
          <Prose>
            <RichText document={content.introduction} references={references} />
          </Prose>
        </Section>
      )}
      {content.phases.length > 0 && (
        <Section
          id="phases"
          heading={view.time === 'past' ? 'One theme after the other' : 'The themes and their time'}
        >
          <PhaseTimeline content={content} today={view.today} references={references} />
        </Section>
      )}
      <Activities view={view} />
      <Section id="support-it" heading="Support and promote it">
        <Callout>
          <p>
            {view.time === 'past'
              ? 'The campaign has ended. Its ready-to-use texts are still here for you to learn from.'
              : 'Ready-to-use texts, ideas that cost nothing, and how your organisation joins in.'}
          </p>
          <p>
            <a class="govuk-link" href={view.paths.support}>
              How to support and promote {view.title}
            </a>
          </p>
        </Callout>
      </Section>
      <Partners view={view} />
    </Page>
  )
}

/** "Campaign · 1 October 2020 to 30 September 2021" */
export function kickerOf({ content, time }: Pick<CampaignView, 'content' | 'time'>): string {
  const { startsOn, endsOn } = content
  const dates = startsOn && endsOn ? ` · ${formatDateRange(startsOn, endsOn)}` : ''
  return `${time === 'past' ? 'Past campaign' : 'Campaign'}${dates}`
}

/** What one must know before reading: that it is a preview, over, or of its day. */
export function Notices({ view }: { view: CampaignView }) {
  return (
    <>
      {view.isPreview && <InsetText>This is a preview. The public does not read it.</InsetText>}
      {view.historicNote && <p class="cairn-notice">{view.historicNote}</p>}
      {view.demonstrationNote && <p class="cairn-notice">{view.demonstrationNote}</p>}
      {view.time === 'past' && !view.historicNote && (
        <p class="cairn-notice">
          This campaign has ended. What it says about signs and about getting help still holds; the
          ways to report are those of today.
        </p>
      )}
    </>
  )
}

export function Section(props: { id: string; heading: string; children: ComponentChildren }) {
  return (
    <section class="cairn-section" aria-labelledby={`${props.id}-heading`}>
      <h2 class="govuk-heading-l" id={`${props.id}-heading`}>
        {props.heading}
      </h2>
      {props.children}
    </section>
  )
}

function Activities({ view }: { view: CampaignView }) {
  const activities = view.content.activities.toSorted((one, other) =>
    one.on.localeCompare(other.on),
  )
  if (activities.length === 0) return null
  const areOver = activities.every(({ on }) => on !== '' && on < view.today)
  return (
    <Section id="activities" heading={areOver ? 'What took place' : 'What takes place'}>
      <ul class="cairn-list">
        {activities.map((activity) => (
          <li>
            <h3 class="govuk-heading-s">{activity.title}</h3>
            <p class="cairn-meta">
              {[activity.on && formatDateWithDay(activity.on), activity.time, activity.place]
                .filter(Boolean)
                .join(' · ')}
            </p>
            {activity.text && <p>{activity.text}</p>}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Partners({ view }: { view: CampaignView }) {
  const { content, time } = view
  const groups = partnerRoles
    .map((role) => ({
      role,
      partners: [
        ...content.partners.filter((partner) => partner.role === role),
        ...(role === 'supporter' ? view.supporters : []),
      ],
    }))
    .filter(({ partners }) => partners.length > 0)
  if (groups.length === 0 && content.channels.length === 0) return null
  return (
    <Section id="partners" heading="Who is behind it">
      <dl class="cairn-partners">
        {groups.map(({ role, partners }) => (
          <div>
            <dt>{partnerRoleNames[role]}</dt>
            {partners.map(({ name, webAddress }) => (
              <dd>
                {webAddress ? (
                  <a class="govuk-link" href={webAddress} rel="noreferrer">
                    {name}
                  </a>
                ) : (
                  name
                )}
              </dd>
            ))}
          </div>
        ))}
        {content.channels.length > 0 && (
          <div>
            <dt>{time === 'past' ? 'Where it was seen and heard' : 'Where you see and hear it'}</dt>
            {content.channels.map((channel) => (
              <dd>{channel}</dd>
            ))}
          </div>
        )}
        {content.hashtags.length > 0 && (
          <div>
            <dt>Hashtags</dt>
            {content.hashtags.map((hashtag) => (
              <dd class="cairn-hashtag">{hashtag}</dd>
            ))}
          </div>
        )}
      </dl>
    </Section>
  )
}
