import { ukDate } from '../platform/clock.ts'
import { holdingOn, type ReportingRoute } from './reporting-route-queries.ts'
import { describeHours, describeMoment, opennessOf } from './route-hours.ts'

/** A route as it stands at one moment, ready to be shown. */
export type RouteView = ReportingRoute & {
  hoursInWords: string
  state: 'open' | 'closed' | 'unknown'
  /** "Open now, until 5pm." */
  stateInWords: string
  /** "tomorrow at 8am", while it is closed and that is known. */
  opensAgain: string | null
  /** Who answers while it is closed. */
  successor: RouteView | null
}

/** The routes that hold at an instant, each with whether somebody answers now. `all` may hold past and future entries too. */
export function viewRoutes(all: ReportingRoute[], now: Date): RouteView[] {
  const routes = holdingOn(all, ukDate(now))
  return routes.map((route) => viewRoute(route, routes, now, true))
}

function viewRoute(
  route: ReportingRoute,
  routes: ReportingRoute[],
  now: Date,
  withSuccessor: boolean,
): RouteView {
  const openness = opennessOf(route, routes, now)
  const successor = withSuccessor
    ? routes.find(({ key }) => key === route.outOfHoursKey)
    : undefined
  return {
    ...route,
    hoursInWords: describeHours(route, routes),
    state: openness.state,
    stateInWords: inWords(openness, now),
    opensAgain:
      openness.state === 'closed' && openness.opensAt
        ? describeMoment(openness.opensAt, now).replace(/^on /, '')
        : null,
    successor: successor ? viewRoute(successor, routes, now, false) : null,
  }
}

function inWords(openness: ReturnType<typeof opennessOf>, now: Date): string {
  switch (openness.state) {
    case 'open':
      return openness.until
        ? `Open now, until ${describeMoment(openness.until, now).replace(/^(at|on) /, '')}.`
        : 'Open now, day and night.'
    case 'closed':
      return openness.opensAt
        ? `Closed now. Opens ${describeMoment(openness.opensAt, now)}.`
        : 'Closed now.'
    case 'unknown':
      return ''
  }
}

/** What a telephone dials: digits, with the plus sign of another country. */
export const telAddress = (number: string): string => `tel:${number.replaceAll(/[^\d+]/g, '')}`

/** Where a text message goes. */
export const smsAddress = (number: string): string => `sms:${number.replaceAll(/[^\d+]/g, '')}`
