import {
  checkShownDetails,
  confirmDetails,
  findAffiliationContinuing,
  listAffiliationsOn,
} from '../people/people.ts'
import { audit } from '../platform/audit.ts'
import { ukDate } from '../platform/clock.ts'
import type { Database, DatabaseTransaction } from '../platform/database.ts'
import { findVersion, type Edition } from '../publishing/publishing.ts'
import { newCertificateId } from './certificate-ids.ts'
import { enrolmentWindow, type CourseContent, type CourseModule } from './course-content.ts'
import { courseKind } from './course-kind.ts'
import { insertAttempt } from './attempt-queries.ts'
import { deleteAttendance, insertAttendance } from './attendance-queries.ts'
import { insertCertificate } from './certificate-queries.ts'
import {
  deleteModuleProgress,
  doneModules,
  insertEnrolment,
  insertModuleProgress,
  lockActiveEnrolment,
  updateToCompleted,
  updateToLeft,
  type Enrolment,
} from './enrolment-queries.ts'
import { isComplete } from './progress.ts'
import { markKnowledgeCheck, type GivenAnswers, type Mark } from './knowledge-check.ts'

export type EnrolRefusal = {
  ok: false
  reason: 'not-yet' | 'closed' | 'no-organisation' | 'not-there'
}

/**
 * Puts a person who has confirmed their details on the published version of a course, for one of
 * the employers of the day: the one that is said, else the main one. Enrolling twice changes nothing.
 */
export async function enrol(
  database: Database,
  course: Edition<CourseContent>,
  by: { personId: string; now: Date; affiliationId?: string },
): Promise<{ ok: true } | EnrolRefusal> {
  const today = ukDate(by.now)
  const window = enrolmentWindow(course.content, today)
  if (window !== 'open') return { ok: false, reason: window }
  const held = await listAffiliationsOn(database, by.personId, today)
  if (held.length === 0) return { ok: false, reason: 'no-organisation' }
  const affiliation = held.find(({ id, isMain }) =>
    by.affiliationId ? id === by.affiliationId : isMain,
  )
  if (!affiliation) return { ok: false, reason: 'not-there' }
  await database.transaction().execute(async (transaction) => {
    const id = await insertEnrolment(transaction, {
      personId: by.personId,
      courseId: course.publication.id,
      courseVersion: course.version,
      affiliationId: affiliation.id,
      now: by.now,
    })
    await confirmDetails(transaction, by.personId, by.now)
    if (id !== null)
      await audit(transaction, {
        action: 'enrolment.made',
        by: by.personId,
        subject: { kind: 'enrolment', id },
        details: { course: course.publication.id, version: course.version },
      })
  })
  return { ok: true }
}

/** Enrols somebody who says that everything on their page is right, if it is what the page showed and nothing is missing. */
export async function enrolWithDetails(
  database: Database,
  course: Edition<CourseContent>,
  by: { personId: string; now: Date; affiliationId: string; fingerprint: string },
): Promise<{ ok: true } | EnrolRefusal | { ok: false; reason: 'changed' | 'gaps' }> {
  const checked = await checkShownDetails(database, by)
  return checked.ok ? enrol(database, course, by) : checked
}

/** Takes a person off a course that is not completed. What was learned so far is kept out of every count. */
export async function leaveCourse(
  database: Database,
  enrolmentId: string,
  by: { personId: string; now: Date },
): Promise<boolean> {
  return database.transaction().execute(async (transaction) => {
    const left = await updateToLeft(transaction, enrolmentId, by.personId, by.now)
    if (left)
      await audit(transaction, {
        action: 'enrolment.left',
        by: by.personId,
        subject: { kind: 'enrolment', id: enrolmentId },
      })
    return left
  })
}

export type Progress = { ok: true; certificateId: string | null }
export type ProgressRefusal = { ok: false; reason: 'not-active' | 'not-for-the-learner' }

/**
 * The learner says that a module is read or watched. A knowledge check is passed and a live session
 * attended instead ('not-for-the-learner'). The last module completes the course.
 */
export async function completeModule(
  database: Database,
  enrolmentId: string,
  module: CourseModule,
  now: Date,
): Promise<Progress | ProgressRefusal> {
  if (module.kind !== 'read' && module.kind !== 'watch')
    return { ok: false, reason: 'not-for-the-learner' }
  return onActiveEnrolment(database, enrolmentId, (transaction, enrolment) =>
    recordDone(transaction, enrolment, module.key, now),
  )
}

/** Marks the answers on the server and keeps the attempt. A check may be tried again without end. */
export async function attemptKnowledgeCheck(
  database: Database,
  enrolmentId: string,
  check: CourseModule,
  answers: GivenAnswers,
  now: Date,
): Promise<(Progress & { attemptId: string; mark: Mark }) | ProgressRefusal> {
  if (check.kind !== 'knowledge-check') return { ok: false, reason: 'not-for-the-learner' }
  const mark = markKnowledgeCheck(check, answers)
  return onActiveEnrolment(database, enrolmentId, async (transaction, enrolment) => {
    const attemptId = await insertAttempt(transaction, {
      enrolmentId,
      moduleKey: check.key,
      answers: Object.fromEntries(
        mark.questions.map(({ question, chosen }) => [question.key, chosen]),
      ),
      correct: mark.correct,
      questions: mark.questions.length,
      passed: mark.passed,
      attemptedAt: now,
    })
    const progress = mark.passed
      ? await recordDone(transaction, enrolment, check.key, now)
      : { ok: true as const, certificateId: null }
    return { ...progress, attemptId, mark }
  })
}

/**
 * Records who was at a live session; whoever was has done the session's module. A tick taken away is
 * taken back, except from people who have completed the course meanwhile.
 */
export async function recordAttendance(
  database: Database,
  session: { id: string; moduleKey: string },
  attendance: { enrolmentId: string; attended: boolean }[],
  by: { personId: string; now: Date },
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    for (const { enrolmentId, attended } of attendance) {
      const enrolment = await lockActiveEnrolment(transaction, enrolmentId)
      if (!enrolment) continue
      if (attended) {
        await insertAttendance(transaction, {
          sessionId: session.id,
          enrolmentId,
          by: by.personId,
          now: by.now,
        })
        await recordDone(transaction, enrolment, session.moduleKey, by.now)
      } else if (await deleteAttendance(transaction, session.id, enrolmentId)) {
        await deleteModuleProgress(transaction, enrolmentId, session.moduleKey)
      }
    }
    await audit(transaction, {
      action: 'session.attendance-recorded',
      by: by.personId,
      subject: { kind: 'session', id: session.id },
      details: { attended: attendance.filter(({ attended }) => attended).length },
    })
  })
}

async function onActiveEnrolment<Result>(
  database: Database,
  enrolmentId: string,
  work: (transaction: DatabaseTransaction, enrolment: Enrolment) => Promise<Result>,
): Promise<Result | ProgressRefusal> {
  return database.transaction().execute(async (transaction) => {
    const enrolment = await lockActiveEnrolment(transaction, enrolmentId)
    return enrolment ? work(transaction, enrolment) : { ok: false, reason: 'not-active' }
  })
}

/** Notes a module as done and, when it was the last that counts, completes the course with a certificate. */
async function recordDone(
  transaction: DatabaseTransaction,
  enrolment: Enrolment,
  moduleKey: string,
  now: Date,
): Promise<Progress> {
  await insertModuleProgress(transaction, enrolment.id, moduleKey, now)
  const version = await findVersion(
    transaction,
    courseKind,
    enrolment.courseId,
    enrolment.courseVersion,
  )
  const done = (await doneModules(transaction, [enrolment.id])).get(enrolment.id)!
  if (!version || !isComplete(version.content, done)) return { ok: true, certificateId: null }

  const { affiliationId } = enrolment
  const affiliation = await findAffiliationContinuing(transaction, affiliationId, ukDate(now))
  // Somebody between two jobs completes for the one they enrolled from.
  await updateToCompleted(
    transaction,
    enrolment.id,
    affiliation?.id ?? enrolment.affiliationId,
    now,
  )
  const certificateId = newCertificateId()
  await insertCertificate(transaction, { id: certificateId, enrolmentId: enrolment.id, now })
  await audit(transaction, {
    action: 'course.completed',
    by: enrolment.personId,
    subject: { kind: 'enrolment', id: enrolment.id },
    details: { course: enrolment.courseId, version: enrolment.courseVersion },
  })
  return { ok: true, certificateId }
}
