import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../../../test/app.ts'

test('a file is read, looked over, confirmed and imported', async (t) => {
  const app = await testApp()
  const officer = await app.signIn('officer')
  const send = (content: string | Uint8Array<ArrayBuffer>, fields: Record<string, string> = {}) => {
    const body = new FormData()
    for (const [name, value] of Object.entries({ format: 'csv', area: '', ...fields }))
      body.set(name, value)
    body.set('file', new File([content], 'ours.csv'))
    return app.request('/manage/organisations/import', { as: officer, body })
  }
  const file = [
    'name,sector,postcode,codes,opened',
    'Fell School,education,LA9 9ZZ,urn:900001,1990-09-01',
    'Beck School,education,LA9 9ZZ,urn:900002,31/02/1990',
    'Twice School,education,LA9 9ZZ,urn:900001,',
  ].join('\n')
  let preview = ''
  const page = async (path: string) => (await app.request(path, { as: officer })).text()

  await t.test('what is wrong with the form or the file stands beside it', async () => {
    const wrong: [Promise<Response>, RegExp][] = [
      [send(file, { format: 'xml' }), /Say which register the file is from/],
      [send(''), /The file is empty/],
      [send('PK\u0003\u0004'), /Excel workbook or a ZIP/],
      [send(file, { format: 'gias' }), /“URN”.* are missing/],
      [send(file, { area: 'x'.repeat(501) }), /500 characters or fewer/],
    ]
    for (const [sent, sentence] of wrong) {
      const refused = await sent
      assert.equal(refused.status, 422)
      assert.match(await refused.text(), sentence)
    }
    const without = await app.request('/manage/organisations/import', {
      as: officer,
      form: { format: 'csv' },
    })
    assert.match(await without.text(), /Choose the file/)
  })

  await t.test('the check names the line that is refused, and nothing is changed', async () => {
    const read = await send(file)
    assert.equal(read.status, 303)
    preview = read.headers.get('location')!
    const shown = await page(preview)
    assert.match(shown, /1 organisation would be added/)
    assert.match(shown, /2 lines would be refused/)
    assert.match(shown, /“31\/02\/1990” is no day of the calendar/)
    assert.match(shown, /urn:900001 stands on line 2 already/)
    assert.match(shown, /Import 1 organisation</)
    assert.doesNotMatch(await page('/manage/organisations'), /Fell School/)
  })

  await t.test('confirmed twice, it is imported once', async () => {
    for (const time of ['first', 'second'])
      assert.equal(
        (await app.request(preview, { as: officer, form: { '': '' } })).status,
        303,
        time,
      )
    const waiting = await app.request(preview, { as: officer })
    assert.equal(waiting.headers.get('refresh'), '3')
    assert.match(await waiting.text(), /Being imported/)
    assert.equal(await app.runJobs(), 1)
    assert.match(await page(preview), /1 organisation was added/)
    assert.match(await page('/manage/organisations?q=urn:900001'), /Fell School/)
    // Whoever corrects the file needs them still.
    assert.match(await page(preview), /“31\/02\/1990” is no day.*urn:900001 stands on line 2/s)
    const refused = await app.request(`${preview}/refused.csv`, { as: officer })
    assert.match(refused.headers.get('content-disposition') ?? '', /refused-lines\.csv/)
    assert.equal((await refused.text()).trim().split('\n').length, 3)
    assert.match(await page('/manage/audit'), /imported “ours.csv”: 1 organisation added/)
  })

  await t.test('only officers; an unknown import is not found', async () => {
    const practitioner = await app.signIn('practitioner')
    const path = '/manage/organisations/import'
    assert.equal((await app.request(path, { as: practitioner })).status, 403)
    assert.equal((await app.request(path, { as: officer })).status, 200)
    const unknown = `${path}/00000000-0000-4000-8000-000000000000`
    for (const form of [undefined, { '': '' }])
      assert.equal(
        (await app.request(unknown, { as: officer, ...(form ? { form } : {}) })).status,
        404,
      )
  })

  await t.test('a file nobody confirmed for a week is forgotten', async () => {
    const { forgetUnconfirmed } = await import('./imports.ts')
    const later = (await send(file.replaceAll('90000', '90001'))).headers.get('location')!
    app.clock.advance(8 * 24 * 3600_000)
    await forgetUnconfirmed(app.services)
    const again = await app.signIn('officer')
    assert.match(await (await app.request(later, { as: again })).text(), /Read the file again/)
    const imports = await app.request('/manage/organisations/import', { as: again })
    const listed = (await imports.text()).match(/import\/[0-9a-f-]{36}"/g) ?? []
    assert.equal(listed.length, 1, 'what was never confirmed is no import')
    const kept = await app.database
      .selectFrom('organisation_import_refusal')
      .select('import_id')
      .execute()
    assert.equal(kept.length, 2)
  })
})
