import { Hono } from 'hono'
import { siteOf } from '../people/people.ts'
import { anyone, may } from '../platform/access.ts'
import { ukDate } from '../platform/clock.ts'
import { NotFound } from '../platform/errors.ts'
import { cachedPage, type AppContext, type AppEnv } from '../platform/web.ts'
import {
  findPublished,
  listPublished,
  withdrawnPage,
  type Edition,
} from '../publishing/publishing.ts'
import { renderPage } from '../ui/layout.tsx'
import type { GuidanceContent } from './guidance-content.ts'
import { guidanceKind } from './guidance-kind.ts'
import { GuidanceIndexPage, GuidanceTopicPage, type GuidanceEntry } from './guidance-list-pages.tsx'
import { showGuidance } from './guidance-preview.tsx'
import { listTopics } from './guidance-queries.ts'

/** What the public reads. */
export const guidanceRoutes = new Hono<AppEnv>()

guidanceRoutes.get('/guidance', may(anyone), cachedPage, async (c) => {
  const [topics, entries] = await Promise.all([listTopics(c.var.database), entriesOf(c)])
  const page = <GuidanceIndexPage site={await siteOf(c)} topics={topics} entries={entries} />
  return c.html(renderPage(page))
})

guidanceRoutes.get('/guidance/topics/:topic', may(anyone), cachedPage, async (c) => {
  const topics = await listTopics(c.var.database)
  const topic = topics.find(({ slug }) => slug === c.req.param('topic'))
  if (!topic) throw new NotFound('topic')
  const entries = (await entriesOf(c)).filter((entry) => entry.topics.includes(topic.slug))
  const page = <GuidanceTopicPage site={await siteOf(c)} topic={topic} entries={entries} />
  return c.html(renderPage(page))
})

guidanceRoutes.get('/guidance/:slug', may(anyone), cachedPage, async (c) => {
  const slug = c.req.param('slug')
  const edition = await findPublished(c.var.database, guidanceKind, slug)
  if (edition) return showGuidance(c, edition)
  const withdrawn = await withdrawnPage(c, guidanceKind, slug)
  if (!withdrawn) throw new NotFound('guidance')
  return withdrawn
})

async function entriesOf(c: AppContext): Promise<GuidanceEntry[]> {
  return (await listPublished(c.var.database, guidanceKind)).map(entryOf)
}

function entryOf({
  publication,
  title,
  summary,
  content,
}: Edition<GuidanceContent>): GuidanceEntry {
  return {
    slug: publication.slug,
    title,
    summary,
    publisher: content.publisher,
    topics: content.topics,
    publishedOn: ukDate(publication.published_at!),
    isHistoric: publication.historic_note !== null,
  }
}
