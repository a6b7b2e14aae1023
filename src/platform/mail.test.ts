import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { testDatabase } from '../../test/database.ts'
import { openMail, refuseProductionWithoutMail } from './mail.ts'

type Received = { from: string; to: string[]; raw: string; read: Email }

/** A real SMTP server that keeps what it takes; `answer` may refuse a recipient. */
async function smtpServer(t: TestContext, refuses: (to: string) => Error | null = () => null) {
  const received: Received[] = []
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _session, done) =>
      username === 'cairn' && password === 'p@ss'
        ? done(null, { user: username })
        : done(new Error('wrong password')),
    onRcptTo: ({ address }, _session, done) => done(refuses(address)),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString()
        const { mailFrom, rcptTo } = session.envelope
        void PostalMime.parse(raw).then((read) => {
          const from = mailFrom ? mailFrom.address : ''
          received.push({ from, to: rcptTo.map(({ address }) => address), raw, read })
          done()
        })
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  t.after(() => new Promise<void>((resolve) => server.close(resolve)))
  const port = typeof address === 'object' && address ? address.port : 0
  return { url: `smtp://cairn:p%40ss@127.0.0.1:${port}`, received }
}

const config = (smtpUrl: string | null) => ({
  smtpUrl,
  mailFrom: 'Fells Partnership <no-reply@fells.example>',
  publicUrl: 'https://cairn.fells.example',
})

const message = {
  to: 'Ann O’Hara <ann@practice.example>',
  subject: 'Eich cwrs: ŵythnos nesaf — "now"',
  text: 'Hello.\n.\nA line with a dot alone above.\n',
  html: '<p>Hello. <b>£5</b></p>',
  headers: { 'List-Unsubscribe': '<https://cairn.fells.example/bulletins/unsubscribe/x>' },
}

/** What a person must never be able to put into a header. */
const injections = [
  { to: 'a@b.example\r\nBcc: c@d.example' },
  { to: 'a@b.example\nBcc: c@d.example' },
  { subject: 'Hello\r\nBcc: c@d.example' },
  { subject: 'Hello\u0000' },
  { messageId: 'x@y\r\nBcc: c@d.example' },
  { headers: { 'X-A': 'b\r\nBcc: c@d.example' } },
  { headers: { 'X-A\r\nBcc': 'c@d.example' } },
]

test('mail through a real SMTP server arrives as it was written', async (t) => {
  const database = await testDatabase()
  const smtp = await smtpServer(t)
  const mail = openMail(config(smtp.url), database)
  t.after(() => mail.close())

  const { messageId } = await mail.send(message)
  const [got] = smtp.received
  assert.equal(got?.from, 'no-reply@fells.example')
  assert.deepEqual(got?.to, ['ann@practice.example'])
  assert.equal(got?.read.subject, message.subject)
  assert.equal(got?.read.text?.trimEnd(), message.text.trimEnd())
  assert.equal(got?.read.html?.trimEnd(), message.html)
  assert.equal(got?.read.messageId, `<${messageId}>`)
  assert.match(messageId, /@cairn\.fells\.example$/)
  assert.match(got?.raw ?? '', /^Auto-Submitted: auto-generated\r$/m)
  assert.match(got?.raw ?? '', /^List-Unsubscribe: </m)

  await t.test('a message id that is given is kept', async () => {
    await mail.send({ ...message, messageId: 'once@fells.example' })
    assert.equal(smtp.received.at(-1)?.read.messageId, '<once@fells.example>')
  })

  await t.test('a header cannot be broken into two', async () => {
    const before = smtp.received.length
    for (const part of injections)
      await assert.rejects(mail.send({ ...message, ...part }), /line break/, JSON.stringify(part))
    assert.equal(smtp.received.length, before)
  })

  await t.test('a text is never read as the name of a file or an address to fetch', async () => {
    const text = { path: '/etc/hostname' } as unknown as string
    await assert.rejects(mail.send({ ...message, text }), /[Ff]ile access/)
  })
})

test('a refused recipient is an error with the SMTP code', async (t) => {
  const refusal = Object.assign(new Error('no such mailbox'), { responseCode: 550 })
  const smtp = await smtpServer(t, (to) => (to === 'gone@b.example' ? refusal : null))
  const mail = openMail(config(smtp.url), await testDatabase())
  t.after(() => mail.close())
  await assert.rejects(mail.send({ ...message, to: 'gone@b.example' }), { responseCode: 550 })
  await mail.send(message)
  assert.equal(smtp.received.length, 1)
})

test('without a server mail is kept in a table to be read', async (t) => {
  const database = await testDatabase()
  const mail = openMail(config(null), database)
  assert.equal(mail.kind, 'development')
  await mail.send(message)
  const [row] = await database.selectFrom('development_mail').selectAll().execute()
  assert.equal(row?.recipient, message.to)
  assert.equal(row?.subject, message.subject)
  assert.equal(row?.body_text, message.text)
  assert.equal(row?.body_html, message.html)
  assert.deepEqual(row?.headers, message.headers)

  await t.test('the same headers are refused', async () => {
    for (const part of injections)
      await assert.rejects(mail.send({ ...message, ...part }), /line break/)
    assert.equal((await database.selectFrom('development_mail').select('id').execute()).length, 1)
  })
})

test('production without a mail server is refused, as its codes would reach nobody', () => {
  const environment = 'production' as const
  assert.throws(() => refuseProductionWithoutMail({ environment, smtpUrl: null }), /SMTP_URL/)
  refuseProductionWithoutMail({ environment, smtpUrl: 'smtp://localhost' })
  refuseProductionWithoutMail({ environment: 'development', smtpUrl: null })
})
