import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../../test/app.ts'
import { htmlProblems } from '../../../test/html.ts'
import { lyingProvider } from '../../../test/lying-provider.ts'
import { roles } from '../../platform/access.ts'

const list = '/manage/sign-in-providers'

test('an officer sets up the sign-in of an agency', async (t) => {
  const app = await testApp(undefined, { CAIRN_LOOPBACK_PROVIDERS: 'yes' })
  const officer = await app.signIn('officer')
  const liar = await lyingProvider()
  const post = (path: string, form: Record<string, string>) =>
    app.request(path, { as: officer, form })
  const page = async (path: string) => {
    const html = await (await app.request(path, { as: officer })).text()
    assert.deepEqual(await htmlProblems(html), [], path)
    return html
  }
  const add = (issuer: string, name = 'Derwent Council') => post(list, { name, issuer })

  await t.test(
    'what is no provider is refused with the reason, and what was typed stays',
    async () => {
      const elsewhere = await lyingProvider()
      elsewhere.metadata = { issuer: 'https://elsewhere.example' }
      const broken = await lyingProvider()
      broken.metadata = { token_endpoint: undefined }
      const wrong: [string, RegExp][] = [
        ['', /Enter the issuer’s address/],
        ['derwent.example', /begins with https/],
        ['ftp://derwent.example', /begins with https/],
        ['https://derwent.example/?x=1', /without a question mark/],
        [`https://${'x'.repeat(10_000)}.example`, /500 characters or fewer/],
        ['https://10.0.0.1', /not one of the public internet/],
        ['https://169.254.169.254/latest', /not one of the public internet/],
        ['https://[fd00:ec2::254]', /not one of the public internet/],
        ['http://192.0.2.1', /must begin with https/],
        ['https://name:password@derwent.example', /must begin with https/],
        ['http://localhost:9', /no answer from this address/],
        ['https://nowhere.invalid', /no answer from this address/],
        [`${liar.issuer}/nothing`, /no OpenID Connect provider/],
        [broken.issuer, /no OpenID Connect provider/],
        [elsewhere.issuer, /calls itself something else/],
      ]
      for (const [issuer, sentence] of wrong) {
        const answer = await add(issuer)
        assert.equal(answer.status, 422, issuer.slice(0, 60))
        const html = await answer.text()
        assert.match(html, sentence, issuer.slice(0, 60))
        assert.match(html, /value="Derwent Council"/)
        assert.deepEqual(await htmlProblems(html), [])
      }
      assert.match(await page(list), /There is none yet/)
    },
  )

  await t.test('one that answers is added once, switched off', async () => {
    const added = await add(liar.issuer)
    assert.match(added.headers.get('location') ?? '', /\?done=added$/)
    const again = await add(liar.issuer, 'Another name')
    assert.match(await again.text(), /This provider is here already/)
    assert.match(await page(list), /Not set up yet/)
  })

  const provider = await app.database.selectFrom('sign_in_provider').selectAll().executeTakeFirst()
  const show = `${list}/${provider!.id}`
  const settings = { name: 'Derwent Council', clientId: 'cairn', clientSecret: 'very secret' }

  await t.test('its page says which address the agency has to know', async () => {
    const html = await page(show)
    assert.ok(html.includes(`http://localhost:3000/sign-in/with/${provider!.id}/callback`))
    assert.doesNotMatch(html, /Switch it on/)
    assert.equal((await post(`${show}/state`, { state: 'on' })).status, 422)
  })

  await t.test('settings are checked, and the secret is sealed and never shown', async () => {
    const wrong: [Record<string, string>, RegExp][] = [
      [{ ...settings, name: '' }, /Enter the name/],
      [{ ...settings, clientId: ' ' }, /Enter the client ID/],
      [{ ...settings, clientSecret: '' }, /Enter the client secret/],
      [{ ...settings, clientSecret: 'x'.repeat(10_000) }, /500 characters or fewer/],
      [{ ...settings, emailDomains: 'derwent.example\nnot a domain' }, /like example\.org/],
      [{ ...settings, emailDomains: '@derwent.example' }, /like example\.org/],
    ]
    for (const [form, sentence] of wrong) {
      const answer = await post(show, form)
      assert.equal(answer.status, 422)
      assert.match(await answer.text(), sentence)
    }
    const saved = await post(show, { ...settings, emailDomains: 'Derwent.example, fell.example' })
    assert.equal(saved.headers.get('location'), `${show}?done=saved`)
    const row = await app.database.selectFrom('sign_in_provider').selectAll().executeTakeFirst()
    assert.deepEqual(row!.email_domains, ['derwent.example', 'fell.example'])
    assert.equal(row!.client_secret_sealed!.includes('very secret'), false)
    assert.doesNotMatch(await page(show), /very secret/)
    // An empty secret keeps the one that is there.
    await post(show, { ...settings, clientSecret: '', hasSecondFactor: 'yes' })
    const kept = await app.database.selectFrom('sign_in_provider').selectAll().executeTakeFirst()
    assert.deepEqual(kept!.client_secret_sealed, row!.client_secret_sealed)
    assert.equal(kept!.has_second_factor, true)
  })

  await t.test('saving looks whether it still answers', async () => {
    liar.metadata = { issuer: 'https://elsewhere.example' }
    const answer = await post(show, settings)
    assert.equal(answer.status, 422)
    assert.match(await answer.text(), /calls itself something else/)
    liar.metadata = {}
  })

  await t.test('it is switched on and off, and the audit log tells it', async () => {
    for (const state of ['on', 'on', 'off', 'on'])
      assert.equal((await post(`${show}/state`, { state })).status, 303)
    assert.equal((await post(`${show}/state`, { state: 'perhaps' })).status, 422)
    assert.match(await page(list), />On</)
    assert.match(await (await app.request('/sign-in')).text(), /Sign in with Derwent Council/)
    const log = (await page('/manage/audit')).replace(/<[^>]+>/g, '')
    assert.match(log, /added the sign-in of “Derwent Council”/)
    assert.equal(log.split('switched on the sign-in of “Derwent Council”').length - 1, 2)
  })

  await t.test('and nobody else does', async () => {
    for (const role of roles.filter((role) => role !== 'officer')) {
      const other = await app.signIn(role)
      for (const path of [list, `${list}/new`, show])
        assert.equal((await app.request(path, { as: other })).status, 403, `${role} ${path}`)
      for (const path of [list, show, `${show}/state`]) {
        const answer = await app.request(path, { as: other, form: { ...settings, state: 'off' } })
        assert.equal(answer.status, 403, `${role} ${path}`)
      }
    }
    assert.match(await page(list), />On</)
    for (const id of ['x', '00000000-0000-4000-8000-000000000000'])
      assert.equal((await app.request(`${list}/${id}`, { as: officer })).status, 404)
  })
})

test('without the variable no provider on this machine is spoken with', async () => {
  const app = await testApp()
  const officer = await app.signIn('officer')
  const liar = await lyingProvider()
  const form = { name: 'Derwent Council', issuer: liar.issuer }
  const answer = await app.request(list, { as: officer, form })
  assert.equal(answer.status, 422)
  const tls = liar.issuer.replace('http:', 'https:')
  const refused = await app.request(list, { as: officer, form: { ...form, issuer: tls } })
  assert.match(await refused.text(), /not one of the public internet/)
  assert.equal(liar.requests, 0)
})
