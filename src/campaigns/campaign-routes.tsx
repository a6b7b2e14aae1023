import { Hono } from 'hono'
import { siteOf } from '../people/people.ts'
import { anyone, may } from '../platform/access.ts'
import { ukDate } from '../platform/clock.ts'
import { NotFound } from '../platform/errors.ts'
import { readForm, withError } from '../platform/forms.ts'
import {
  cachedPage,
  clientNetwork,
  leavesNoTrace,
  type AppContext,
  type AppEnv,
} from '../platform/web.ts'
import { findPublished, withdrawnPage, type Edition } from '../publishing/publishing.ts'
import { routeReferences } from '../concerns/concerns.ts'
import { renderPage } from '../ui/layout.tsx'
import { isTrapped } from '../ui/robot-trap.tsx'
import { timeOf, type Audience, type CampaignContent } from './campaign-content.ts'
import { CampaignIndexPage } from './campaign-index-page.tsx'
import { campaignKind } from './campaign-kind.ts'
import { campaignNews } from './campaign-news.ts'
import { campaignPaths } from './campaign-paths.ts'
import { showAudience, showCampaign, showSupport } from './campaign-show.tsx'
import { materialText } from './campaign-view.ts'
import { JoinForm } from './coalition-forms.ts'
import { askToJoin } from './coalition.ts'

/** What the public reads, and how organisations join. */
export const campaignRoutes = new Hono<AppEnv>()

campaignRoutes.get('/campaigns', may(anyone), cachedPage, async (c) => {
  const campaigns = await campaignNews(c.var.database, c.var.services.clock.now())
  const page = <CampaignIndexPage site={await siteOf(c)} campaigns={campaigns} />
  return c.html(renderPage(page))
})

campaignRoutes.get('/campaigns/:slug', may(anyone), cachedPage, leavesNoTrace, async (c) => {
  const edition = await findEdition(c)
  if (edition) return showCampaign(c, edition)
  const withdrawn = await withdrawnPage(c, campaignKind, c.req.param('slug'))
  if (!withdrawn) throw new NotFound('campaign')
  return withdrawn
})

campaignRoutes.get('/campaigns/:slug/support', may(anyone), cachedPage, async (c) =>
  showSupport(c, await theEdition(c)),
)

campaignRoutes.post('/campaigns/:slug/support', may(anyone), async (c) => {
  const edition = await theEdition(c)
  const form = await readForm(c, JoinForm)
  const { services } = c.var
  // Over: nobody looks after requests any more.
  if (timeOf(edition.content, ukDate(services.clock.now())) === 'past')
    throw new NotFound('coalition')
  if (!form.ok) return showSupport(c, edition, form)
  const thanks = `${campaignPaths.support(edition.publication.slug)}?asked=yes`
  // A machine that fills every field is thanked and forgotten.
  if (isTrapped(form)) return c.redirect(thanks, 303)
  const asked = await askToJoin(services, edition.publication.id, form.value, clientNetwork(c))
  if (asked.ok) return c.redirect(thanks, 303)
  const sentence = `Too many requests came from your network. Try again in ${asked.minutes} minutes.`
  return showSupport(c, edition, withError(form, 'form', sentence))
})

campaignRoutes.get(
  '/campaigns/:slug/support/texts/:number{[0-9]{1,3}}',
  may(anyone),
  cachedPage,
  async (c) => {
    const { content, publication } = await theEdition(c)
    const number = Number(c.req.param('number'))
    const material = content.materials[number - 1]
    if (!material) throw new NotFound('text')
    const references = await routeReferences(c.var.database, c.var.services.clock.now())
    c.header('Content-Disposition', `attachment; filename="${publication.slug}-${number}.txt"`)
    return c.text(`${materialText(material.text, references)}\n`)
  },
)

for (const audience of ['young-people', 'parents', 'carers'] satisfies Audience[]) {
  campaignRoutes.get(
    `/campaigns/:slug/${audience}`,
    may(anyone),
    cachedPage,
    leavesNoTrace,
    async (c) => showAudience(c, await theEdition(c), audience),
  )
}

campaignRoutes.get('/campaigns/:slug/practitioners', may(anyone), cachedPage, async (c) =>
  showAudience(c, await theEdition(c), 'practitioners'),
)

function findEdition(c: AppContext): Promise<Edition<CampaignContent> | null> {
  return findPublished(c.var.database, campaignKind, c.req.param('slug') ?? '')
}

async function theEdition(c: AppContext): Promise<Edition<CampaignContent>> {
  const edition = await findEdition(c)
  if (!edition) throw new NotFound('campaign')
  return edition
}
