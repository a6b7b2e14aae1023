import { Hono } from 'hono'
import { anyone, may } from '../platform/access.ts'
import { NotFound } from '../platform/errors.ts'
import { mailDocument, pageWithMailFrame } from '../platform/mail-frame.ts'
import type { AppEnv } from '../platform/web.ts'
import { siteOf } from '../people/people.ts'
import type { EmailSamples } from '../ui/email.tsx'
import { renderPage } from '../ui/layout.tsx'
import { MailListPage, mailPaths, MailPage } from './mail-pages.tsx'
import { findKeptMail, listKeptMails } from '../platform/kept-mail-queries.ts'

/** Every e-mail of every slice, and those that were kept instead of sent. Mounted only in development. */
export function developmentMailRoutes(samples: EmailSamples): Hono<AppEnv> {
  const routes = new Hono<AppEnv>()
  const sampleAt = (number: string) => {
    const found = Object.values(samples)[Number(number)]
    if (!found) throw new NotFound('sample')
    return found
  }

  routes.get('/development/mail', may(anyone), async (c) => {
    const before = Number(c.req.query('before')) || null
    const page = (
      <MailListPage
        site={await siteOf(c)}
        mails={await listKeptMails(c.var.database, before)}
        samples={Object.keys(samples)}
        isKept={c.var.services.mail.kind === 'development'}
      />
    )
    return c.html(renderPage(page))
  })

  routes.get('/development/mail/samples/:number{[0-9]+}', may(anyone), async (c) => {
    const number = c.req.param('number')
    const { subject, text } = sampleAt(number)
    const page = (
      <MailPage
        site={await siteOf(c)}
        subject={subject}
        headers={[]}
        htmlPath={mailPaths.sampleHtml(Number(number))}
        text={text}
        publicUrl={c.var.services.config.publicUrl}
      />
    )
    return pageWithMailFrame(c, renderPage(page))
  })

  routes.get('/development/mail/samples/:number{[0-9]+}/html', may(anyone), (c) =>
    mailDocument(c, sampleAt(c.req.param('number')).html),
  )

  routes.get('/development/mail/:id{[0-9]+}', may(anyone), async (c) => {
    const id = Number(c.req.param('id'))
    const mail = await findKeptMail(c.var.database, id)
    if (!mail) throw new NotFound('mail')
    const page = (
      <MailPage
        site={await siteOf(c)}
        subject={mail.subject}
        headers={[
          ['From', mail.sender],
          ['To', mail.recipient],
          ['Subject', mail.subject],
          ['Date', mail.at.toISOString()],
          ['Message-ID', `<${mail.messageId}>`],
          ...Object.entries(mail.headers),
        ]}
        htmlPath={mail.html === null ? null : mailPaths.keptHtml(id)}
        text={mail.text}
        publicUrl={c.var.services.config.publicUrl}
      />
    )
    return pageWithMailFrame(c, renderPage(page))
  })

  routes.get('/development/mail/:id{[0-9]+}/html', may(anyone), async (c) => {
    const mail = await findKeptMail(c.var.database, Number(c.req.param('id')))
    if (!mail?.html) throw new NotFound('mail')
    return mailDocument(c, mail.html)
  })

  return routes
}
