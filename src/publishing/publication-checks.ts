import { ukDate } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import { checkText, type EditorCheck, type TextToCheck } from './editor-checks.ts'
import type { PublicationKind } from './publication-kind.ts'
import { emptyDocument } from './rich-text.ts'
import { termsToCheck } from './term-queries.ts'

export type RouteToCheck = NonNullable<TextToCheck['routes']>[number]

/** Tells the ways to report a concern with their numbers; given in app.ts, as their registry is another slice's. */
export type RouteSource = (database: Database) => Promise<RouteToCheck[]>

/**
 * What the checks find in a whole draft, text by text: `where` begins with the place in the form.
 * They advise and stop nobody.
 */
export async function checksOf<Content extends object>(
  database: Database,
  kind: PublicationKind<Content>,
  draft: { title: string; content: Content },
  context: { now: Date; routes: RouteToCheck[] },
): Promise<EditorCheck[]> {
  const shared = {
    terms: await termsToCheck(database),
    routes: context.routes,
    publishedOn: kind.datedOn?.(draft.content) ?? ukDate(context.now),
  }
  const title = checkText({ ...shared, title: draft.title, document: emptyDocument })
  const texts = kind
    .textsOf(draft.content)
    .flatMap(({ where, title, document, readingAge, nation, linksBeside }) =>
      checkText({
        ...shared,
        document,
        ...(title === undefined ? {} : { title }),
        ...(readingAge === undefined ? {} : { readingAge }),
        ...(nation === undefined ? {} : { nation }),
        ...(linksBeside === undefined ? {} : { linksBeside }),
      }).map((check) => ({ ...check, where: `${where}, ${lowerFirst(check.where)}` })),
    )
  return [...title, ...texts]
}

const lowerFirst = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1)
