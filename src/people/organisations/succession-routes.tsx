import { Hono } from 'hono'
import { may } from '../../platform/access.ts'
import { checkForm, readForm, withError, type FormState } from '../../platform/forms.ts'
import { todayOf, type AppContext, type AppEnv } from '../../platform/web.ts'
import { namesText } from '../../ui/counts-and-lists.ts'
import { formatDate } from '../../ui/dates.ts'
import { answerForm } from '../../ui/form-answer.ts'
import { formWith } from '../../ui/form.tsx'
import { renderPage } from '../../ui/layout.tsx'
import { managePeople } from '../people-access.ts'
import { organisationPaths } from '../people-paths.ts'
import { siteOf } from '../site.ts'
import { organisationOf } from './organisation-of.ts'
import { searchOrganisations } from './organisation-picker-queries.ts'
import {
  findOrganisationsById,
  nameOrganisations,
  type Organisation,
} from './organisation-queries.ts'
import { SuccessionForm, partField, readParts } from './succession-forms.ts'
import { SuccessionPage, type Involved } from './succession-pages.tsx'
import { SuccessionPreviewPage } from './succession-preview-page.tsx'
import {
  endOrganisations,
  previewSuccession,
  refuseSuccession,
  reopenOrganisation,
  type Ending,
  type SuccessionRefusal,
} from './successions.ts'

/** Organisations end: closures, mergers, splits and changes of legal form. */
export const successionRoutes = new Hono<AppEnv>()

successionRoutes.get('/manage/organisations/:id/closure', may(managePeople), async (c) =>
  showForm(c, await organisationOf(c), formWith({ on: todayOf(c) })),
)

successionRoutes.post('/manage/organisations/:id/closure', may(managePeople), async (c) => {
  const organisation = await organisationOf(c)
  const form = await readForm(c, SuccessionForm)
  const step = form.values['step']
  // Looking for others is no mistake, whatever is still missing.
  if (step === 'find') return showForm(c, organisation, { values: form.values, errors: [] })
  if (!form.ok) return showForm(c, organisation, form)
  const ending = await endingOf(c, organisation, form.values)
  if (!ending) return showForm(c, organisation, withError(form, 'parts', unknownOne))
  const refusal = await refuseSuccession(c.var.database, ending, todayOf(c))
  if (refusal) return showForm(c, organisation, refuse(form, refusal), knownIn(refusal))
  if (step !== 'do') return showPreview(c, organisation, form, ending)
  const result = await endOrganisations(c.var.services, ending, c.var.person!)
  if (!result.ok) return showForm(c, organisation, refuse(form, result), knownIn(result))
  const done = ending.on > todayOf(c) ? 'planned' : 'closed'
  return c.redirect(`${organisationPaths.show(organisation.id)}?done=${done}`, 303)
})

successionRoutes.post('/manage/organisations/:id/reopening', may(managePeople), async (c) => {
  const organisation = await organisationOf(c)
  const done = await reopenOrganisation(c.var.services, organisation.id, c.var.person!)
  return c.redirect(`${organisationPaths.show(organisation.id)}?done=${done}`, 303)
})

const unknownOne = 'One of these is not in the register any more. Choose again'

async function endingOf(
  c: AppContext,
  organisation: Organisation,
  values: FormState['values'],
): Promise<Ending | null> {
  const checked = checkForm(values, SuccessionForm)
  if (!checked.ok) return null
  const { kind, on, newName, newLegalForm, newCode } = checked.value
  const parts = readParts(values)
  const from = [organisation.id, ...parts.from.filter((id) => id !== organisation.id)]
  const to = parts.to
  const known = await nameOrganisations(c.var.database, [...from, ...to], todayOf(c))
  if (known.size < new Set([...from, ...to]).size) return null
  const newcomer = newName ? { name: newName, legalForm: newLegalForm, code: newCode } : null
  return { kind, on, from, to, newcomer }
}

async function showForm(
  c: AppContext,
  organisation: Organisation,
  form: FormState,
  known?: string,
): Promise<Response> {
  const page = (
    <SuccessionPage
      site={await siteOf(c)}
      organisation={organisation}
      form={form}
      involved={await involvedIn(c, organisation, form)}
      known={known}
    />
  )
  return answerForm(c, page, form)
}

async function showPreview(
  c: AppContext,
  organisation: Organisation,
  form: FormState,
  ending: Ending,
): Promise<Response> {
  const { database } = c.var
  const today = todayOf(c)
  const page = (
    <SuccessionPreviewPage
      site={await siteOf(c)}
      organisation={organisation}
      form={form}
      ending={ending}
      names={await nameOrganisations(database, [...ending.from, ...ending.to], today)}
      preview={await previewSuccession(database, ending, today)}
      today={today}
    />
  )
  return c.html(renderPage(page))
}

// Those that were chosen, and what the search finds beside them.
async function involvedIn(
  c: AppContext,
  organisation: Organisation,
  form: FormState,
): Promise<Involved[]> {
  const { database } = c.var
  const today = todayOf(c)
  const { from, to } = readParts(form.values)
  const words = String(form.values['find'] ?? '')
  const { found } = await searchOrganisations(database, words, today, { withPlanned: true })
  const chosen = await findOrganisationsById(database, today, [...from, ...to])
  const all = new Map(
    [...chosen.map((one) => ({ ...one, sector: one.sector.name })), ...found]
      .filter(({ id }) => id !== organisation.id)
      .map((one) => [one.id, one]),
  )
  return [...all.values()].map(({ id, name, sector, place, postcode }) => ({
    id,
    name,
    detail: [sector, place, postcode].filter(Boolean).join(', '),
    part: partOf(form, id),
  }))
}

function partOf(form: FormState, id: string): Involved['part'] {
  const part = form.values[partField(id)]
  return part === 'from' || part === 'to' ? part : ''
}

const knownIn = (refusal: SuccessionRefusal): string | undefined =>
  'id' in refusal ? refusal.id : undefined

function refuse(form: FormState, refusal: SuccessionRefusal): FormState {
  switch (refusal.reason) {
    case 'closed':
      return withError(
        form,
        'on',
        `${refusal.name} is closed from ${formatDate(refusal.on)} already`,
      )
    case 'host':
      return withError(
        form,
        'form',
        `${refusal.name} runs this register, so it cannot be closed here`,
      )
    case 'not-listed':
      return withError(form, 'parts', `${refusal.name} is not a listed organisation`)
    case 'too-early':
      return withError(
        form,
        'on',
        `The day cannot be before ${formatDate(refusal.openedOn)}, when ${refusal.name} opened`,
      )
    case 'took-over':
      return withError(
        form,
        'on',
        `The day must be after ${formatDate(refusal.on)}, when ${refusal.name} took over ${namesText(refusal.over)}. If that was a mistake, open that one again first`,
      )
    case 'will-take-over':
      return withError(
        form,
        'on',
        `${refusal.name} takes over ${namesText(refusal.over)} on ${formatDate(refusal.on)}. Choose a later day, or take that plan back first`,
      )
    case 'successor-closed':
      return withError(
        form,
        'parts',
        `${refusal.name} is closed from ${formatDate(refusal.on)}. Choose one that is open on the day`,
      )
    case 'successor-not-open-yet':
      return withError(
        form,
        'parts',
        `${refusal.name} opens on ${formatDate(refusal.openedOn)} only. Choose one that is open on the day`,
      )
    case 'both-sides':
      return withError(form, 'parts', `${refusal.name} cannot follow itself`)
    case 'none-follows':
      return withError(form, 'parts', 'Find and choose who follows, or add the new one below')
    case 'somebody-follows':
      return withError(
        form,
        'kind',
        'You chose who follows, so it did not only close. Say what happened',
      )
    case 'one-follows':
      return withError(form, 'parts', 'Choose one that follows. Where several do, it was split')
    case 'one-ends':
      return withError(form, 'parts', 'Others can end with it only where they become part of one')
    case 'several-follow':
      return withError(form, 'parts', 'Choose at least two that follow')
    case 'newcomer-known':
      return withError(form, 'newName', 'There is an organisation with this name already')
    case 'newcomer-code-taken':
      return withError(form, 'newCode', 'Another organisation has this code')
  }
}
