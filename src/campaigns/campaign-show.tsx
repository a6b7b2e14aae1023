import {
  reportingRouteResolver,
  listRoutes,
  routeReferences,
  viewRoutes,
} from '../concerns/concerns.ts'
import { siteOf } from '../people/people.ts'
import { ukDate } from '../platform/clock.ts'
import { NotFound } from '../platform/errors.ts'
import { emptyForm, type FormState } from '../platform/forms.ts'
import type { AppContext } from '../platform/web.ts'
import { pictureResolver, type Edition } from '../publishing/publishing.ts'
import { answerForm } from '../ui/form-answer.ts'
import { renderPage } from '../ui/layout.tsx'
import { AudiencePage } from './audience-page.tsx'
import {
  audiences,
  audienceTextOf,
  type Audience,
  type CampaignContent,
} from './campaign-content.ts'
import { CampaignPage } from './campaign-page.tsx'
import { campaignPaths } from './campaign-paths.ts'
import { viewCampaign, type CampaignView } from './campaign-view.ts'
import { listSupporters } from './coalition-queries.ts'
import { SupportPage } from './support-page.tsx'

type CampaignEdition = Edition<CampaignContent>

/** The page of a campaign. */
export async function showCampaign(c: AppContext, edition: CampaignEdition): Promise<Response> {
  const view = await viewOf(c, edition, false)
  return c.html(renderPage(<CampaignPage site={await siteOf(c)} view={view} />))
}

/** Throws NotFound where nothing is written for the audience. */
export async function showAudience(
  c: AppContext,
  edition: CampaignEdition,
  audience: Audience,
  options: { isPreview?: boolean } = {},
): Promise<Response> {
  const text = audienceTextOf(edition.content, audience)
  if (!text) throw new NotFound('audience')
  const view = await viewOf(c, edition, options.isPreview ?? false)
  return c.html(renderPage(<AudiencePage site={await siteOf(c)} view={view} text={text} />))
}

/** The page on supporting a campaign, with the form of a request where one was refused. */
export async function showSupport(
  c: AppContext,
  edition: CampaignEdition,
  form: FormState = emptyForm,
): Promise<Response> {
  const view = await viewOf(c, edition, false)
  const hasAsked = c.req.query('asked') === 'yes'
  const page = <SupportPage site={await siteOf(c)} view={view} form={form} hasAsked={hasAsked} />
  return answerForm(c, page, form)
}

/** Any edition as the public would read it; `?part=` says which of its pages. */
export async function previewCampaign(c: AppContext, edition: CampaignEdition): Promise<Response> {
  const part = c.req.query('part')
  const audience = audiences.find((one) => one === part)
  if (audience) return showAudience(c, edition, audience, { isPreview: true })
  const view = await viewOf(c, edition, true)
  const site = await siteOf(c)
  return c.html(
    renderPage(
      part === 'support' ? (
        <SupportPage site={site} view={view} form={emptyForm} hasAsked={false} />
      ) : (
        <CampaignPage site={site} view={view} />
      ),
    ),
  )
}

async function viewOf(
  c: AppContext,
  edition: CampaignEdition,
  isPreview: boolean,
): Promise<CampaignView> {
  const { database, services } = c.var
  const now = services.clock.now()
  const { slug, id } = edition.publication
  return viewCampaign(edition, {
    today: ukDate(now),
    supporters: await listSupporters(database, id),
    references: {
      reportingRoute: await reportingRouteResolver(database, now),
      file: await pictureResolver(database, edition.content),
    },
    routes: viewRoutes(await listRoutes(database, ukDate(now)), now),
    routeReferences: await routeReferences(database, now),
    paths: isPreview
      ? {
          show: c.req.path,
          audience: (audience) => `${c.req.path}?part=${audience}`,
          support: `${c.req.path}?part=support`,
        }
      : {
          show: campaignPaths.show(slug),
          audience: (audience) => campaignPaths.audience(slug, audience),
          support: campaignPaths.support(slug),
        },
    isPreview,
  })
}
