import { Hono } from 'hono'
import { may } from '../platform/access.ts'
import { audit } from '../platform/audit.ts'
import { ukDate } from '../platform/clock.ts'
import { NotFound } from '../platform/errors.ts'
import { emptyForm, readBody, readForm, withError, type FormState } from '../platform/forms.ts'
import { encodingOf } from '../platform/text-encoding.ts'
import type { AppContext, AppEnv } from '../platform/web.ts'
import { freshProof, siteOf } from '../people/people.ts'
import { counted } from '../ui/counts-and-lists.ts'
import { answerForm } from '../ui/form-answer.ts'
import { renderPage } from '../ui/layout.tsx'
import { addSubscribers, checkAddition, findAddition } from './additions.ts'
import { manageSubscribers } from './bulletin-access.ts'
import { bulletinPaths } from './bulletin-paths.ts'
import { additionLimits, subscribersAsCsv } from './subscriber-csv.ts'
import {
  allSubscribers,
  countSubscribers,
  findSubscriber,
  searchSubscribers,
} from './subscriber-list-queries.ts'
import {
  AddSubscribersPage,
  AdditionPage,
  SubscriberPage,
  SubscribersPage,
} from './subscriber-pages.tsx'
import { AdditionForm } from './subscription-forms.ts'
import { removeSubscriber } from './subscriptions.ts'

/** Who gets the bulletin, for the business unit. */
export const subscriberRoutes = new Hono<AppEnv>()

subscriberRoutes.get('/manage/subscribers', may(manageSubscribers), async (c) => {
  const { database, services } = c.var
  const search = {
    words: (c.req.query('q') ?? '').slice(0, 200),
    page: Math.min(Math.max(Math.trunc(Number(c.req.query('page'))) || 1, 1), 100_000),
  }
  const page = (
    <SubscribersPage
      site={await siteOf(c)}
      search={search}
      found={await searchSubscribers(database, search)}
      counts={await countSubscribers(database, services.clock.now())}
      success={done(c)}
    />
  )
  return c.html(renderPage(page))
})

subscriberRoutes.get(
  '/manage/subscribers/export',
  may(manageSubscribers),
  freshProof(() => bulletinPaths.subscribers),
  async (c) => {
    const { database, services } = c.var
    const rows = (await allSubscribers(database)).map((row) => ({
      ...row,
      since: ukDate(row.since),
      basis: row.basis ?? '',
    }))
    await audit(database, {
      action: 'subscribers.exported',
      by: c.var.person!.id,
      subject: { kind: 'subscriber', id: null },
      details: { count: rows.length },
    })
    const name = `subscribers-${ukDate(services.clock.now())}.csv`
    c.header('Content-Disposition', `attachment; filename="${name}"`)
    c.header('Content-Type', 'text/csv; charset=utf-8')
    return c.body(subscribersAsCsv(rows))
  },
)

subscriberRoutes.get('/manage/subscribers/add', may(manageSubscribers), async (c) =>
  showAdd(c, emptyForm),
)

subscriberRoutes.post('/manage/subscribers/add', may(manageSubscribers), async (c) => {
  const { database, services } = c.var
  const form = await readForm(c, AdditionForm)
  if (!form.ok) return showAdd(c, form)
  if (form.value.collectedOn > ukDate(services.clock.now()))
    return showAdd(c, withError(form, 'collectedOn', 'The date must be today or in the past'))
  const text = form.value.text.trim() || (await fileText(c))
  if (text.trim() === '')
    return showAdd(c, withError(form, 'text', 'Paste the list, or choose a CSV file'))
  if (text.split('\n').length > additionLimits.lines)
    return showAdd(c, withError(form, 'text', 'The list must have 50,000 lines or fewer'))
  const list = { ...form.value, text }
  const id = await checkAddition(database, list, c.var.person!.id, services.clock.now())
  return c.redirect(bulletinPaths.addition(id), 303)
})

subscriberRoutes.get('/manage/subscribers/add/:id', may(manageSubscribers), async (c) => {
  const addition = await findAddition(c.var.database, c.req.param('id'))
  if (!addition) throw new NotFound('addition')
  if (addition.addedAt) return c.redirect(bulletinPaths.subscribers, 303)
  return c.html(renderPage(<AdditionPage site={await siteOf(c)} addition={addition} />))
})

subscriberRoutes.post('/manage/subscribers/add/:id', may(manageSubscribers), async (c) => {
  const { database, services } = c.var
  const id = c.req.param('id')
  const { added } = await addSubscribers(database, id, c.var.person!.id, services.clock.now())
  return c.redirect(`${bulletinPaths.subscribers}?added=${added}`, 303)
})

subscriberRoutes.get('/manage/subscribers/:id', may(manageSubscribers), async (c) => {
  const found = await findSubscriber(c.var.database, c.req.param('id'))
  if (!found) throw new NotFound('subscriber')
  return c.html(renderPage(<SubscriberPage site={await siteOf(c)} {...found} />))
})

subscriberRoutes.post('/manage/subscribers/:id/removal', may(manageSubscribers), async (c) => {
  const { database, services } = c.var
  await removeSubscriber(database, c.req.param('id'), c.var.person!.id, services.clock.now())
  return c.redirect(`${bulletinPaths.subscribers}?removed=1`, 303)
})

async function showAdd(c: AppContext, form: FormState): Promise<Response> {
  const page = <AddSubscribersPage site={await siteOf(c)} form={form} />
  return answerForm(c, page, form)
}

async function fileText(c: AppContext): Promise<string> {
  const { file } = await readBody(c)
  if (!(file instanceof File)) return ''
  const bytes = new Uint8Array(await file.arrayBuffer())
  return new TextDecoder(await encodingOf([bytes])).decode(bytes)
}

function done(c: AppContext): string | undefined {
  const added = c.req.query('added')
  if (added !== undefined && /^\d{1,6}$/.test(added))
    return `${counted(Number(added), 'subscriber')} added.`
  return c.req.query('removed') ? 'Removed. Name and address are erased.' : undefined
}
