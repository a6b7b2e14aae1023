import { ukDate } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import { listPublished } from '../publishing/publishing.ts'
import { durationInWords, enrolmentWindow, minutesOf } from './course-content.ts'
import { courseKind } from './course-kind.ts'
import { listSessions } from './course-queries.ts'
import { learningPaths } from './learning-paths.ts'

/** Courses, enrolment, learning and certificates: what other slices may use. */
export {
  emptyCourse,
  emptyModule,
  type Answer,
  type Band,
  type CourseContent,
  type CourseModule,
  type Delivery,
  type ModuleKind,
  type Question,
} from './course-content.ts'
export { courseKind } from './course-kind.ts'
export { attemptKnowledgeCheck, completeModule, enrol } from './enrolment.ts'
export { prepareEnrolmentsForMerge } from './enrolment-merge.ts'
export { findEnrolment } from './enrolment-queries.ts'
export { seeTraining } from './learning-access.ts'
export { planSession } from './sessions.ts'

/** A course as other pages announce it. */
export type TrainingNews = {
  title: string
  summary: string
  path: string
  bandLabel: string
  duration: string
  /** Its next live session, if one is planned. */
  nextSessionAt: Date | null
  /** It shows training of another time. */
  isHistoric: boolean
}

/**
 * Courses one can enrol on now: those with the nearest live session first, then the newest; what is
 * historic only after all that holds.
 */
export async function nextTraining(
  database: Database,
  now: Date,
  most: number,
): Promise<TrainingNews[]> {
  const [courses, sessions] = await Promise.all([
    listPublished(database, courseKind),
    listSessions(database, { from: now }),
  ])
  return courses
    .filter(({ content }) => enrolmentWindow(content, ukDate(now)) === 'open')
    .map(({ publication, title, summary, content }) => ({
      title,
      summary,
      path: learningPaths.course(publication.slug),
      bandLabel: content.bandLabel,
      duration: durationInWords(minutesOf(content)),
      nextSessionAt:
        sessions.find(
          ({ courseId, startsAt, cancelledAt }) =>
            courseId === publication.id && startsAt >= now && cancelledAt === null,
        )?.startsAt ?? null,
      isHistoric: publication.historic_note !== null,
    }))
    .toSorted(
      (one, other) =>
        Number(one.isHistoric) - Number(other.isHistoric) || sortInstant(one) - sortInstant(other),
    )
    .slice(0, most)
}

function sortInstant({ nextSessionAt }: TrainingNews): number {
  return nextSessionAt?.getTime() ?? Number.MAX_SAFE_INTEGER
}
