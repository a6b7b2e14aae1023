import { NotFound } from '../platform/errors.ts'
import type { AppContext } from '../platform/web.ts'
import { withdrawnPage } from '../publishing/publishing.ts'
import { courseKind } from './course-kind.ts'

/** 410 with the reason for a withdrawn course, else 404. */
export async function goneOrUnknown(c: AppContext, slug: string): Promise<Response> {
  const withdrawn = await withdrawnPage(c, courseKind, slug)
  if (!withdrawn) throw new NotFound('course')
  return withdrawn
}
