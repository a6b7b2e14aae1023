import { Hono } from 'hono'
import { bulletinKind } from '../bulletins/bulletins.ts'
import { campaignNews } from '../campaigns/campaigns.ts'
import { latestGuidance } from '../guidance/guidance.ts'
import { nextTraining } from '../learning/learning.ts'
import { siteOf } from '../people/people.ts'
import { anyone, may } from '../platform/access.ts'
import { cachedPage, type AppEnv } from '../platform/web.ts'
import { listPublished } from '../publishing/publishing.ts'
import { renderPage } from '../ui/layout.tsx'
import { AccessibilityPage } from './accessibility-page.tsx'
import { HomePage } from './home-page.tsx'
import { PrivacyPage } from './privacy-page.tsx'

/** The first page, and what every public service says of itself. */
export const homeRoutes = new Hono<AppEnv>()

homeRoutes.get('/', may(anyone), cachedPage, async (c) => {
  const { database, services } = c.var
  const now = services.clock.now()
  const [campaigns, guidance, training, bulletins] = await Promise.all([
    campaignNews(database, now),
    latestGuidance(database, 1),
    nextTraining(database, now, 1),
    listPublished(database, bulletinKind),
  ])
  const bulletin =
    bulletins.find(({ publication }) => publication.historic_note === null) ?? bulletins[0]
  const page = (
    <HomePage
      site={await siteOf(c)}
      campaigns={campaigns}
      guidance={guidance[0] ?? null}
      training={training[0] ?? null}
      bulletin={
        bulletin
          ? {
              title: bulletin.title,
              summary: bulletin.summary,
              path: bulletinKind.path(bulletin.publication.slug),
              publishedAt: bulletin.publication.published_at!,
              isHistoric: bulletin.publication.historic_note !== null,
            }
          : null
      }
    />
  )
  return c.html(renderPage(page))
})

homeRoutes.get('/accessibility', may(anyone), cachedPage, async (c) =>
  c.html(renderPage(<AccessibilityPage site={await siteOf(c)} />)),
)

homeRoutes.get('/privacy', may(anyone), cachedPage, async (c) =>
  c.html(renderPage(<PrivacyPage site={await siteOf(c)} />)),
)
