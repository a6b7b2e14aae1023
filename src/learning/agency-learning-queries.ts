import type { Database } from '../platform/database.ts'
import type { EnrolmentState } from './enrolment-queries.ts'

/** A course that somebody of an agency is on or has completed, as their lead may know of it. */
export type AgencyEnrolment = {
  id: string
  personId: string
  courseId: string
  courseVersion: number
  state: EnrolmentState
  enrolledAt: Date
  completedAt: Date | null
  hasCertificate: boolean
  isWithdrawn: boolean
}

/**
 * Everything that row-level security leaves of people's learning: ask it within `asAgencyLead`. What people began for
 * another employer is not among it; what they completed anywhere is.
 */
export async function listAgencyEnrolments(database: Database): Promise<AgencyEnrolment[]> {
  const rows = await database
    .selectFrom('enrolment')
    .leftJoin('certificate', 'certificate.enrolment_id', 'enrolment.id')
    .select([
      'enrolment.id',
      'enrolment.person_id as personId',
      'enrolment.course_id as courseId',
      'enrolment.course_version as courseVersion',
      'enrolment.state',
      'enrolment.enrolled_at as enrolledAt',
      'enrolment.completed_at as completedAt',
      'certificate.issued_at as issuedAt',
      'certificate.revoked_at as revokedAt',
    ])
    .where('enrolment.state', '!=', 'left')
    .orderBy('enrolment.enrolled_at', 'desc')
    .execute()
  return rows.map(({ issuedAt, revokedAt, ...row }) => ({
    ...row,
    hasCertificate: issuedAt !== null && revokedAt === null,
    isWithdrawn: revokedAt !== null,
  }))
}
