import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../test/app.ts'
import { frontDoor } from '../test/people.ts'
import { closeDemonstrationSignIns, refuseDemonstrationSignIns } from '../src/people/people.ts'
import { weaknessOfPassword } from '../src/people/sign-in/password-rules.ts'
import { Refusal } from '../src/platform/errors.ts'
import { demonstrationPeople, demonstrationSignIns } from './people.ts'
import { seedCommand, seedDemonstration } from './seed.ts'

const formOf = ({ email, password }: { email: string; password: string }) => ({ email, password })

const now = '2026-11-20T10:00:00Z'

test('the demonstration', async (t) => {
  const app = await testApp(now)
  const { services, database } = app

  await t.test('is added to an empty database once, however many start together', async () => {
    const added = await Promise.all([seedDemonstration(services), seedDemonstration(services)])
    const [first, second] = added.toSorted(
      (one, other) => (other?.length ?? 0) - (one?.length ?? 0),
    )
    assert.ok(first && first.length >= 4 && first[0] === 'people')
    assert.deepEqual(second, [])
    assert.deepEqual(await seedDemonstration(services), [])
  })

  await t.test('lets each of its people in as it says', async () => {
    for (const { email, password, hasSecondFactor } of demonstrationSignIns) {
      const door = frontDoor(app)
      const first = await door.post('/sign-in', { email, password })
      assert.equal(first.status, 303, email)
      assert.equal(first.headers.get('location') === '/sign-in/second-factor', hasSecondFactor)
      if (!hasSecondFactor) continue
      const page = await (await door.get('/sign-in/second-factor')).text()
      assert.match(page, /Demonstration only\./)
      const code = /<strong>(\d{6})<\/strong>/.exec(page)![1]!
      const second = await door.post('/sign-in/second-factor', { code })
      assert.equal(second.status, 303, email)
      assert.equal((await door.get('/account')).status, 200, email)
    }
  })

  await t.test(
    'shows a code that still works right after one was used, and says when to wait',
    async () => {
      const officer = demonstrationSignIns[0]!
      const enter = async () => {
        const door = frontDoor(app)
        await door.post('/sign-in', formOf(officer))
        return { door, page: await (await door.get('/sign-in/second-factor')).text() }
      }
      const next = await enter()
      const code = /<strong>(\d{6})<\/strong>/.exec(next.page)![1]!
      assert.equal((await next.door.post('/sign-in/second-factor', { code })).status, 303)
      assert.match((await enter()).page, /Load this page again in 30 seconds/)
      app.clock.advance(30_000)
      const later = await enter()
      const again = /<strong>(\d{6})<\/strong>/.exec(later.page)![1]!
      assert.equal((await later.door.post('/sign-in/second-factor', { code: again })).status, 303)
    },
  )

  await t.test('shows no code to anybody else', async () => {
    const { id } = await database
      .selectFrom('person')
      .select('id')
      .where('email', '=', demonstrationSignIns[0]!.email)
      .executeTakeFirstOrThrow()
    await database
      .updateTable('person')
      .set({ is_demonstration: false })
      .where('id', '=', id)
      .execute()
    app.clock.advance(60_000)
    const door = frontDoor(app)
    await door.post('/sign-in', formOf(demonstrationSignIns[0]!))
    const page = await (await door.get('/sign-in/second-factor')).text()
    assert.doesNotMatch(page, /Demonstration only/)
    await database
      .updateTable('person')
      .set({ is_demonstration: true })
      .where('id', '=', id)
      .execute()
  })

  await t.test('keeps production from starting until its sign-ins are closed', async () => {
    await assert.rejects(refuseDemonstrationSignIns(database), Refusal)
    assert.equal(await closeDemonstrationSignIns(database), demonstrationPeople.length)
    await refuseDemonstrationSignIns(database)
    for (const signIn of demonstrationSignIns)
      assert.equal((await frontDoor(app).post('/sign-in', formOf(signIn))).status, 422)
  })
})

test('the demonstration’s passwords pass our own rules', () => {
  for (const person of demonstrationPeople) {
    const owner = { ...person, partnershipNames: ['Demonstration: Cumbria 2020', 'Cumbria'] }
    assert.equal(weaknessOfPassword(person.password, owner), null, person.email)
  }
})

test('a database of somebody’s own is left alone', async () => {
  const app = await testApp(now)
  await app.signIn('officer')
  assert.equal(await seedDemonstration(app.services), null)
  await assert.rejects(seedCommand.run([], app.services), /people of its own/)
  const { people } = await app.database
    .selectFrom('person')
    .select(({ fn }) => fn.countAll<number>().as('people'))
    .executeTakeFirstOrThrow()
  assert.equal(people, 1)
})

test('a demonstration that was interrupted is completed at the next start', async () => {
  const app = await testApp(now)
  const failing = {
    ...app.services,
    jobs: {
      ...app.services.jobs,
      // Stands for a process that is killed while the pages are published.
      enqueue: () => Promise.reject(new Error('killed')),
    },
  }
  const first = await seedDemonstration(failing).catch((error: Error) => error.message)
  const done = await app.database.selectFrom('demonstration_part').select('name').execute()
  const before = done.map(({ name }) => name)
  const completed = await seedDemonstration(app.services)
  if (first === 'killed') assert.ok(completed!.length > 0)
  for (const name of before) assert.ok(!completed!.includes(name))
  const slugs = await app.database.selectFrom('publication').select('slug').execute()
  assert.equal(new Set(slugs.map(({ slug }) => slug)).size, slugs.length)
  assert.ok(
    slugs.every(({ slug }) => !slug.endsWith('-2')),
    'nothing is there twice',
  )
})

test('the demonstration is not added in production', async () => {
  const app = await testApp(now)
  const production = {
    ...app.services,
    config: { ...app.services.config, environment: 'production' as const },
  }
  await assert.rejects(seedCommand.run([], production), /NODE_ENV is production/)
})
