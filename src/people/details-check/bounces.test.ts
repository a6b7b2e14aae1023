import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../../test/app.ts'
import type { MailTransport } from '../../platform/mail.ts'
import { mailNotingBounces, saysNobodyIsThere } from './bounces.ts'

const refusal = (response: string, command = 'RCPT TO') =>
  Object.assign(new Error('refused'), {
    responseCode: Number(response.slice(0, 3)),
    response,
    command,
  })

test('only a refusal that is about the address says that nobody is there', () => {
  for (const response of [
    '550 5.1.1 <x@example.org>: Recipient address rejected',
    '550 5.1.10 RESOLVER.ADR.RecipientNotFound',
    '550 5.2.1 The account is disabled',
    '550 No such user here',
    '553 mailbox name invalid',
  ])
    assert.equal(saysNobodyIsThere(refusal(response)), true, response)
  for (const response of [
    '450 4.1.1 try later',
    '550 5.7.1 blocked by policy',
    '550 5.1.8 sender address rejected',
    '552 5.2.2 mailbox full',
    '550 Relay access denied: unknown user',
    '554 spam',
  ])
    assert.equal(saysNobodyIsThere(refusal(response)), false, response)
  assert.equal(saysNobodyIsThere(refusal('550 no such user', 'AUTH')), false)
})

test('whoever has an address that mail came back from is asked; the sender still hears of it', async () => {
  const app = await testApp()
  const jo = await app.signIn('practitioner')
  let response = '550 5.7.1 blocked by policy'
  const mail: MailTransport = {
    kind: 'smtp',
    close: () => {},
    send: () => Promise.reject(refusal(response)),
  }
  const watched = mailNotingBounces({ ...app.services, mail })
  const send = () =>
    assert.rejects(watched.send({ to: jo.email, subject: 'A', text: 'B' }), { message: 'refused' })
  const because = async () =>
    (
      await app.database
        .selectFrom('person')
        .select('details_asked_because')
        .where('id', '=', jo.personId)
        .executeTakeFirstOrThrow()
    ).details_asked_because
  await send()
  assert.equal(await because(), null)
  response = '550 5.1.1 no such user'
  await send()
  assert.equal(await because(), 'bounce')
})
