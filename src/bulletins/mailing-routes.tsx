import { Hono } from 'hono'
import { z } from 'zod'
import { may } from '../platform/access.ts'
import { NotFound } from '../platform/errors.ts'
import { emptyForm, readForm, withError, type FormState } from '../platform/forms.ts'
import { countAttempt } from '../platform/throttle.ts'
import type { AppContext, AppEnv } from '../platform/web.ts'
import { findPeopleById, listWorkspacePeople, siteOf } from '../people/people.ts'
import { findLatest, hasNewerDraft } from '../publishing/publishing.ts'
import { inDarkScheme } from '../ui/email.tsx'
import { answerForm } from '../ui/form-answer.ts'
import { formWith, hasErrors } from '../ui/form.tsx'
import { renderPage } from '../ui/layout.tsx'
import { mailDocument, pageWithMailFrame } from '../platform/mail-frame.ts'
import { editBulletins, sendBulletins } from './bulletin-access.ts'
import { bulletinKind } from './bulletin-kind.tsx'
import { prepareBulletin } from './bulletin-mail.ts'
import { bulletinPaths } from './bulletin-paths.ts'
import { listedAtMost, MailingPage } from './mailing-page.tsx'
import { PreviewPage, SendPage, type PreviewLook } from './mailing-pages.tsx'
import {
  countDeliveries,
  countRecipients,
  findMailing,
  listDeliveries,
  listMailings,
  type Mailing,
} from './mailing-queries.ts'
import { joinSegments } from './mailing-segments.ts'
import { senderOf } from '../platform/mail.ts'
import {
  continueMailing,
  findPublishedById,
  resendToMissed,
  sendTest,
  startMailing,
  stopMailing,
  type SendRefusal,
} from './mailings.ts'

/** Where a bulletin is looked at as a mail, tried, sent and followed. Nothing here acts on GET. */
export const mailingRoutes = new Hono<AppEnv>()

const oneBulletin = '/manage/bulletins/:id{[0-9a-f-]{36}}'
const oneMailing = '/manage/bulletins/mailings/:id{[0-9a-f-]{36}}'

mailingRoutes.get(`${oneBulletin}/preview`, may(editBulletins), async (c) => {
  return showPreview(c, formWith({ to: c.var.person!.id }))
})

mailingRoutes.get(`${oneBulletin}/preview/e-mail`, may(editBulletins), async (c) => {
  const { compiled } = await prepareBulletin(c.var.services, await latestOf(c))
  const html = joinSegments(compiled.html, exampleUrl(c))
  return mailDocument(c, lookOf(c).scheme === 'dark' ? inDarkScheme(html) : html)
})

mailingRoutes.post(`${oneBulletin}/test`, may(editBulletins), async (c) => {
  const form = await readForm(c, z.object({ to: z.uuid('Choose who gets the test') }))
  if (!form.ok) return showPreview(c, form)
  const { database, services } = c.var
  const tester = (await listWorkspacePeople(database)).find(({ id }) => id === form.value.to)
  if (!tester) return showPreview(c, withError(form, 'to', 'Choose who gets the test'))
  const key = `bulletin test ${c.var.person!.id}`
  const limit = { attempts: 20, windowMs: 3600_000 }
  if (!(await countAttempt(database, services.clock, key, limit)).allowed)
    return showPreview(
      c,
      withError(form, 'to', 'You have sent 20 tests in an hour. Try again later'),
    )
  const edition = await latestOf(c)
  const sent = await sendTest(services, edition, tester.email, c.var.person!.id)
  if (!sent.ok)
    return showPreview(c, withError(form, 'to', `The mail server did not take it: ${sent.answer}`))
  return c.redirect(`${bulletinPaths.preview(edition.publication.id)}?done=test`, 303)
})

mailingRoutes.get(`${oneBulletin}/send`, may(sendBulletins), async (c) => showSend(c, emptyForm))

const SendForm = z.object({
  version: z.coerce.number().int(),
  recipients: z.coerce.number().int(),
  whenUnsure: z.enum(['resend', 'hold'], { error: 'Choose what happens if the line breaks' }),
  typed: z.string().trim().min(1, 'Type the number of subscribers'),
})

mailingRoutes.post(`${oneBulletin}/send`, may(sendBulletins), async (c) => {
  const form = await readForm(c, SendForm)
  if (!form.ok) return showSend(c, form)
  const { typed, ...expected } = form.value
  if (Number(typed.replace(/[,\s]/g, '')) !== expected.recipients)
    return showSend(c, withError(form, 'typed', `Type ${expected.recipients} to send it`))
  const begun = await startMailing(c.var.services, c.req.param('id'), expected, c.var.person!.id)
  if (begun.ok) return c.redirect(bulletinPaths.mailing(begun.id), 303)
  return showSend(c, withError(form, ...refusalOf(begun)))
})

mailingRoutes.get(oneMailing, may(sendBulletins), async (c) => {
  const { database } = c.var
  const mailing = await mailingOf(c)
  const edition = await findLatest(database, bulletinKind, mailing.publication_id)
  const people = await findPeopleById(database, [mailing.started_by])
  const page = (
    <MailingPage
      site={await siteOf(c)}
      bulletin={{ id: mailing.publication_id, title: edition?.title ?? mailing.subject }}
      mailing={mailing}
      startedBy={(mailing.started_by && people.get(mailing.started_by)?.name) || null}
      counts={await countDeliveries(database, mailing.id)}
      missed={await listDeliveries(
        database,
        mailing.id,
        ['failed', 'ambiguous', 'skipped'],
        listedAtMost,
      )}
      success={done(c)}
    />
  )
  return pageWithMailFrame(c, renderPage(page))
})

mailingRoutes.get(`${oneMailing}/e-mail`, may(sendBulletins), async (c) => {
  const mailing = await mailingOf(c)
  return mailDocument(c, joinSegments(mailing.html_segments, exampleUrl(c)))
})

mailingRoutes.post(`${oneMailing}/stop`, may(sendBulletins), async (c) => {
  const { id } = await mailingOf(c)
  await stopMailing(c.var.services, id, c.var.person!.id)
  return c.redirect(`${bulletinPaths.mailing(id)}?done=stopped`, 303)
})

mailingRoutes.post(`${oneMailing}/continuation`, may(sendBulletins), async (c) => {
  const { id } = await mailingOf(c)
  await continueMailing(c.var.services, id, c.var.person!.id)
  return c.redirect(`${bulletinPaths.mailing(id)}?done=continued`, 303)
})

mailingRoutes.post(`${oneMailing}/resend`, may(sendBulletins), async (c) => {
  const { id } = await mailingOf(c)
  await resendToMissed(c.var.services, id, c.var.person!.id)
  return c.redirect(`${bulletinPaths.mailing(id)}?done=resent`, 303)
})

async function mailingOf(c: AppContext): Promise<Mailing> {
  const mailing = await findMailing(c.var.database, c.req.param('id') ?? '')
  if (!mailing) throw new NotFound('mailing')
  return mailing
}

async function latestOf(c: AppContext) {
  const edition = await findLatest(c.var.database, bulletinKind, c.req.param('id') ?? '')
  if (!edition) throw new NotFound('bulletin')
  return edition
}

/** Stands where each subscriber has an address of their own; opened, it unsubscribes nobody. */
const exampleUrl = (c: AppContext): string =>
  c.var.services.config.publicUrl + bulletinPaths.unsubscribe('example')

function lookOf(c: AppContext): PreviewLook {
  return {
    width: c.req.query('width') === '320' ? 320 : 600,
    scheme: c.req.query('scheme') === 'dark' ? 'dark' : 'light',
  }
}

async function showPreview(c: AppContext, form: FormState): Promise<Response> {
  const edition = await latestOf(c)
  const prepared = await prepareBulletin(c.var.services, edition)
  const page = (
    <PreviewPage
      site={await siteOf(c)}
      edition={edition}
      prepared={prepared}
      sender={senderOf(c.var.services.config.mailFrom, prepared.partnershipName)}
      text={joinSegments(prepared.compiled.text, exampleUrl(c))}
      look={lookOf(c)}
      form={form}
      testers={await listWorkspacePeople(c.var.database)}
      success={done(c)}
    />
  )
  return pageWithMailFrame(c, renderPage(page), hasErrors(form) ? 422 : 200)
}

async function showSend(c: AppContext, form: FormState): Promise<Response> {
  const { database, services } = c.var
  const latest = await latestOf(c)
  const { id } = latest.publication
  const edition = await findPublishedById(database, id)
  const page = (
    <SendPage
      site={await siteOf(c)}
      bulletin={{ id, title: latest.title }}
      published={edition && { edition, prepared: await prepareBulletin(services, edition) }}
      hasNewerDraft={hasNewerDraft(latest.publication)}
      recipients={await countRecipients(database)}
      mailings={await listMailings(database, id)}
      form={form}
    />
  )
  return answerForm(c, page, form)
}

function refusalOf({ reason }: SendRefusal): [field: string, message: string] {
  switch (reason) {
    case 'not-published':
      return ['form', 'This bulletin is not published, so it cannot be sent']
    case 'changed-meanwhile':
      return ['form', 'Another version was published meanwhile. Look at it before you send it']
    case 'not-ready':
      return ['form', 'Something has to be put right before it can go out']
    case 'already-sent':
      return ['form', 'This version has been sent already']
    case 'nobody':
      return ['form', 'Nobody gets the bulletin yet']
    case 'other-count':
      return ['typed', 'The number of subscribers has changed meanwhile. Type the new one']
  }
}

const doneWords: Record<string, string> = {
  test: 'The test is on its way. It should arrive within a minute.',
  stopped: 'Stopped. Nothing more goes out until somebody goes on.',
  continued: 'It goes on.',
  resent: 'Sending again to exactly those who missed it.',
}

function done(c: AppContext): string | undefined {
  const what = c.req.query('done') ?? ''
  return Object.hasOwn(doneWords, what) ? doneWords[what] : undefined
}
