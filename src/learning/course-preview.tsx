import { reportingRouteResolver } from '../concerns/concerns.ts'
import { siteOf } from '../people/people.ts'
import { emptyForm } from '../platform/forms.ts'
import type { AppContext } from '../platform/web.ts'
import { pictureResolver, type Edition } from '../publishing/publishing.ts'
import type { RichTextReferences } from '../publishing/rich-text-view.tsx'
import { renderPage } from '../ui/layout.tsx'
import type { CourseContent } from './course-content.ts'
import { CoursePage } from './course-pages.tsx'
import { viewCourse } from './course-view.ts'
import { ModulePage } from './module-pages.tsx'

/** Draws a course as the public finds it. */
export async function showCourse(
  c: AppContext,
  edition: Edition<CourseContent>,
  options: { isPreview?: boolean } = {},
): Promise<Response> {
  const now = c.var.services.clock.now()
  const personId = options.isPreview ? null : (c.var.person?.id ?? null)
  const view = await viewCourse(c.var.database, edition, { personId, now })
  const references = await referencesOf(c, edition.content)
  const page = (
    <CoursePage site={await siteOf(c)} view={view} references={references} {...options} />
  )
  return c.html(renderPage(page))
}

/** An edition before it is public: the course page, and with `?module=2` a module as learners see it. */
export async function previewCourse(
  c: AppContext,
  edition: Edition<CourseContent>,
): Promise<Response> {
  const number = Number(c.req.query('module'))
  const { modules } = edition.content
  if (!Number.isInteger(number) || number < 1 || number > modules.length)
    return showCourse(c, edition, { isPreview: true })
  const view = {
    slug: edition.publication.slug,
    courseTitle: edition.title,
    modules,
    number,
    done: new Set<string>(),
    isCompleted: false,
    certificateId: null,
    sessions: [],
    references: await referencesOf(c, edition.content),
    isPreview: true,
  }
  const page = <ModulePage site={await siteOf(c)} view={view} form={emptyForm} attempts={0} />
  return c.html(renderPage(page))
}

/** Today's reporting routes, and the pictures of a course's content, for the texts that name them. */
export async function referencesOf(
  c: AppContext,
  content: CourseContent,
): Promise<RichTextReferences> {
  const { database, services } = c.var
  return {
    reportingRoute: await reportingRouteResolver(database, services.clock.now()),
    file: await pictureResolver(database, content),
  }
}
