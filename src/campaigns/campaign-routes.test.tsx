import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seedCampaigns } from '../../demo/campaigns.ts'
import { seedConcerns } from '../../demo/concerns.ts'
import { seedTerms } from '../../demo/terms.ts'
import { testApp } from '../../test/app.ts'
import type { FormState } from '../platform/forms.ts'
import { findLatest, saveDraft, withdraw } from '../publishing/publishing.ts'
import { campaignKind } from './campaigns.ts'
import { campaignFormOf } from './campaign-forms.ts'

async function seeded(now?: string) {
  const test = await testApp(now)
  const writer = await test.signIn('communications')
  const officer = await test.signIn('officer')
  await seedConcerns(test.database, { by: writer.personId, now: test.clock.now() })
  const cast = { authorId: writer.personId, reviewerId: officer.personId }
  const { itsNotOk } = await seedCampaigns(test.services, cast)
  const get = async (path: string, as?: typeof writer) =>
    (await test.request(path, as ? { as } : {})).text()
  return { ...test, writer, officer, campaignId: itsNotOk, get }
}

const has = (html: string, what: RegExp): void => assert.ok(what.test(html), `${what} is missing`)
const hasNot = (html: string, what: RegExp): void => assert.ok(!what.test(html), `${what} is there`)

test('the public reads a campaign, each audience in its own voice', async (t) => {
  const { get, request, clock, database, officer, campaignId } = await seeded()

  await t.test('the overview says what it is, for whom, when and with whom', async () => {
    const html = await get('/campaigns/its-not-ok')
    has(html, /1 October 2020 to 30 September 2021/)
    has(html, /href="\/campaigns\/its-not-ok\/young-people"/)
    has(html, /aria-current="step"/)
    has(html, /Safeguarding partners/)
    has(html, /This campaign ran in Cumbria/)
  })

  await t.test(
    'pages that somebody may have to leave have a neutral title and are not kept',
    async () => {
      for (const audience of ['young-people', 'parents', 'carers']) {
        const response = await request(`/campaigns/its-not-ok/${audience}`)
        assert.equal(response.headers.get('cache-control'), 'no-store', audience)
        const html = await response.text()
        has(html, /<title>Information<\/title>/)
        has(html, /data-exit/)
        hasNot(html, /property="og:/)
        has(html, /tel:01632960101/)
      }
      const response = await request('/campaigns/its-not-ok/practitioners')
      assert.equal(response.headers.get('cache-control'), 'no-cache')
      has(await response.text(), /<title>Recognise, respond, refer/)
    },
  )

  await t.test('numbers in ready-to-use texts come from the registry', async () => {
    has(
      await get('/campaigns/its-not-ok/support'),
      /Free to call, day and night: Childline 0800 1111\./,
    )
    const file = await request('/campaigns/its-not-ok/support/texts/2')
    assert.match(
      file.headers.get('content-disposition')!,
      /attachment; filename="its-not-ok-2\.txt"/,
    )
    has(await file.text(), /Childline 0800 1111/)
    assert.equal((await request('/campaigns/its-not-ok/support/texts/99')).status, 404)
    assert.equal((await request('/campaigns/its-not-ok/teachers')).status, 404)
  })

  await t.test(
    'after its last day it stands in the archive, and nobody joins any more',
    async () => {
      has(await get('/campaigns/its-not-ok/support'), /Join the coalition/)
      clock.set('2021-10-01T09:00:00Z')
      const html = await get('/campaigns/its-not-ok')
      has(html, /Past campaign/)
      hasNot(html, /aria-current="step"/)
      has(await get('/campaigns'), /Historic · 1 October 2020 to 30 September 2021/)
      hasNot(await get('/campaigns/its-not-ok/support'), /Ask to join/)
      const late = await request('/campaigns/its-not-ok/support', { form: joining })
      assert.equal(late.status, 404)
    },
  )

  await t.test('a withdrawn campaign says why', async () => {
    const act = { by: officer.personId, now: clock.now() }
    await withdraw(database, campaignKind, campaignId, 'Its texts are being rewritten.', act)
    const response = await request('/campaigns/its-not-ok')
    assert.equal(response.status, 410)
    has(await response.text(), /being rewritten/)
    assert.equal((await request('/campaigns/its-not-ok/parents')).status, 404)
  })
})

const joining = {
  organisationName: 'Fellside Football Club',
  webAddress: 'www.fellside-fc.example',
  contactName: 'Robin Beck',
  contactEmail: 'robin@fellside-fc.example',
  howTheySupport: 'We put the texts into our match programme.',
  consent: 'yes',
  reference: '',
}

test('an organisation joins the coalition when the partnership agrees', async (t) => {
  const { get, request, database, officer, runJobs, campaignId, signIn } = await seeded()
  const path = '/campaigns/its-not-ok/support'
  const join = (form: Record<string, string>) => request(path, { form })
  const count = async () =>
    Number(
      (
        await database
          .selectFrom('coalition_member')
          .select(({ fn }) => fn.countAll().as('count'))
          .executeTakeFirstOrThrow()
      ).count,
    )

  await t.test('what is missing is said, and what was typed stays', async () => {
    const { consent: _, ...rest } = joining
    const response = await join({ ...rest, contactEmail: 'robin' })
    assert.equal(response.status, 422)
    const html = await response.text()
    has(html, /There is a problem/)
    has(html, /Say that we may show your organisation/)
    has(html, /Enter an email address in the correct format/)
    has(html, /value="Fellside Football Club"/)
    has(html, /<title>Error: /)
    assert.equal(await count(), 0)
  })

  await t.test('what fills the hidden field is thanked and forgotten', async () => {
    assert.equal((await join({ ...joining, reference: '01632 960000' })).status, 303)
    assert.equal(await count(), 0)
  })

  await t.test('the request is kept once, and the partnership hears of it', async () => {
    for (let times = 0; times < 2; times += 1) {
      const response = await join(joining)
      assert.equal(response.headers.get('location'), `${path}?asked=yes`)
    }
    assert.equal(await count(), 1)
    has(await get(`${path}?asked=yes`), /The partnership reads your request/)
    await runJobs()
    const mails = await database.selectFrom('development_mail').selectAll().execute()
    assert.equal(mails.length, 1)
    assert.equal(mails[0]!.recipient, 'campaigns@cumbria-scp.example')
    assert.match(mails[0]!.subject, /Fellside Football Club would like to support/)
    assert.doesNotMatch(mails[0]!.body_text, /Robin|robin@/)
  })

  await t.test('only officers and communications see and decide', async () => {
    const coalition = `/manage/campaigns/${campaignId}/coalition`
    const practitioner = await signIn('practitioner')
    assert.equal((await request(coalition, { as: practitioner })).status, 403)
    assert.equal((await request(coalition)).status, 303)
    hasNot(await get(path), /Fellside Football Club/)

    has(await get(coalition, officer), /Robin Beck, robin@fellside-fc\.example/)
    const member = await database
      .selectFrom('coalition_member')
      .selectAll()
      .executeTakeFirstOrThrow()
    assert.equal(member.web_address, 'https://www.fellside-fc.example')
    const decide = (decision: string, as = officer) =>
      request(`${coalition}/${member.id}`, { as, form: { decision } })
    assert.equal((await decide('listed', practitioner)).status, 403)
    assert.equal((await decide('listed')).status, 303)
    assert.equal((await decide('listed')).status, 409)
    has(await get(path), /Fellside Football Club/)
    has(await get('/campaigns/its-not-ok'), /Fellside Football Club/)

    // Whoever leaves is no longer shown, and nobody's address stays.
    assert.equal((await decide('left')).status, 303)
    hasNot(await get(path), /Fellside Football Club/)
    const after = await database
      .selectFrom('coalition_member')
      .selectAll()
      .executeTakeFirstOrThrow()
    assert.deepEqual([after.contact_name, after.contact_email, after.state], [null, null, 'left'])
  })

  await t.test('one network may ask five times in an hour', async () => {
    for (const number of [1, 2, 3])
      assert.equal((await join({ ...joining, organisationName: `Club ${number}` })).status, 303)
    const refused = await join({ ...joining, organisationName: 'Club 4' })
    assert.equal(refused.status, 422)
    has(await refused.text(), /Too many requests came from your network/)
  })
})

/** The values as a browser sends them: dates in three fields. */
function asSent(values: FormState['values']): FormState['values'] {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(String(value))
      if (!parts) return [[name, value]]
      return ['year', 'month', 'day'].map((part, at) => [`${name}-${part}`, parts[at + 1]!])
    }),
  )
}

test('an officer writes a campaign in one form', async (t) => {
  const { get, request, database, officer, writer, campaignId } = await seeded()
  const editor = `/manage/campaigns/${campaignId}`
  const formNow = async () =>
    asSent(campaignFormOf((await findLatest(database, campaignKind, campaignId))!).values)
  const post = (form: FormState['values']) => request(editor, { as: officer, form })

  await t.test('a new one begins with its title', async () => {
    const empty = await request('/manage/campaigns/new', { as: writer, form: { title: ' ' } })
    assert.equal(empty.status, 422)
    has(await empty.text(), /Enter a title/)
    const made = await request('/manage/campaigns/new', {
      as: writer,
      form: { title: 'Look twice' },
    })
    const page = await get(made.headers.get('location')!, writer)
    has(page, /0 of 10 are there|[12] of 10 are there/)
  })

  await t.test('saving what is there changes nothing of it', async () => {
    const before = (await findLatest(database, campaignKind, campaignId))!
    const saved = await post(await formNow())
    assert.equal(saved.headers.get('location'), `${editor}?saved=1`)
    const after = (await findLatest(database, campaignKind, campaignId))!
    assert.equal(after.version, before.version)
    assert.deepEqual(after.content, before.content)
  })

  await t.test('a row button adds a phase and keeps what was typed, without saving', async () => {
    const form = { ...(await formNow()), title: 'Typed just now', rows: 'add phases' }
    const response = await post(form)
    assert.equal(response.status, 200)
    const html = await response.text()
    has(html, /value="Typed just now"/)
    has(html, /name="phases\.3\.theme"/)
    assert.equal((await findLatest(database, campaignKind, campaignId))!.title, 'IT’S NOT OK')
  })

  await t.test(
    'a date that is none and an unsafe address are refused beside their fields',
    async () => {
      const form = {
        ...(await formNow()),
        'phases.1.startsOn-day': '31',
        'phases.1.startsOn-month': '2',
        'phases.1.startsOn-year': '2021',
        callToActionAddress: 'javascript:alert(1)',
      }
      const response = await post(form)
      assert.equal(response.status, 422)
      const html = await response.text()
      has(html, /The first day must be a real date/)
      has(html, /href="#phases-1-startsOn"/)
      has(html, /id="phases-1-startsOn"/)
      has(html, /Enter an address of this site/)
    },
  )

  await t.test('two who write at once do not overwrite each other', async () => {
    const form = await formNow()
    await post({ ...form, title: 'Mine' })
    const late = await request(editor, { as: writer, form: { ...form, title: 'Yours' } })
    assert.equal(late.status, 409)
    has(await late.text(), /saved version \d+ while you were writing/)
  })

  await t.test('the preview shows every part as the public would read it', async () => {
    const preview = `/manage/publications/${campaignId}/preview`
    has(await get(preview, officer), /This is a preview/)
    has(await get(`${preview}?part=young-people`, officer), /Is this happening to you\?/)
    has(await get(`${preview}?part=support`, officer), /Texts that are ready to use/)
  })
})

test('the search finds a campaign by everything its page names, and says what is of another time', async (t) => {
  const { get, database, clock } = await seeded('2020-12-01T09:00:00Z')
  await seedTerms(database, { by: null, now: clock.now() })
  for (const query of [
    'Morecambe Bay',
    'CCG',
    'ICB',
    '#Itsnotok',
    'a second phone',
    'launch conference',
  ])
    await t.test(query, async () => {
      has(await get(`/search?q=${encodeURIComponent(query)}`), /href="\/campaigns\/its-not-ok"/)
    })
  await t.test('an invented campaign that runs is not historic', async () => {
    const html = await get('/search?q=just+one+picture&kind=campaign')
    has(html, /href="\/campaigns\/just-one-picture"/)
    const [, item = ''] = html.split('href="/campaigns/just-one-picture"')
    hasNot(item.split('</li>')[0]!, /Historic/)
    has(await get('/search?q=its+not+ok&kind=campaign'), /Historic/)
    has(await get('/campaigns/just-one-picture'), /invented for the demonstration/)
  })
})

test('two versions are compared in words as people read them', async () => {
  const { request, officer, writer, clock, database, campaignId } = await seeded()
  const before = (await findLatest(database, campaignKind, campaignId))!
  const [first, ...others] = before.content.audiences
  const content = {
    ...before.content,
    startsOn: '2020-11-02',
    audiences: [{ ...first!, routeKeys: ['emergency'] }, ...others],
  }
  assert.notDeepEqual(first!.routeKeys, ['emergency'])
  const { title, summary } = before
  const draft = { title, summary, content, basedOn: before.version }
  const act = { by: writer.personId, now: clock.now() }
  const saved = await saveDraft(database, campaignKind, campaignId, draft, act)
  assert.ok(saved.ok)
  const path = `/manage/publications/${campaignId}/compare?from=${before.version}&to=${saved.version}`
  const html = await (await request(path, { as: officer })).text()
  const text = html.replace(/<[^>]*>/g, '')
  has(text, /1 October[\s\S]*2 November/)
  has(text, /Emergency services/)
  hasNot(text, /2020-1[01]-\d\d/)
  hasNot(text, /front-door|\{\{/)
})
