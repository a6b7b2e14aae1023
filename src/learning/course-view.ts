import { ukDate } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import { listAgencySectors } from '../people/people.ts'
import type { Edition } from '../publishing/publishing.ts'
import {
  durationInWords,
  enrolmentWindow,
  minutesOf,
  type CourseContent,
  type EnrolmentWindow,
} from './course-content.ts'
import { listFrameworks, listSessions, type CourseSession } from './course-queries.ts'
import { nextModuleNumber } from './progress.ts'
import { doneModules, findEnrolment, type Enrolment } from './enrolment-queries.ts'

/** How far the person who looks is on the course. */
export type Standing = {
  enrolment: Enrolment
  /** Modules done and all modules, of the version they are on. */
  done: number
  of: number
  /** The number of the module to go on with. */
  next: number
}

/** Everything a course page shows, looked up. */
export type CourseView = {
  id: string
  slug: string
  title: string
  summary: string
  content: CourseContent
  historicNote: string | null
  frameworkName: string | null
  sectorNames: string[]
  duration: string
  window: EnrolmentWindow
  sessions: CourseSession[]
  standing: Standing | null
  now: Date
}

/** All that the page of a course shows, for one person or somebody who is not signed in. */
export async function viewCourse(
  database: Database,
  edition: Edition<CourseContent>,
  who: { personId: string | null; now: Date },
): Promise<CourseView> {
  const { publication, title, summary, content } = edition
  const [frameworks, sectors, sessions] = await Promise.all([
    listFrameworks(database),
    listAgencySectors(database),
    listSessions(database, { courseId: publication.id }),
  ])
  return {
    id: publication.id,
    slug: publication.slug,
    title,
    summary,
    content,
    historicNote: publication.historic_note,
    frameworkName: frameworks.find(({ code }) => code === content.band?.framework)?.name ?? null,
    sectorNames: sectors
      .filter(({ code }) => content.sectors.includes(code))
      .map(({ name }) => name),
    duration: durationInWords(minutesOf(content)),
    window: enrolmentWindow(content, ukDate(who.now)),
    sessions,
    standing:
      who.personId === null
        ? null
        : await standingOf(database, who.personId, publication.id, content),
    now: who.now,
  }
}

async function standingOf(
  database: Database,
  personId: string,
  courseId: string,
  content: CourseContent,
): Promise<Standing | null> {
  const enrolment = await findEnrolment(database, personId, courseId)
  if (!enrolment) return null
  const done = (await doneModules(database, [enrolment.id])).get(enrolment.id)!
  return {
    enrolment,
    done: content.modules.filter(({ key }) => done.has(key)).length,
    of: content.modules.length,
    next: nextModuleNumber(content, done),
  }
}
