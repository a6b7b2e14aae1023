import { formatDate } from '../ui/dates.ts'
import { Details } from '../ui/govuk/details.tsx'
import { InsetText } from '../ui/govuk/inset-text.tsx'
import { Page } from '../ui/layout.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import { concernPaths } from './concern-paths.ts'
import { RouteCard, shownAddress } from './route-card.tsx'
import type { RouteView } from './route-views.ts'
import type { ThresholdFramework } from './threshold-queries.ts'

export type ThresholdPageProps = {
  site: SiteContext
  framework: ThresholdFramework | null
  /** Those that practitioners call. */
  routes: RouteView[]
}

/** The threshold guide and the referral process. It explains and never decides. */
export function ThresholdPage({ site, framework, routes }: ThresholdPageProps) {
  return (
    <Page
      site={site}
      title="Threshold guide and referral process"
      isSensitive
      styles={['report.css']}
      backLink={{ href: concernPaths.report, text: 'Report a concern' }}
    >
      <div class="cairn-report-page">
        <h1 class="govuk-heading-xl govuk-!-margin-bottom-4">
          Threshold guide and referral process
        </h1>
        {framework ? <Guide framework={framework} /> : <NoGuide />}
        <h2 class="govuk-heading-l" id="call">
          Whom to call
        </h2>
        <div class="cairn-routes">
          {routes.map((route) => (
            <RouteCard route={route} />
          ))}
        </div>
      </div>
    </Page>
  )
}

function Guide({ framework }: { framework: ThresholdFramework }) {
  return (
    <>
      <p class="cairn-lead">{framework.introduction}</p>
      <InsetText>
        This page helps you to talk and think. It never decides a level of need, and it asks nothing
        about a child: people who know the child decide together. If you are not sure, call and ask
        for advice.
      </InsetText>
      <h2 class="govuk-heading-l" id="levels">
        {framework.name}
      </h2>
      <ol class="cairn-needs">
        {framework.needLevels.map((needLevel, at) => (
          <li class={`cairn-need cairn-need--${at + 1}`}>
            <h3 class="govuk-heading-m cairn-need__name">
              <span class="cairn-need__code">{needLevel.code}</span> {needLevel.name}
            </h3>
            <p class="govuk-body">{needLevel.meaning}</p>
            <p class="govuk-body cairn-need__response">
              <strong>What you do:</strong> {needLevel.response}
            </p>
            {needLevel.examples.length > 0 && (
              <Details
                summary={
                  <>
                    What it can look like
                    <span class="govuk-visually-hidden">: {needLevel.name}</span>
                  </>
                }
              >
                <ul class="govuk-list govuk-list--bullet">
                  {needLevel.examples.map((example) => (
                    <li>{example}</li>
                  ))}
                </ul>
                <p>No list decides. One sign alone may mean little, or a great deal.</p>
              </Details>
            )}
          </li>
        ))}
      </ol>
      {framework.checklist.length > 0 && (
        <section class="cairn-before" aria-labelledby="before">
          <h2 class="govuk-heading-l" id="before">
            Before you refer
          </h2>
          <p class="govuk-body">
            Think these through. There is nothing to fill in here: use your own organisation’s
            records. If a child is in danger, do not wait for any of it.
          </p>
          <ul class="cairn-before__list">
            {framework.checklist.map((item) => (
              <li>{item}</li>
            ))}
          </ul>
        </section>
      )}
      {framework.referralSteps.length > 0 && (
        <>
          <h2 class="govuk-heading-l" id="referral">
            How a referral goes
          </h2>
          <ol class="cairn-steps">
            {framework.referralSteps.map(({ title, text }) => (
              <li>
                <h3 class="govuk-heading-s">{title}</h3>
                <p class="govuk-body">{text}</p>
              </li>
            ))}
          </ol>
        </>
      )}
      <p class="cairn-meta">
        Holds since {formatDate(framework.validFrom)}.
        {framework.sourceTitle && <> Full document: {framework.sourceTitle}</>}
        {framework.sourceAddress && (
          <>
            {' '}
            at{' '}
            <a class="govuk-link" href={framework.sourceAddress} rel="noreferrer">
              {shownAddress(framework.sourceAddress)}
            </a>
          </>
        )}
      </p>
    </>
  )
}

function NoGuide() {
  return (
    <p class="cairn-lead">
      The guide cannot be shown at the moment. Call and ask for advice: you do not need to know a
      level of need to say what worries you.
    </p>
  )
}
