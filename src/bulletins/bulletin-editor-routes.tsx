import { Hono } from 'hono'
import { may } from '../platform/access.ts'
import { NotFound } from '../platform/errors.ts'
import { readForm, withError, type FormState } from '../platform/forms.ts'
import type { AppContext, AppEnv } from '../platform/web.ts'
import { listRoutes, routesToCheck } from '../concerns/concerns.ts'
import { siteOf } from '../people/people.ts'
import { namesByKey } from '../publishing/compared-words.ts'
import {
  checksOf,
  findEditConflict,
  findLatest,
  findPublicationStatus,
  hasNewerDraft,
  listLatest,
  stateOf,
  type Act,
  type EditConflict,
  type Edition,
} from '../publishing/publishing.ts'
import { formWith, hasErrors } from '../ui/form.tsx'
import { renderPage } from '../ui/layout.tsx'
import { ukDate } from '../platform/clock.ts'
import { editBulletins } from './bulletin-access.ts'
import { newItem, placeOf, type BulletinContent, type BulletinItem } from './bulletin-content.ts'
import {
  createBulletin,
  isFull,
  moveItem,
  removeItem,
  saveDetails,
  saveItem,
  type Collision,
} from './bulletin-editing.ts'
import { EditBulletinPage } from './bulletin-editor-pages.tsx'
import {
  DetailsForm,
  detailsForm,
  ItemForm,
  itemForm,
  NewBulletinForm,
  PlaceForm,
  SenderForm,
} from './bulletin-forms.ts'
import { DetailsPage, ItemPage } from './bulletin-item-pages.tsx'
import { bulletinKind } from './bulletin-kind.tsx'
import { BulletinListPage, NewBulletinPage, SenderPage } from './bulletin-list-pages.tsx'
import { prepareBulletin } from './bulletin-mail.ts'
import { bulletinPaths } from './bulletin-paths.ts'
import { findLinkedPages, listLinkablePages } from './linked-pages.ts'
import { latestMailings } from './mailing-queries.ts'
import { findSender, updateSender } from './sender-queries.ts'

/** Where bulletins are written. */
export const bulletinEditorRoutes = new Hono<AppEnv>()

const oneBulletin = '/manage/bulletins/:id{[0-9a-f-]{36}}'

bulletinEditorRoutes.get('/manage/bulletins', may(editBulletins), async (c) => {
  const { database, services } = c.var
  const today = ukDate(services.clock.now())
  const mailings = await latestMailings(database)
  const bulletins = (await listLatest(database, bulletinKind)).map((edition) => ({
    edition,
    status: {
      state: stateOf(edition.publication, today),
      draft: edition.publication.scheduled_for
        ? ('scheduled' as const)
        : edition.publication.draft_state,
      newerDraft: hasNewerDraft(edition.publication),
    },
    mailing: mailings.find(({ publicationId }) => publicationId === edition.publication.id) ?? null,
  }))
  bulletins.sort((one, other) =>
    other.edition.content.month.localeCompare(one.edition.content.month),
  )
  return c.html(renderPage(<BulletinListPage site={await siteOf(c)} bulletins={bulletins} />))
})

bulletinEditorRoutes.get('/manage/bulletins/new', may(editBulletins), async (c) => {
  const [year, month] = ukDate(c.var.services.clock.now()).split('-')
  const form = formWith({ 'month-month': Number(month), 'month-year': year })
  return c.html(renderPage(<NewBulletinPage site={await siteOf(c)} form={form} />))
})

bulletinEditorRoutes.post('/manage/bulletins/new', may(editBulletins), async (c) => {
  const form = await readForm(c, NewBulletinForm)
  if (!form.ok)
    return c.html(renderPage(<NewBulletinPage site={await siteOf(c)} form={form} />), 422)
  const { id } = await createBulletin(c.var.database, form.value, actOf(c))
  return c.redirect(bulletinPaths.edit(id), 303)
})

bulletinEditorRoutes.get('/manage/bulletins/sender', may(editBulletins), async (c) => {
  return showSender(c, formWith(await findSender(c.var.database)))
})

bulletinEditorRoutes.post('/manage/bulletins/sender', may(editBulletins), async (c) => {
  const form = await readForm(c, SenderForm)
  if (!form.ok) return showSender(c, form)
  await updateSender(c.var.database, form.value)
  return c.redirect(`${bulletinPaths.sender}?done=sender`, 303)
})

bulletinEditorRoutes.get(oneBulletin, may(editBulletins), async (c) => {
  const { database, services } = c.var
  const edition = await latestOf(c)
  const { id } = edition.publication
  const status = await findPublicationStatus(database, bulletinKind, id, {
    personId: c.var.person!.id,
    now: services.clock.now(),
  })
  const mailings = await latestMailings(database)
  const page = (
    <EditBulletinPage
      site={await siteOf(c)}
      status={status!}
      edition={edition}
      linked={await findLinkedPages(database, [edition.content])}
      routeNames={namesByKey(await routesToCheck(database))}
      checks={await checksFor(c, edition)}
      readiness={(await prepareBulletin(services, edition)).readiness}
      mailing={mailings.find(({ publicationId }) => publicationId === id) ?? null}
      success={done(c)}
    />
  )
  return c.html(renderPage(page))
})

bulletinEditorRoutes.get(`${oneBulletin}/details`, may(editBulletins), async (c) => {
  const edition = await latestOf(c)
  return showDetails(c, edition, detailsForm(edition))
})

bulletinEditorRoutes.post(`${oneBulletin}/details`, may(editBulletins), async (c) => {
  const edition = await latestOf(c)
  const form = await readForm(c, DetailsForm)
  if (!form.ok) return showDetails(c, edition, form)
  const { basedOn, ...details } = form.value
  const { id } = edition.publication
  const saved = await saveDetails(c.var.database, id, details, basedOn, actOf(c))
  if (saved.ok) return c.redirect(`${bulletinPaths.edit(id)}?done=details`, 303)
  return showDetails(c, edition, form, await conflictOf(c, id, saved))
})

bulletinEditorRoutes.get(`${oneBulletin}/items/new`, may(editBulletins), async (c) => {
  const edition = await latestOf(c)
  return showItem(c, edition, null, formWith({ basedOn: edition.version }))
})

bulletinEditorRoutes.post(`${oneBulletin}/items/new`, may(editBulletins), async (c) => {
  return writeItem(c, await latestOf(c), null)
})

bulletinEditorRoutes.get(`${oneBulletin}/items/:item`, may(editBulletins), async (c) => {
  const edition = await latestOf(c)
  const item = itemOf(edition, c.req.param('item'))
  return showItem(c, edition, item, itemForm(item, edition.version))
})

bulletinEditorRoutes.post(`${oneBulletin}/items/:item`, may(editBulletins), async (c) => {
  const edition = await latestOf(c)
  return writeItem(c, edition, itemOf(edition, c.req.param('item')))
})

bulletinEditorRoutes.post(`${oneBulletin}/items/:item/place`, may(editBulletins), async (c) => {
  const form = await readForm(c, PlaceForm)
  if (!form.ok) throw new NotFound('direction')
  const [id, itemId] = [c.req.param('id'), c.req.param('item')]
  await moveItem(c.var.database, id, itemId, form.value.direction, actOf(c))
  return c.redirect(`${bulletinPaths.edit(id)}#item-${itemId}`, 303)
})

bulletinEditorRoutes.post(`${oneBulletin}/items/:item/removal`, may(editBulletins), async (c) => {
  const [id, itemId] = [c.req.param('id'), c.req.param('item')]
  await removeItem(c.var.database, id, itemId, actOf(c))
  return c.redirect(`${bulletinPaths.edit(id)}?done=removed`, 303)
})

type BulletinEdition = Edition<BulletinContent>

async function latestOf(c: AppContext): Promise<BulletinEdition> {
  const edition = await findLatest(c.var.database, bulletinKind, c.req.param('id') ?? '')
  if (!edition) throw new NotFound('bulletin')
  return edition
}

function itemOf(edition: BulletinEdition, itemId: string): BulletinItem {
  const item = edition.content.items.find((one) => one.id === itemId)
  if (!item) throw new NotFound('item')
  return item
}

async function writeItem(
  c: AppContext,
  edition: BulletinEdition,
  item: BulletinItem | null,
): Promise<Response> {
  const form = await readForm(c, ItemForm)
  if (!form.ok) return showItem(c, edition, item, form)
  if (!item && isFull(edition.content))
    return showItem(c, edition, item, withError(form, 'form', 'A bulletin holds 30 items at most'))
  const { basedOn, ...written } = form.value
  const { id } = edition.publication
  const next = item ? { ...item, ...written } : newItem(written)
  const saved = await saveItem(c.var.database, id, next, basedOn, actOf(c))
  if (saved.ok) return c.redirect(`${bulletinPaths.edit(id)}?done=item#item-${next.id}`, 303)
  return showItem(c, edition, item, form, await conflictOf(c, id, saved))
}

/** What the other person saved, beside what was typed: a second save is based on theirs. */
async function conflictOf(c: AppContext, id: string, { mine }: Collision): Promise<EditConflict> {
  return findEditConflict(
    c.var.database,
    bulletinKind,
    id,
    mine,
    await routesToCheck(c.var.database),
  )
}

async function showItem(
  c: AppContext,
  edition: BulletinEdition,
  item: BulletinItem | null,
  form: FormState,
  conflict: EditConflict | null = null,
): Promise<Response> {
  const at = item ? edition.content.items.indexOf(item) : -1
  const checks = item
    ? (await checksFor(c, edition)).filter(({ where }) =>
        where.startsWith(`${placeOf(item, at)}, `),
      )
    : []
  const page = (
    <ItemPage
      {...await sharedProps(c, edition, form, conflict)}
      itemId={item?.id ?? null}
      importReason={item?.importReason ?? null}
      pages={await listLinkablePages(c.var.database)}
      checks={checks}
    />
  )
  return c.html(renderPage(page), statusOf(form, conflict))
}

async function showDetails(
  c: AppContext,
  edition: BulletinEdition,
  form: FormState,
  conflict: EditConflict | null = null,
): Promise<Response> {
  const checks = (await checksFor(c, edition)).filter(({ where }) => !where.startsWith('Item '))
  const page = <DetailsPage {...await sharedProps(c, edition, form, conflict)} checks={checks} />
  return c.html(renderPage(page), statusOf(form, conflict))
}

async function sharedProps(
  c: AppContext,
  edition: BulletinEdition,
  form: FormState,
  conflict: EditConflict | null,
) {
  const basedOn = conflict ? { basedOn: String(conflict.latest) } : {}
  return {
    site: await siteOf(c),
    bulletin: { id: edition.publication.id, title: edition.title },
    form: { ...form, values: { ...form.values, ...basedOn } },
    conflict,
    routes: await listRoutes(c.var.database, ukDate(c.var.services.clock.now())),
  }
}

function statusOf(form: FormState, conflict: EditConflict | null): 200 | 409 | 422 {
  if (conflict) return 409
  return hasErrors(form) ? 422 : 200
}

async function checksFor(c: AppContext, edition: BulletinEdition) {
  const { database, services } = c.var
  const routes = await routesToCheck(database)
  return checksOf(database, bulletinKind, edition, { now: services.clock.now(), routes })
}

async function showSender(c: AppContext, form: FormState): Promise<Response> {
  const page = <SenderPage site={await siteOf(c)} form={form} success={done(c)} />
  return c.html(renderPage(page), statusOf(form, null))
}

const actOf = (c: AppContext): Act => ({
  by: c.var.person!.id,
  now: c.var.services.clock.now(),
})

const doneWords: Record<string, string> = {
  details: 'The details are saved.',
  imported: 'The drafts are made. Correct them, then ask for a review. Nothing is public yet.',
  item: 'The item is saved.',
  removed: 'The item is removed. It is still in the earlier versions.',
  sender: 'Saved. The next bulletin carries it.',
}

function done(c: AppContext): string | undefined {
  const what = c.req.query('done') ?? ''
  return Object.hasOwn(doneWords, what) ? doneWords[what] : undefined
}
