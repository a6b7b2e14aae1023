import { NotFound } from '../platform/errors.ts'
import type { AppContext } from '../platform/web.ts'
import { withdrawnPage } from '../publishing/publishing.ts'
import { courseKind } from './course-kind.ts'

/** The answer for the address of a course that cannot be read: 410 with the reason where it was withdrawn, else 404. */
export async function goneOrUnknown(c: AppContext, slug: string): Promise<Response> {
  const withdrawn = await withdrawnPage(c, courseKind, slug)
  if (!withdrawn) throw new NotFound('course')
  return withdrawn
}
