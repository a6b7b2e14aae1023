import {
  detailsStatesOf,
  findPeopleById,
  listAffiliations,
  listAgencySectors,
  type DetailsState,
} from '../people/people.ts'
import { ukDate } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import { findVersion } from '../publishing/publishing.ts'
import { courseKind } from './course-kind.ts'
import { doneModules, listEnrolmentsOnCourse, type Enrolment } from './enrolment-queries.ts'
import { suppressed, suppressedTotal, type ShownCount } from './small-numbers.ts'

/** One person on a course, as those who may see names see them. */
export type Learner = {
  enrolment: Enrolment
  name: string
  email: string
  /** Where they worked when they completed, or when they enrolled. */
  organisationName: string
  /** Do name, employer and address still hold? */
  details: DetailsState | null
  done: number
  of: number
}

/** Everybody on a course who has not left it, with employer, progress and attempts. */
export async function listLearners(
  database: Database,
  courseId: string,
  now: Date,
): Promise<Learner[]> {
  const enrolments = (await listEnrolmentsOnCourse(database, courseId)).filter(
    ({ state }) => state !== 'left',
  )
  const [people, affiliations, done, sizes, details] = await Promise.all([
    findPeopleById(
      database,
      enrolments.map(({ personId }) => personId),
    ),
    listAffiliations(database, enrolments.map(affiliationOf), ukDate(now)),
    doneModules(
      database,
      enrolments.map(({ id }) => id),
    ),
    moduleCounts(database, enrolments),
    detailsStatesOf(
      database,
      enrolments.map(({ personId }) => personId),
      now,
    ),
  ])
  return enrolments.map((enrolment) => ({
    enrolment,
    name: people.get(enrolment.personId)?.name ?? '',
    email: people.get(enrolment.personId)?.email ?? '',
    organisationName:
      affiliations.find(({ id }) => id === affiliationOf(enrolment))?.organisationName ?? '',
    details: details.get(enrolment.personId)?.state ?? null,
    done: done.get(enrolment.id)?.size ?? 0,
    of: sizes.get(enrolment.courseVersion) ?? 0,
  }))
}

async function moduleCounts(
  database: Database,
  enrolments: Enrolment[],
): Promise<Map<number, number>> {
  const versions = new Map(
    enrolments.map(({ courseId, courseVersion }) => [courseVersion, courseId]),
  )
  return new Map(
    await Promise.all(
      [...versions].map(async ([number, courseId]): Promise<[number, number]> => {
        const edition = await findVersion(database, courseKind, courseId, number)
        return [number, edition?.content.modules.length ?? 0]
      }),
    ),
  )
}

/** How many of a sector are on a course and have completed it; null where it may not be told. */
export type SectorCount = { sector: string; active: ShownCount; completed: ShownCount }

export type CourseCounts = { sectors: SectorCount[]; active: ShownCount; completed: ShownCount }

/**
 * Counts by agency sector. A completion counts for where the person worked on that day. `isExact` is
 * for people who may see names anyway; all others get small numbers hidden.
 */
export async function countLearners(
  database: Database,
  courseId: string,
  now: Date,
  { isExact }: { isExact: boolean },
): Promise<CourseCounts> {
  const enrolments = await listEnrolmentsOnCourse(database, courseId)
  const affiliations = await listAffiliations(database, enrolments.map(affiliationOf), ukDate(now))
  const sectorOf = new Map(affiliations.map(({ id, sectorCode }) => [id, sectorCode]))
  const sectors = await listAgencySectors(database)
  const countOf = (state: 'active' | 'completed') =>
    sectors.map(({ code, name }) => ({
      sector: name,
      count: enrolments.filter(
        (enrolment) => enrolment.state === state && sectorOf.get(affiliationOf(enrolment)) === code,
      ).length,
    }))
  const [active, completed] = [countOf('active'), countOf('completed')]
  const shown = (counts: { sector: string; count: number }[]) =>
    isExact ? counts : suppressed(counts)
  const total = (counts: { count: number }[]) =>
    isExact ? counts.reduce((sum, { count }) => sum + count, 0) : suppressedTotal(counts)
  const [shownActive, shownCompleted] = [shown(active), shown(completed)]
  return {
    sectors: sectors
      .map(({ name }, at) => ({
        sector: name,
        active: shownActive[at]!.count,
        completed: shownCompleted[at]!.count,
      }))
      .filter(({ active, completed }) => active !== 0 || completed !== 0),
    active: total(active),
    completed: total(completed),
  }
}

function affiliationOf(enrolment: Enrolment): string {
  return enrolment.completedAffiliationId ?? enrolment.affiliationId
}
