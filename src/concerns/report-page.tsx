import type { VNode } from 'preact'
import { formatDate } from '../ui/dates.ts'
import { Details } from '../ui/govuk/details.tsx'
import { Page } from '../ui/layout.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import { concernPaths } from './concern-paths.ts'
import { GrownUpSign, WorkerSign, YoungSign } from './report-signs.tsx'
import type { RouteAudience } from './reporting-route-queries.ts'
import { PhoneSign, RouteCard, RouteLine } from './route-card.tsx'
import { telAddress, type RouteView } from './route-views.ts'

export type ReportPageProps = {
  site: SiteContext
  routes: RouteView[]
  /** False while the database does not answer: then what is shown is what was last known. */
  isFresh: boolean
  hasThresholdGuide: boolean
}

/** How to report a concern: first the emergency, then who you are, then whom to call. It asks for nothing. */
export function ReportPage({ site, routes, isFresh, hasThresholdGuide }: ReportPageProps) {
  const calm = routes.filter(({ urgency }) => urgency !== 'emergency')
  return (
    <Page
      site={site}
      title="Report a concern about a child"
      isSensitive
      styles={['report.css']}
      backLink={{ href: '/', text: 'Home' }}
      opening={<Emergency routes={routes} />}
    >
      <div class="cairn-report-page">
        <h1 class="govuk-heading-xl govuk-!-margin-bottom-4">Report a concern about a child</h1>
        <p class="cairn-lead">
          You do not have to be sure. If something does not feel right, tell somebody whose job it
          is to find out.
        </p>
        <nav aria-label="Who are you?" class="cairn-who">
          <h2 class="govuk-heading-m">Who are you?</h2>
          <ul>
            {groups.map(({ audience, choice, sign }) => (
              <li>
                <a href={`#${audience}`}>
                  {sign}
                  <span>{choice}</span>
                </a>
              </li>
            ))}
          </ul>
        </nav>
        {groups.map((group) => (
          <section
            id={group.audience}
            class={`cairn-report-group cairn-report-group--${group.audience}`}
            aria-labelledby={`${group.audience}-heading`}
          >
            <h2 class="govuk-heading-l govuk-!-margin-bottom-3" id={`${group.audience}-heading`}>
              {group.heading}
            </h2>
            {group.before(hasThresholdGuide)}
            <Routes
              place={group.audience}
              routes={calm.filter((route) => route.audiences.includes(group.audience))}
            />
            {group.after}
          </section>
        ))}
        <Elsewhere />
        <NothingKept checkedOn={oldestCheck(routes)} isFresh={isFresh} />
      </div>
    </Page>
  )
}

/** What somebody in a panic must find without reading. */
function Emergency({ routes }: { routes: RouteView[] }) {
  const first = routes.find(({ urgency }) => urgency === 'emergency')
  const phone = first?.phone ?? '999'
  return (
    <section class="cairn-emergency" aria-label="Emergency">
      <div class="govuk-width-container cairn-emergency__row">
        <div>
          <p class="cairn-emergency__heading">Is a child in danger now?</p>
          <p>Call {phone} and ask for the police. Do not wait.</p>
        </div>
        <a
          class="cairn-emergency__call"
          href={telAddress(phone)}
          aria-label={`Call ${phone} in an emergency`}
        >
          <PhoneSign /> Call {phone}
        </a>
      </div>
      <div class="govuk-width-container">
        <Details summary="If you cannot speak or hear on the phone">
          <ul class="govuk-list govuk-list--bullet">
            <li>
              On a mobile: call 999, listen, and press 55 when you are asked. The police then know
              that you cannot speak.
            </li>
            <li>
              Relay UK or textphone: call{' '}
              <strong class="cairn-phone">{first?.relayNumber ?? '18000'}</strong>.
            </li>
            <li>
              Text 999, if your phone is registered. To register, text “register” to 999 before you
              need it.
            </li>
            <li>
              British Sign Language:{' '}
              <a href="https://999bsl.co.uk" rel="noreferrer">
                999bsl.co.uk
              </a>
              , by video.
            </li>
          </ul>
        </Details>
      </div>
    </section>
  )
}

type Group = {
  audience: RouteAudience
  choice: string
  heading: string
  sign: VNode
  before: (hasThresholdGuide: boolean) => VNode
  after: VNode | null
}

const groups: Group[] = [
  {
    audience: 'young-people',
    choice: 'I am under 18',
    heading: 'If you are under 18',
    sign: <YoungSign />,
    before: () => (
      <p class="govuk-body-l">
        You can tell someone. It is not your fault, and you are not in trouble for telling. You can
        talk about yourself or about a friend.
      </p>
    ),
    after: (
      <p class="govuk-body">
        You can also talk to a grown-up you trust: a teacher, a youth worker, a nurse, somebody in
        your family. If the first one does not listen, try another.
      </p>
    ),
  },
  {
    audience: 'public',
    choice: 'I am a parent, carer, relative or neighbour',
    heading: 'If you are a parent, carer, relative or neighbour',
    sign: <GrownUpSign />,
    before: () => (
      <p class="govuk-body-l">
        Call and say what worries you, about your own child or another. Asking for help is what good
        parents and neighbours do.
      </p>
    ),
    after: <WhatToSay />,
  },
  {
    audience: 'practitioners',
    choice: 'I work or volunteer with children',
    heading: 'If you work or volunteer with children',
    sign: <WorkerSign />,
    before: (hasThresholdGuide) => (
      <>
        <p class="govuk-body-l">
          Follow your organisation’s procedure and speak to your designated safeguarding lead. If
          that would lose time, call yourself: anybody can make a referral.
        </p>
        {hasThresholdGuide && (
          <p class="govuk-body">
            Not sure how serious it is? Read the{' '}
            <a class="govuk-link" href={concernPaths.threshold}>
              threshold guide and referral process
            </a>
            .
          </p>
        )}
      </>
    ),
    after: null,
  },
]

function WhatToSay() {
  return (
    <Details summary="What you will be asked">
      <p>Say what you know. It is all right not to know the rest.</p>
      <ul class="govuk-list govuk-list--bullet">
        <li>who the child is, and where they live or go to school</li>
        <li>what you saw or heard, and when</li>
        <li>whether the child is safe at this moment, and who is with them</li>
        <li>how to reach you, if you want to be reached</li>
      </ul>
      <p>
        Do not question the child or look for proof. If a child tells you something, listen, say
        that they did right to tell you, and do not promise to keep it secret.
      </p>
    </Details>
  )
}

/** The first two of a group in full, the others in a line; where they differ by area, under its name. */
function Routes({ routes, place }: { routes: RouteView[]; place: string }) {
  const shown = routes.filter((route) => !isCovered(route, routes))
  const areas = [...new Set(shown.map(({ area }) => area))].filter((area) => area !== null)
  if (areas.length < 2) return <RouteGroup routes={shown} place={place} headingLevel={3} />
  return (
    <>
      {areas.map((area, at) => (
        <>
          <h3 class="govuk-heading-m">If the child lives in {area}</h3>
          <RouteGroup
            routes={shown.filter((route) => route.area === area)}
            place={`${place}-${at + 1}`}
            headingLevel={4}
          />
        </>
      ))}
      <h3 class="govuk-heading-m">Wherever the child lives</h3>
      <RouteGroup
        routes={shown.filter(({ area }) => area === null)}
        place={place}
        headingLevel={4}
      />
    </>
  )
}

/** A team for the hours when another is closed stands in that other's card. */
const isCovered = (route: RouteView, routes: RouteView[]): boolean =>
  route.hours.kind === 'when-closed' &&
  routes.some(({ outOfHoursKey }) => outOfHoursKey === route.key)

function RouteGroup(props: { routes: RouteView[]; place: string; headingLevel: 3 | 4 }) {
  const { place, headingLevel } = props
  const lines = props.routes.slice(2)
  return (
    <>
      <div class="cairn-routes">
        {props.routes.slice(0, 2).map((route) => (
          <RouteCard route={route} place={place} headingLevel={headingLevel} />
        ))}
      </div>
      {lines.length > 0 && (
        <ul class="cairn-route-lines" aria-label="Other ways">
          {lines.map((route) => (
            <RouteLine route={route} />
          ))}
        </ul>
      )}
    </>
  )
}

function Elsewhere() {
  return (
    <section class="cairn-report-elsewhere">
      <h2 class="govuk-heading-m">The child lives somewhere else</h2>
      <p class="govuk-body">
        Every council in England, Wales and Scotland and every health and social care trust in
        Northern Ireland takes reports.{' '}
        <a class="govuk-link" href="https://www.gov.uk/report-child-abuse" rel="noreferrer">
          Find the right one on GOV.UK
        </a>
        .
      </p>
    </section>
  )
}

function NothingKept(props: { checkedOn: string | null; isFresh: boolean }) {
  return (
    <footer class="cairn-meta cairn-report-foot">
      <p>
        This page asks you nothing, and nothing is kept of your visit. Please do not send the
        details of a child to this site.
      </p>
      {props.checkedOn && (
        <p>Every number here was checked on or after {formatDate(props.checkedOn)}.</p>
      )}
      {!props.isFresh && (
        <p>Part of this site is not working at the moment. The numbers are as last known.</p>
      )}
    </footer>
  )
}

/** The day since which every route was checked, or null while one was never. */
function oldestCheck(routes: RouteView[]): string | null {
  const checks = routes.flatMap(({ lastVerifiedOn }) => lastVerifiedOn ?? [])
  return checks.length === routes.length ? (checks.toSorted()[0] ?? null) : null
}
