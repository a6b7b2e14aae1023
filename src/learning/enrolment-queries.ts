import { sql, type Generated } from 'kysely'
import type { Database, DatabaseTransaction } from '../platform/database.ts'

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

/** Everybody who enrolled on a course, those who left it too, latest first. */
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

/** A module is done. Twice is once. */
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

/** A module is not done after all. */
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

/** The course is completed, for the employer of that day. */
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

/** Ends an enrolment. False: it is not theirs, or not active. */
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
