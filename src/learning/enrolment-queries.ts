import { sql, type ColumnType, type Generated } from 'kysely'
import type { Database, DatabaseTransaction } from '../platform/database.ts'
import type { GivenAnswers } from './knowledge-check.ts'

export type EnrolmentState = 'active' | 'completed' | 'left'

declare module '../platform/database.ts' {
  interface Tables {
    enrolment: {
      id: Generated<string>
      person_id: string
      course_id: string
      course_version: number
      affiliation_id: string
      completed_affiliation_id: string | null
      state: Generated<EnrolmentState>
      enrolled_at: Date
      details_confirmed_at: Date
      completed_at: Date | null
      left_at: Date | null
    }
    module_progress: { enrolment_id: string; module_key: string; done_at: Date }
    knowledge_check_attempt: {
      id: Generated<string>
      enrolment_id: string
      module_key: string
      answers: ColumnType<GivenAnswers, string, never>
      correct: number
      questions: number
      passed: boolean
      attempted_at: Date
    }
    certificate: {
      id: string
      enrolment_id: string
      issued_at: Date
      revoked_at: Date | null
      revoked_reason: string | null
    }
    session_attendance: {
      session_id: string
      enrolment_id: string
      recorded_by: string | null
      recorded_at: Date
    }
  }
}

export type Enrolment = {
  id: string
  personId: string
  courseId: string
  courseVersion: number
  /** Where the person worked on the day of enrolment. */
  affiliationId: string
  completedAffiliationId: string | null
  state: EnrolmentState
  enrolledAt: Date
  completedAt: Date | null
  certificateId: string | null
  certificateRevokedAt: Date | null
}

/** Adds an enrolment, or returns null where the person is on the course already. */
export async function insertEnrolment(
  database: Database,
  enrolment: {
    personId: string
    courseId: string
    courseVersion: number
    affiliationId: string
    now: Date
  },
): Promise<string | null> {
  const row = await database
    .insertInto('enrolment')
    .values({
      person_id: enrolment.personId,
      course_id: enrolment.courseId,
      course_version: enrolment.courseVersion,
      affiliation_id: enrolment.affiliationId,
      enrolled_at: enrolment.now,
      details_confirmed_at: enrolment.now,
    })
    .onConflict((on) =>
      on.columns(['person_id', 'course_id']).where('state', '=', 'active').doNothing(),
    )
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

/** A person's enrolment on a course: the active one, else the latest completed; one that was left is over. */
export async function findEnrolment(
  database: Database,
  personId: string,
  courseId: string,
): Promise<Enrolment | null> {
  const row = await enrolments(database)
    .where('enrolment.person_id', '=', personId)
    .where('enrolment.course_id', '=', courseId)
    .where('enrolment.state', '!=', 'left')
    .orderBy(sql`enrolment.state = 'active'`, 'desc')
    .orderBy('enrolment.enrolled_at', 'desc')
    .executeTakeFirst()
  return row ?? null
}

/** Everything one person is on or has completed, the newest first. */
export async function listEnrolmentsOfPerson(
  database: Database,
  personId: string,
): Promise<Enrolment[]> {
  return enrolments(database)
    .where('enrolment.person_id', '=', personId)
    .where('enrolment.state', '!=', 'left')
    .orderBy('enrolment.enrolled_at', 'desc')
    .execute()
}

export async function listEnrolmentsOnCourse(
  database: Database,
  courseId: string,
): Promise<Enrolment[]> {
  return enrolments(database)
    .where('enrolment.course_id', '=', courseId)
    .orderBy('enrolment.enrolled_at', 'desc')
    .execute()
}

/** How many are on each course and how many completed it. */
export async function countEnrolments(
  database: Database,
): Promise<{ courseId: string; active: number; completed: number }[]> {
  return database
    .selectFrom('enrolment')
    .select((is) => [
      'course_id as courseId',
      is.fn.countAll<number>().filterWhere('state', '=', 'active').as('active'),
      is.fn.countAll<number>().filterWhere('state', '=', 'completed').as('completed'),
    ])
    .groupBy('course_id')
    .execute()
}

/** Holds one active enrolment until the transaction ends, so that it is completed once. */
export async function lockActiveEnrolment(
  transaction: DatabaseTransaction,
  enrolmentId: string,
): Promise<Enrolment | null> {
  await transaction
    .selectFrom('enrolment')
    .select('id')
    .where('id', '=', enrolmentId)
    .forUpdate()
    .execute()
  const row = await enrolments(transaction)
    .where('enrolment.id', '=', enrolmentId)
    .where('enrolment.state', '=', 'active')
    .executeTakeFirst()
  return row ?? null
}

/** The keys of the modules that are done, for several enrolments at once. */
export async function doneModules(
  database: Database,
  enrolmentIds: string[],
): Promise<Map<string, Set<string>>> {
  const done = new Map(enrolmentIds.map((id) => [id, new Set<string>()]))
  if (enrolmentIds.length === 0) return done
  const rows = await database
    .selectFrom('module_progress')
    .select(['enrolment_id', 'module_key'])
    .where('enrolment_id', 'in', enrolmentIds)
    .execute()
  for (const row of rows) done.get(row.enrolment_id)?.add(row.module_key)
  return done
}

export async function insertModuleProgress(
  database: Database,
  enrolmentId: string,
  moduleKey: string,
  now: Date,
): Promise<void> {
  await database
    .insertInto('module_progress')
    .values({ enrolment_id: enrolmentId, module_key: moduleKey, done_at: now })
    .onConflict((on) => on.doNothing())
    .execute()
}

export async function deleteModuleProgress(
  database: Database,
  enrolmentId: string,
  moduleKey: string,
): Promise<void> {
  await database
    .deleteFrom('module_progress')
    .where('enrolment_id', '=', enrolmentId)
    .where('module_key', '=', moduleKey)
    .execute()
}

export type Attempt = {
  id: string
  enrolmentId: string
  moduleKey: string
  answers: GivenAnswers
  correct: number
  questions: number
  passed: boolean
  attemptedAt: Date
}

export async function insertAttempt(
  database: Database,
  attempt: Omit<Attempt, 'id'>,
): Promise<string> {
  const { id } = await database
    .insertInto('knowledge_check_attempt')
    .values({
      enrolment_id: attempt.enrolmentId,
      module_key: attempt.moduleKey,
      answers: JSON.stringify(attempt.answers),
      correct: attempt.correct,
      questions: attempt.questions,
      passed: attempt.passed,
      attempted_at: attempt.attemptedAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** One attempt of this enrolment, for the learner's own eyes. */
export async function findAttempt(
  database: Database,
  enrolmentId: string,
  attemptId: string,
): Promise<Attempt | null> {
  const row = await database
    .selectFrom('knowledge_check_attempt')
    .select([
      'id',
      'enrolment_id as enrolmentId',
      'module_key as moduleKey',
      'answers',
      'correct',
      'questions',
      'passed',
      'attempted_at as attemptedAt',
    ])
    .where('enrolment_id', '=', enrolmentId)
    .where('id', '=', attemptId)
    .executeTakeFirst()
  return row ?? null
}

export async function countAttempts(
  database: Database,
  enrolmentId: string,
  moduleKey: string,
): Promise<number> {
  const row = await database
    .selectFrom('knowledge_check_attempt')
    .select((is) => is.fn.countAll<number>().as('attempts'))
    .where('enrolment_id', '=', enrolmentId)
    .where('module_key', '=', moduleKey)
    .executeTakeFirstOrThrow()
  return row.attempts
}

export async function updateToCompleted(
  database: Database,
  enrolmentId: string,
  affiliationId: string,
  now: Date,
): Promise<void> {
  await database
    .updateTable('enrolment')
    .set({ state: 'completed', completed_at: now, completed_affiliation_id: affiliationId })
    .where('id', '=', enrolmentId)
    .execute()
}

export async function updateToLeft(
  database: Database,
  enrolmentId: string,
  personId: string,
  now: Date,
): Promise<boolean> {
  const result = await database
    .updateTable('enrolment')
    .set({ state: 'left', left_at: now })
    .where('id', '=', enrolmentId)
    .where('person_id', '=', personId)
    .where('state', '=', 'active')
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function insertCertificate(
  database: Database,
  certificate: { id: string; enrolmentId: string; now: Date },
): Promise<void> {
  await database
    .insertInto('certificate')
    .values({
      id: certificate.id,
      enrolment_id: certificate.enrolmentId,
      issued_at: certificate.now,
    })
    .execute()
}

/** A certificate with what it certifies. The course's title is that of the version that was completed. */
export type Certificate = {
  id: string
  personId: string
  courseTitle: string
  bandLabel: string | null
  frameworkName: string | null
  minutes: number
  issuedAt: Date
  revokedAt: Date | null
  revokedReason: string | null
}

export async function findCertificate(database: Database, id: string): Promise<Certificate | null> {
  const row = await database
    .selectFrom('certificate')
    .innerJoin('enrolment', 'enrolment.id', 'certificate.enrolment_id')
    .innerJoin('course_version as course', (join) =>
      join
        .onRef('course.course_id', '=', 'enrolment.course_id')
        .onRef('course.number', '=', 'enrolment.course_version'),
    )
    .leftJoin('competency_band as band', (join) =>
      join
        .onRef('band.framework', '=', 'course.framework')
        .onRef('band.code', '=', 'course.band_code'),
    )
    .leftJoin('training_framework', 'training_framework.code', 'course.framework')
    .select([
      'certificate.id',
      'enrolment.person_id as personId',
      'course.title as courseTitle',
      'band.label as bandLabel',
      'training_framework.name as frameworkName',
      'course.minutes',
      'certificate.issued_at as issuedAt',
      'certificate.revoked_at as revokedAt',
      'certificate.revoked_reason as revokedReason',
    ])
    .where('certificate.id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

export async function revokeCertificate(
  database: Database,
  id: string,
  reason: string,
  now: Date,
): Promise<boolean> {
  const result = await database
    .updateTable('certificate')
    .set({ revoked_at: now, revoked_reason: reason })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function insertAttendance(
  database: Database,
  attendance: { sessionId: string; enrolmentId: string; by: string; now: Date },
): Promise<void> {
  await database
    .insertInto('session_attendance')
    .values({
      session_id: attendance.sessionId,
      enrolment_id: attendance.enrolmentId,
      recorded_by: attendance.by,
      recorded_at: attendance.now,
    })
    .onConflict((on) => on.doNothing())
    .execute()
}

/** The enrolments whose people attended a session. */
export async function listAttendance(database: Database, sessionId: string): Promise<Set<string>> {
  const rows = await database
    .selectFrom('session_attendance')
    .select('enrolment_id')
    .where('session_id', '=', sessionId)
    .execute()
  return new Set(rows.map((row) => row.enrolment_id))
}

/** Takes back that somebody attended; false where nobody had said so. */
export async function deleteAttendance(
  database: Database,
  sessionId: string,
  enrolmentId: string,
): Promise<boolean> {
  const result = await database
    .deleteFrom('session_attendance')
    .where('session_id', '=', sessionId)
    .where('enrolment_id', '=', enrolmentId)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

function enrolments(database: Database) {
  return database
    .selectFrom('enrolment')
    .leftJoin('certificate', 'certificate.enrolment_id', 'enrolment.id')
    .select([
      'enrolment.id',
      'enrolment.person_id as personId',
      'enrolment.course_id as courseId',
      'enrolment.course_version as courseVersion',
      'enrolment.affiliation_id as affiliationId',
      'enrolment.completed_affiliation_id as completedAffiliationId',
      'enrolment.state',
      'enrolment.enrolled_at as enrolledAt',
      'enrolment.completed_at as completedAt',
      'certificate.id as certificateId',
      'certificate.revoked_at as certificateRevokedAt',
    ])
}
