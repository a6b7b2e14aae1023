import type { Database } from '../platform/database.ts'

declare module '../platform/database.ts' {
  interface Tables {
    certificate: {
      id: string
      enrolment_id: string
      issued_at: Date
      revoked_at: Date | null
      revoked_reason: string | null
    }
  }
}

/** Issues a certificate under an id that is made already; an enrolment has one at most. */
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

/** A certificate with the course as it was when it was completed, one that was taken back too. */
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

/** Takes a certificate back. False: it was taken back before, or there is none. */
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
