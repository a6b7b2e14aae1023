import { Hono } from 'hono'
import { z } from 'zod'
import { listRoutes, routesToCheck } from '../concerns/concerns.ts'
import { siteOf } from '../people/people.ts'
import { may } from '../platform/access.ts'
import { ukDate } from '../platform/clock.ts'
import { Conflict, NotFound } from '../platform/errors.ts'
import { emptyForm, readForm, type FormState } from '../platform/forms.ts'
import { actOf, type AppContext, type AppEnv } from '../platform/web.ts'
import {
  answerDraftForm,
  draftOf,
  type DraftAnswer,
  checksOf,
  createDraft,
  findLatest,
  listLatest,
} from '../publishing/publishing.ts'
import { renderPage } from '../ui/layout.tsx'
import { newCampaign } from './campaign-content.ts'
import {
  campaignFormOf,
  CampaignForm,
  campaignRowBlanks,
  NewCampaignForm,
} from './campaign-forms.ts'
import { campaignKind, writeCampaigns } from './campaign-kind.ts'
import { campaignPaths } from './campaign-paths.ts'
import { campaignReadiness } from './campaign-readiness.ts'
import { countWaiting, findMember, listMembers } from './coalition-queries.ts'
import { decideOnMember } from './coalition.ts'
import { EditCampaignPage } from './edit-campaign-page.tsx'
import { CoalitionPage, ManageCampaignsPage, NewCampaignPage } from './manage-campaign-pages.tsx'

/** Where campaigns are planned and written. Review and publication are those of every publication. */
export const manageCampaignRoutes = new Hono<AppEnv>()

manageCampaignRoutes.get('/manage/campaigns', may(writeCampaigns), async (c) => {
  const { database } = c.var
  const page = (
    <ManageCampaignsPage
      site={await siteOf(c)}
      editions={await listLatest(database, campaignKind)}
      waiting={await countWaiting(database)}
      today={ukDate(actOf(c).now)}
    />
  )
  return c.html(renderPage(page))
})

manageCampaignRoutes.get('/manage/campaigns/new', may(writeCampaigns), async (c) =>
  c.html(renderPage(<NewCampaignPage site={await siteOf(c)} form={emptyForm} />)),
)

manageCampaignRoutes.post('/manage/campaigns/new', may(writeCampaigns), async (c) => {
  const form = await readForm(c, NewCampaignForm)
  if (!form.ok)
    return c.html(renderPage(<NewCampaignPage site={await siteOf(c)} form={form} />), 422)
  const draft = { ...form.value, content: newCampaign() }
  const { id } = await createDraft(c.var.database, campaignKind, draft, actOf(c))
  return c.redirect(campaignPaths.edit(id), 303)
})

manageCampaignRoutes.get('/manage/campaigns/:id', may(writeCampaigns), async (c) => {
  const edition = await findLatest(c.var.database, campaignKind, c.req.param('id'))
  if (!edition) throw new NotFound('campaign')
  const success = c.req.query('saved') ? `Saved as version ${edition.version}.` : undefined
  return showEditor(c, campaignFormOf(edition), { success })
})

manageCampaignRoutes.post('/manage/campaigns/:id', may(writeCampaigns), async (c) =>
  answerDraftForm(c, campaignKind, {
    schema: CampaignForm,
    blanks: campaignRowBlanks,
    path: campaignPaths.edit,
    routesToCheck,
    show: (form, answer) => showEditor(c, form, answer),
  }),
)

manageCampaignRoutes.get('/manage/campaigns/:id/coalition', may(writeCampaigns), async (c) => {
  const edition = await findLatest(c.var.database, campaignKind, c.req.param('id'))
  if (!edition) throw new NotFound('campaign')
  const { id } = edition.publication
  const done = c.req.query('done') ?? ''
  const page = (
    <CoalitionPage
      site={await siteOf(c)}
      campaign={{ id, title: edition.title }}
      members={await listMembers(c.var.database, id)}
      success={Object.hasOwn(doneWords, done) ? doneWords[done as Decision] : undefined}
    />
  )
  return c.html(renderPage(page))
})

manageCampaignRoutes.post(
  '/manage/campaigns/:id/coalition/:member',
  may(writeCampaigns),
  async (c) => {
    const member = await findMember(c.var.database, c.req.param('member'))
    const form = await readForm(c, z.object({ decision: z.enum(decisions) }))
    if (!member || member.campaignId !== c.req.param('id') || !form.ok)
      throw new NotFound('coalition member')
    const { decision } = form.value
    const decided = await decideOnMember(c.var.database, member.id, decision, actOf(c))
    if (!decided.ok) throw new Conflict('Somebody else has decided on this organisation meanwhile.')
    return c.redirect(`${campaignPaths.coalition(member.campaignId)}?done=${decision}`, 303)
  },
)

const decisions = ['listed', 'declined', 'left'] as const
type Decision = (typeof decisions)[number]
const doneWords: Record<Decision, string> = {
  listed: 'It is now shown as a supporter.',
  declined: 'Declined. Who wrote has been deleted.',
  left: 'It is no longer shown. Who wrote has been deleted.',
}

async function showEditor(
  c: AppContext,
  form: FormState,
  answer: DraftAnswer & { success?: string | undefined },
): Promise<Response> {
  const { database } = c.var
  const { now } = actOf(c)
  const { status, edition } = await draftOf(c, campaignKind)
  const routes = await routesToCheck(database)
  const page = (
    <EditCampaignPage
      site={await siteOf(c)}
      status={status}
      form={form}
      routes={await listRoutes(database, ukDate(now))}
      readiness={campaignReadiness(edition)}
      checks={await checksOf(database, campaignKind, edition, { now, routes })}
      waiting={(await countWaiting(database)).get(status.publication.id) ?? 0}
      conflict={answer.conflict}
      success={answer.success}
    />
  )
  return c.html(renderPage(page), answer.code ?? 200)
}
