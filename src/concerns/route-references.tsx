import type { VNode } from 'preact'
import { ukDate } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import { listRoutes } from './reporting-route-queries.ts'
import { RouteCard } from './route-card.tsx'
import { telAddress, viewRoutes, type RouteView } from './route-views.ts'

/** A route as a text refers to it; for e-mails and plain texts too. */
export type RouteReference = {
  key: string
  name: string
  phone: string | null
  /** `tel:…` */
  phoneAddress: string | null
  webAddress: string | null
  /** "Monday to Friday, 8am to 5pm. Closed on bank holidays." */
  hours: string
  /** One line with everything: "Safeguarding front door: 01632 960001. Monday to …" */
  text: string
}

/** The routes of a moment by their key, as plain data. */
export async function routeReferences(
  database: Database,
  now: Date,
): Promise<Map<string, RouteReference>> {
  const views = viewRoutes(await listRoutes(database, ukDate(now)), now)
  return new Map(views.map((view) => [view.key, referenceOf(view)]))
}

/**
 * For `<RichText references={{ reportingRoute }}>`: the card where a route stands alone, name and number within a
 * sentence. A key that holds no more gives undefined; the renderer then leads to the page of all routes.
 */
export async function reportingRouteResolver(
  database: Database,
  now: Date,
): Promise<(routeKey: string, shape: 'full' | 'short') => VNode | undefined> {
  const views = viewRoutes(await listRoutes(database, ukDate(now)), now)
  return (routeKey, shape) => {
    const view = views.find(({ key }) => key === routeKey)
    if (!view) return undefined
    return shape === 'full' ? <RouteCard route={view} /> : <RouteInSentence route={view} />
  }
}

/** "the front door, 01632 960001 (Monday to Friday, 8am to 5pm)" */
function RouteInSentence({ route }: { route: RouteView }) {
  if (route.phone) {
    return (
      <span class="cairn-route-short">
        {route.name} on{' '}
        <a class="govuk-link cairn-phone" href={telAddress(route.phone)}>
          {route.phone}
        </a>
        {route.hours.kind === 'weekly' && ` (${route.hoursInWords.replace(/\.$/, '')})`}
      </span>
    )
  }
  return (
    <a class="govuk-link" href={route.webAddress ?? '/report'}>
      {route.name}
    </a>
  )
}

function referenceOf(view: RouteView): RouteReference {
  return {
    key: view.key,
    name: view.name,
    phone: view.phone,
    phoneAddress: view.phone && telAddress(view.phone),
    webAddress: view.webAddress,
    hours: view.hoursInWords,
    text: `${view.name}: ${[view.phone, view.webAddress].filter(Boolean).join(' or ')}. ${view.hoursInWords}`.trim(),
  }
}
