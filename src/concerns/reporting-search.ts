import { ukDate } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import type { FixedEntry } from '../publishing/publishing.ts'
import { concernPaths } from './concern-paths.ts'
import { holdingOn, listRoutes, type ReportingRoute } from './reporting-route-queries.ts'
import { listFrameworks } from './threshold-queries.ts'

/** What the search finds of reporting: each way to report that holds now, and the threshold guide. */
export async function searchableReporting(database: Database, now: Date): Promise<FixedEntry[]> {
  const today = ukDate(now)
  const routes = await listRoutes(database, today)
  const [guide] = holdingOn(await listFrameworks(database), today)
  return [
    ...routes.map(entryOf),
    ...(guide
      ? [
          {
            path: concernPaths.threshold,
            title: guide.name,
            summary: guide.introduction,
            words: `${guide.name} ${guide.needLevels.map(({ code, name }) => `${code} ${name}`).join(' ')}`,
            text: [
              guide.introduction,
              ...guide.needLevels.flatMap(({ meaning, response, examples }) => [
                meaning,
                response,
                ...examples,
              ]),
              ...guide.checklist,
              ...guide.referralSteps.flatMap(({ title, text }) => [title, text]),
            ].join('\n'),
          },
        ]
      : []),
  ]
}

function entryOf(route: ReportingRoute): FixedEntry {
  return {
    // Whom it is for says where on the page it stands.
    path: `${concernPaths.report}#${route.audiences[0] ?? 'public'}`,
    title: route.name,
    summary: route.purpose,
    words: [route.runBy, route.area, route.phone, route.textNumber].filter(Boolean).join(' '),
    text: route.whatHappens,
    isPart: true,
  }
}
