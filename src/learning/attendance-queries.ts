import type { Database } from '../platform/database.ts'

declare module '../platform/database.ts' {
  interface Tables {
    session_attendance: {
      session_id: string
      enrolment_id: string
      recorded_by: string | null
      recorded_at: Date
    }
  }
}

/** Somebody was at a session. Twice is once. */
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
