import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testApp, type TestApp } from '../../../test/app.ts'
import { refuseRequested } from './request-decision-queries.ts'
import { requestOrganisation } from './organisation-requests.ts'

const ask = ({ database, services }: TestApp, name: string, by: string) =>
  database
    .transaction()
    .execute((transaction) =>
      requestOrganisation(
        services,
        transaction,
        { name, sectorCode: 'vcfse', postcode: null, place: null, website: null },
        { id: by },
      ),
    )

const refuse = ({ database }: TestApp, id: string) =>
  database.transaction().execute((transaction) => refuseRequested(transaction, id, null))

const letters = async ({ database }: TestApp, to: string) =>
  (
    await database
      .selectFrom('development_mail')
      .select('subject')
      .where('recipient', '=', to)
      .where('subject', 'like', 'An organisation waits%')
      .execute()
  ).length

test('each officer is told once that an organisation waits, also when the letter to one fails', async () => {
  const app = await testApp()
  const officers = [await app.signIn('officer'), await app.signIn('officer')]
  officers.push(await app.signIn('officer'))
  const { personId } = await app.signIn('practitioner')
  const { mail } = app.services
  const send = mail.send.bind(mail)
  mail.send = async (letter) => {
    if (letter.to === officers[1]!.email) throw new Error('the server of this address is down')
    return send(letter)
  }
  await ask(app, 'Beck Youth Club', personId)
  await assert.rejects(app.runJobs(), /is down/)
  mail.send = send
  // As the queue does with what has failed.
  await sql`update pgboss.job set state = 'created' where state = 'active'`.execute(app.database)
  await app.runJobs()
  const told = []
  for (const { email } of officers) told.push(await letters(app, email))
  assert.deepEqual(told, [1, 1, 1])
})

test('ten letters a day to an officer: what was not sent is not counted', async () => {
  const app = await testApp()
  const officer = await app.signIn('officer')
  const { personId } = await app.signIn('practitioner')
  for (let at = 0; at < 12; at += 1)
    await refuse(app, await ask(app, `Decided before the letter ${at}`, personId))
  await app.runJobs()
  assert.equal(await letters(app, officer.email), 0)
  for (let at = 0; at < 12; at += 1) await ask(app, `Waits ${at}`, personId)
  await app.runJobs()
  assert.equal(await letters(app, officer.email), 10)
  app.clock.advance(24 * 3600_000)
  await ask(app, 'Waits on the next day', personId)
  await app.runJobs()
  assert.equal(await letters(app, officer.email), 11)
})
