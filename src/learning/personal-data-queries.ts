import { sql } from 'kysely'
import type { Database } from '../platform/database.ts'

/** What somebody enrolled on, for their own copy. */
export async function listEnrolmentsOf(database: Database, personId: string) {
  return database
    .selectFrom('enrolment')
    .innerJoin('course_version', (join) =>
      join
        .onRef('course_version.course_id', '=', 'enrolment.course_id')
        .onRef('course_version.number', '=', 'enrolment.course_version'),
    )
    .select([
      'course_version.title as course',
      'enrolment.state',
      'enrolment.enrolled_at',
      'enrolment.details_confirmed_at',
      'enrolment.completed_at',
      'enrolment.left_at',
    ])
    .where('enrolment.person_id', '=', personId)
    .orderBy('enrolment.enrolled_at')
    .execute()
}

/** Parts of courses that somebody has done, and the live sessions they attended. */
export async function listProgressOf(database: Database, personId: string) {
  const { rows } = await sql<{ course: string; part: string; how: string; at: Date }>`
    select version.title as course, done.module_key as part, 'done' as how, done.done_at as at
    from enrolment join module_progress done on done.enrolment_id = enrolment.id
      join course_version version on version.course_id = enrolment.course_id and version.number = enrolment.course_version
    where enrolment.person_id = ${personId}
    union all
    select version.title, held.module_key || ', ' || held.place, 'attended', held.starts_at
    from enrolment join session_attendance attended on attended.enrolment_id = enrolment.id
      join course_session held on held.id = attended.session_id
      join course_version version on version.course_id = enrolment.course_id and version.number = enrolment.course_version
    where enrolment.person_id = ${personId}
    order by 4`.execute(database)
  return rows
}

/** Every try at a knowledge check. */
export async function listAttemptsOf(database: Database, personId: string) {
  const { rows } = await sql<{
    course: string
    part: string
    correct: number
    questions: number
    passed: boolean
    answers: string
    at: Date
  }>`
    select version.title as course, tried.module_key as part, tried.correct, tried.questions, tried.passed,
      tried.answers::text as answers, tried.attempted_at as at
    from enrolment join knowledge_check_attempt tried on tried.enrolment_id = enrolment.id
      join course_version version on version.course_id = enrolment.course_id and version.number = enrolment.course_version
    where enrolment.person_id = ${personId} order by tried.attempted_at`.execute(database)
  return rows
}

/** Somebody's certificates, taken back ones too, for their own copy. */
export async function listCertificatesOf(database: Database, personId: string) {
  return database
    .selectFrom('certificate')
    .innerJoin('enrolment', 'enrolment.id', 'certificate.enrolment_id')
    .innerJoin('course_version', (join) =>
      join
        .onRef('course_version.course_id', '=', 'enrolment.course_id')
        .onRef('course_version.number', '=', 'enrolment.course_version'),
    )
    .select([
      'course_version.title as course',
      'certificate.id as number',
      'certificate.issued_at',
      'certificate.revoked_at',
      'certificate.revoked_reason',
    ])
    .where('enrolment.person_id', '=', personId)
    .orderBy('certificate.issued_at')
    .execute()
}

/** Courses that somebody is on now. */
export async function countOpenEnrolments(database: Database, personId: string): Promise<number> {
  const { open } = await database
    .selectFrom('enrolment')
    .select((is) => is.fn.countAll<number>().as('open'))
    .where('person_id', '=', personId)
    .where('state', '=', 'active')
    .executeTakeFirstOrThrow()
  return open
}

/** Tries from before an instant that still hold what was chosen. */
export async function countOldAnswers(database: Database, before: Date): Promise<number> {
  const { old } = await database
    .selectFrom('knowledge_check_attempt')
    .select((is) => is.fn.countAll<number>().as('old'))
    .where('attempted_at', '<', before)
    .where(hasAnswers)
    .executeTakeFirstOrThrow()
  return old
}

/** Takes what was chosen from tries of before an instant; their results stay. */
export async function forgetOldAnswers(database: Database, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    update knowledge_check_attempt set answers = '{}'
    where attempted_at < ${before} and ${hasAnswers}`.execute(database)
  return Number(numAffectedRows ?? 0n)
}

const hasAnswers = sql<boolean>`answers <> '{}'::jsonb`
