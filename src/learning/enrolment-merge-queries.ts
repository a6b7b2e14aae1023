import { sql } from 'kysely'
import type { Database } from '../platform/database.ts'

type Progressed = { id: string; done: number }

/** Courses that two people are both on, with how many modules each has done. */
export async function listTwiceActive(
  database: Database,
  { keptId, mergedId }: { keptId: string; mergedId: string },
): Promise<{ courseId: string; kept: Progressed; merged: Progressed }[]> {
  const { rows } = await sql<{
    courseId: string
    keptEnrolment: string
    keptDone: number
    mergedEnrolment: string
    mergedDone: number
  }>`
    select kept.course_id as "courseId", kept.id as "keptEnrolment", merged.id as "mergedEnrolment",
      (select count(*) from module_progress where enrolment_id = kept.id) as "keptDone",
      (select count(*) from module_progress where enrolment_id = merged.id) as "mergedDone"
    from enrolment as kept
    join enrolment as merged on merged.course_id = kept.course_id
    where kept.person_id = ${keptId} and kept.state = 'active'
      and merged.person_id = ${mergedId} and merged.state = 'active'
    order by kept.enrolled_at, kept.id
    for update of kept, merged`.execute(database)
  return rows.map((row) => ({
    courseId: row.courseId,
    kept: { id: row.keptEnrolment, done: row.keptDone },
    merged: { id: row.mergedEnrolment, done: row.mergedDone },
  }))
}

/** How many certificates a person has. */
export async function countCertificates(database: Database, personId: string): Promise<number> {
  const { certificates } = await database
    .selectFrom('certificate')
    .innerJoin('enrolment', 'enrolment.id', 'certificate.enrolment_id')
    .where('enrolment.person_id', '=', personId)
    .select(({ fn }) => fn.countAll<number>().as('certificates'))
    .executeTakeFirstOrThrow()
  return certificates
}
