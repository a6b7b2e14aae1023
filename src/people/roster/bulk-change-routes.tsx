import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { may } from '../../platform/access.ts'
import { NotFound } from '../../platform/errors.ts'
import { checkForm, readForm, withError, type FormState } from '../../platform/forms.ts'
import { todayOf, type AppContext, type AppEnv } from '../../platform/web.ts'
import { formWith } from '../../ui/form.tsx'
import { answerForm } from '../../ui/form-answer.ts'
import { renderPage } from '../../ui/layout.tsx'
import { freshProof } from '../account/fresh-proof.ts'
import { formAfterSearch, pickOrganisation } from '../organisations/organisation-pick.ts'
import type { FoundOrganisation } from '../organisations/organisation-picker-queries.ts'
import { findChosenOrganisations } from '../organisations/organisation-picker-queries.ts'
import { managePeople } from '../people-access.ts'
import { rosterPaths } from '../people-paths.ts'
import { siteOf } from '../site.ts'
import { AgreementForm, BulkChangeForm, MoveForm } from './bulk-change-forms.ts'
import { doneText, MovePage, PreviewPage, SelectionPage } from './bulk-change-pages.tsx'
import { changeTogether, previewChange, type BulkChange } from './bulk-changes.ts'
import { sendPeople } from './people-export.ts'
import { selectionOf } from './people-selections.ts'
import { findChange } from './people-selection-queries.ts'

export const bulkChangeRoutes = new Hono<AppEnv>()

bulkChangeRoutes.get('/manage/people/selections/:id', may(managePeople), async (c) => {
  const selection = await chosen(c)
  const change = await doneBefore(c, c.req.query('done'))
  const success = change ? doneText(change.action, change.people) : undefined
  return c.html(
    renderPage(<SelectionPage site={await siteOf(c)} selection={selection} success={success} />),
  )
})

bulkChangeRoutes.get(
  '/manage/people/selections/:id/people.csv',
  may(managePeople),
  freshProof((c) => rosterPaths.selection(c.req.param('id')!)),
  async (c) => sendPeople(c, (await chosen(c)).personIds, { chosen: 'ticked' }),
)

bulkChangeRoutes.get(
  '/manage/people/selections/:id/:action',
  may(managePeople),
  freshProof(),
  async (c) => {
    const action = c.req.param('action')
    const { id, personIds, people } = await chosen(c)
    const form = checkForm({ ...c.req.query(), action }, BulkChangeForm)
    if (form.ok) return previewPage(c, { id, personIds }, form.value)
    if (action !== 'move') throw new NotFound('there is no such action')
    const today = formWith({ from: todayOf(c) })
    return movePage(c, { id, people }, today, [])
  },
)

bulkChangeRoutes.post('/manage/people/selections/:id/move', may(managePeople), async (c) => {
  const selection = await chosen(c)
  const form = await readForm(c, MoveForm)
  const pick = await pickOrganisation(c.var.database, form.values, todayOf(c))
  if (!pick.ok) return movePage(c, selection, formAfterSearch(form, pick), pick.found)
  const found = [pick.organisation]
  if (!form.ok) return movePage(c, selection, form, found)
  const from = form.value.from || todayOf(c)
  if (from > todayOf(c))
    return movePage(c, selection, withError(form, 'from', 'Enter today or a day before'), found)
  const query = new URLSearchParams({ organisationId: pick.organisation.id, from })
  return c.redirect(`${rosterPaths.change(selection.id, 'move')}?${query}`, 303)
})

bulkChangeRoutes.post(
  '/manage/people/selections/:id/changes',
  may(managePeople),
  freshProof((c) => rosterPaths.selection(c.req.param('id')!)),
  async (c) => {
    const { id, personIds } = await chosen(c)
    const form = await readForm(c, BulkChangeForm)
    const agreed = AgreementForm.safeParse(form.values)
    if (!form.ok || !agreed.success) return c.redirect(rosterPaths.selection(id), 303)
    await refuseImpossible(c, form.value)
    const { services, person } = c.var
    const result = await changeTogether(services, personIds, form.value, agreed.data, person!)
    if (result.ok)
      return c.redirect(`${rosterPaths.selection(id)}?done=${agreed.data.changeId}`, 303)
    return previewPage(c, { id, personIds }, form.value, {
      hasChanged: result.reason === 'changed',
    })
  },
)

function chosen(c: AppContext) {
  return selectionOf(c.var.services, c.req.param('id') ?? '', c.var.person!.id)
}

async function doneBefore(c: AppContext, changeId: string | undefined) {
  if (!changeId || !/^[0-9a-f-]{36}$/i.test(changeId)) return null
  return findChange(c.var.database, changeId, c.var.person!.id)
}

async function previewPage(
  c: AppContext,
  selection: { id: string; personIds: string[] },
  change: BulkChange,
  { hasChanged }: { hasChanged: boolean } = { hasChanged: false },
): Promise<Response> {
  const organisationName = await refuseImpossible(c, change)
  const preview = await previewChange(c.var.services, selection.personIds, change, c.var.person!)
  return c.html(
    renderPage(
      <PreviewPage
        site={await siteOf(c)}
        selectionId={selection.id}
        change={change}
        organisationName={organisationName}
        preview={preview}
        changeId={randomUUID()}
        hasChanged={hasChanged}
      />,
    ),
    hasChanged ? 422 : 200,
  )
}

/** Nobody is moved to an organisation that is not open, or on a day to come. Gives its name. */
async function refuseImpossible(c: AppContext, change: BulkChange): Promise<string | undefined> {
  if (change.action !== 'move') return undefined
  const today = todayOf(c)
  const [organisation] = await findChosenOrganisations(c.var.database, change.organisationId, today)
  if (!organisation || organisation.id !== change.organisationId || organisation.closedOn)
    throw new NotFound('there is no such open organisation')
  if (change.from > today) throw new NotFound('that day is to come')
  return organisation.name
}

async function movePage(
  c: AppContext,
  selection: { id: string; people: number },
  form: FormState,
  found: readonly FoundOrganisation[],
): Promise<Response> {
  const site = await siteOf(c)
  const page = <MovePage site={site} selection={selection} form={form} found={found} />
  return answerForm(c, page, form)
}
