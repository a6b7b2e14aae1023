import { RouteCard } from '../concerns/concerns.ts'
import { RichText } from '../publishing/rich-text-view.tsx'
import { isEmptyDocument } from '../publishing/rich-text.ts'
import { Opening, Prose } from '../ui/content.tsx'
import { CampaignArt } from '../ui/illustrations.tsx'
import { Page } from '../ui/layout.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import { AudienceCards } from './audience-cards.tsx'
import { Notices, Section } from './campaign-page.tsx'
import type { Audience, AudienceText } from './campaign-content.ts'
import type { CampaignView } from './campaign-view.ts'

/** The headings of an audience's page, in its voice. */
const words: Record<Audience, { signs: string; whatToDo: string; routes: string; others: string }> =
  {
    'young-people': {
      signs: 'Is this happening to you?',
      whatToDo: 'What you can do',
      routes: 'People who will listen',
      others: 'For others',
    },
    parents: {
      signs: 'What you may notice',
      whatToDo: 'What helps',
      routes: 'Whom to call',
      others: 'For others',
    },
    carers: {
      signs: 'What you may notice',
      whatToDo: 'What helps',
      routes: 'Whom to call',
      others: 'For others',
    },
    practitioners: {
      signs: 'Signs and indicators',
      whatToDo: 'What to do',
      routes: 'Reporting routes',
      others: 'For others',
    },
  }

/** May somebody stand behind this reader? */
const isSensitive = (audience: Audience): boolean => audience !== 'practitioners'

/** What one audience reads: what it is, the signs, what to do, whom to call. */
export function AudiencePage(props: { site: SiteContext; view: CampaignView; text: AudienceText }) {
  const { site, view, text } = props
  const own = words[text.audience]
  const routes = text.routeKeys.flatMap(
    (key) => view.routes.find((route) => route.key === key) ?? [],
  )
  return (
    <Page
      site={site}
      title={`${text.heading || view.title} – ${view.title}`}
      description={text.introduction}
      isSensitive={isSensitive(text.audience)}
      isUnlisted={view.isPreview}
      styles={['campaign.css']}
      backLink={{ href: view.paths.show, text: view.title }}
      opening={
        <Opening
          kicker={view.title}
          heading={text.heading}
          lead={text.introduction}
          picture={<CampaignArt name={pictures[text.audience]} />}
        />
      }
    >
      <div class={`cairn-for cairn-for--${text.audience}`}>
        <Notices view={view} />
        <Prose>
          <RichText document={text.text} references={view.references} />
        </Prose>
        {!isEmptyDocument(text.signs) && (
          <section class="cairn-signs" aria-labelledby="signs">
            <h2 class="govuk-heading-l" id="signs">
              {own.signs}
            </h2>
            <Prose>
              <RichText document={text.signs} references={view.references} />
            </Prose>
          </section>
        )}
        {!isEmptyDocument(text.whatToDo) && (
          <Section id="what-to-do" heading={own.whatToDo}>
            <Prose>
              <RichText document={text.whatToDo} references={view.references} />
            </Prose>
          </Section>
        )}
        <Section id="routes" heading={own.routes}>
          <p class="govuk-body">
            If a child is in danger now, call{' '}
            <a class="govuk-link cairn-phone" href="tel:999">
              999
            </a>
            .
          </p>
          <div class="cairn-routes">
            {routes.map((route) => (
              <RouteCard route={route} />
            ))}
          </div>
          <p class="govuk-body">
            <a class="govuk-link" href="/report">
              All ways to report a concern
            </a>
          </p>
        </Section>
        <nav class="cairn-section" aria-labelledby="others">
          <h2 class="govuk-heading-m" id="others">
            {own.others}
          </h2>
          <AudienceCards view={view} except={text.audience} />
        </nav>
      </div>
    </Page>
  )
}

const pictures = {
  'young-people': 'hands',
  parents: 'window',
  carers: 'bridge',
  practitioners: 'path',
} as const satisfies Record<Audience, string>
