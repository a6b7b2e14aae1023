import type { Services } from '../src/platform/web.ts'
import {
  createDraft,
  publish,
  submitForReview,
  type Draft,
  type PublicationKind,
} from '../src/publishing/publishing.ts'

/** Two people of the demonstration: nobody publishes their own work. */
export type Cast = { authorId: string; reviewerId: string }

export type Historic = {
  slug: string
  historicNote?: string
  /** Of a page that was invented. */
  demonstrationNote?: string
  /** The instant at which it came out. It is kept as it was, so nobody is asked to review it. */
  publishedAt: Date
}

/** Takes one page through the workflow that every page takes, at its historic hours. Gives its id. */
export async function publishHistoric<Content extends object>(
  { database, jobs }: Pick<Services, 'database' | 'jobs'>,
  kind: PublicationKind<Content>,
  draft: Draft<Content>,
  historic: Historic,
  { authorId, reviewerId }: Cast,
): Promise<string> {
  const { publishedAt, ...shown } = historic
  const dayBefore = new Date(publishedAt.getTime() - 24 * 3600_000)
  const { id } = await createDraft(
    database,
    kind,
    { ...draft, ...shown },
    { by: authorId, now: dayBefore },
  )
  const submitted = await submitForReview(database, kind, id, { by: authorId, now: dayBefore })
  const act = { by: reviewerId, now: publishedAt }
  const published = submitted.ok && (await publish(database, jobs, kind, id, {}, act))
  if (!published || !published.ok)
    throw new Error(
      `the demonstration's ${shown.slug} was not published: ${JSON.stringify(published || submitted)}`,
    )
  return id
}
