import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { brotliCompressSync, brotliDecompressSync, gunzipSync } from 'node:zlib'
import { testApp } from '../../test/app.ts'
import { projectFolder } from '../platform/project.ts'
import { assetPath, assetsFolder } from './assets.ts'
import { Cards, Opening, Timeline } from './content.tsx'
import { CampaignArt, FellsAndCairn } from './illustrations.tsx'
import { Page, renderPage } from './layout.tsx'

test('assets are answered compressed, and kept by browsers for good', async () => {
  const { request } = await testApp()
  const plain = await request(assetPath('public.css'))
  const bytes = Buffer.from(await plain.arrayBuffer())
  assert.equal(plain.headers.get('cache-control'), 'public, max-age=31536000, immutable')
  assert.equal(plain.headers.get('content-type'), 'text/css; charset=utf-8')
  assert.equal(plain.headers.get('vary'), 'Accept-Encoding')
  for (const [encoding, open] of [
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const) {
    const answer = await request(assetPath('public.css'), {
      headers: { 'accept-encoding': encoding },
    })
    assert.equal(answer.headers.get('content-encoding'), encoding)
    assert.deepEqual(open(Buffer.from(await answer.arrayBuffer())), bytes)
  }
  assert.equal((await request('/favicon.ico')).headers.get('content-type'), 'image/png')
})

test('what is no asset is not found, wherever it points', async () => {
  const { request } = await testApp()
  for (const address of [
    '/assets/none.css',
    '/assets/manifest.json',
    '/assets/..%2f..%2fpackage.json',
  ])
    assert.equal((await request(address)).status, 404, address)
})

test('an asset that does not exist fails the page that asks for it', () => {
  assert.throws(() => assetPath('publc.css'), /no asset called publc\.css/)
})

test('nothing is built again when nothing has changed', () => {
  const before = statSync(path.join(assetsFolder, 'manifest.json')).mtimeMs
  execFileSync(process.execPath, [path.join(projectFolder, 'scripts/build-assets.mjs')])
  assert.equal(statSync(path.join(assetsFolder, 'manifest.json')).mtimeMs, before)
})

test('a first visit to a rich campaign page weighs at most 60 KB', () => {
  const words =
    'Older people may offer a child friendship, gifts or a job, and ask for favours later. '
  const html = renderPage(
    <Page
      site={{
        partnershipName: 'Cumbria Safeguarding Children Partnership',
        shortName: 'Cumbria SCP',
        accent: 'heather',
        markUrl: null,
        isDemonstration: true,
        path: '/campaigns/its-not-ok/parents',
        language: 'en',
        person: null,
        workspaceParts: [],
      }}
      title="It’s not OK"
      isSensitive
      opening={<Opening heading="It’s not OK" lead={words} picture={<FellsAndCairn />} />}
    >
      {/* Each paragraph differs, as sentences do: repeated ones would compress to nothing. */}
      {Array.from({ length: 40 }, (_, paragraph) => (
        <p class="govuk-body">
          {words
            .split(' ')
            .toSorted(
              (a, b) => ((a.length * 7 + paragraph) % 11) - ((b.length * 5 + paragraph) % 11),
            )
            .join(' ')
            .repeat(3)}
        </p>
      ))}
      <Cards
        items={(['path', 'hands', 'lantern', 'bridge'] as const).map((name) => ({
          href: `/campaigns/${name}`,
          heading: name,
          picture: <CampaignArt name={name} />,
        }))}
      />
      <Timeline items={[{ when: 'October 2020', what: 'Child criminal exploitation' }]} />
    </Page>,
  )
  const weightOf = (name: string) => {
    const file = path.join(assetsFolder, path.basename(assetPath(name)))
    return statSync(
      readdirSync(assetsFolder).includes(`${path.basename(file)}.br`) ? `${file}.br` : file,
    ).size
  }
  const parts = {
    html: brotliCompressSync(html).length,
    styles: weightOf('public.css'),
    scripts: weightOf('page.js') + weightOf('exit-this-page.js'),
    fonts: ['400', '700']
      .map((weight) => weightOf(`atkinson-hyperlegible-next-latin-${weight}-normal.woff2`))
      .reduce((sum, size) => sum + size, 0),
  }
  const total = Object.values(parts).reduce((sum, size) => sum + size, 0)
  assert.ok(total <= 60_000, `${total} bytes: ${JSON.stringify(parts)}`)
  // What is measured is really there.
  assert.match(
    readFileSync(path.join(assetsFolder, path.basename(assetPath('public.css'))), 'utf8'),
    /woff2/,
  )
})
