import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { Hono, type MiddlewareHandler } from 'hono'
import { accessRuleOf, anyone, may } from '../src/platform/access.ts'
import { projectFolder } from '../src/platform/project.ts'
import { testApp } from './app.ts'
import {
  findCycles,
  findDrawers,
  findImportViolations,
  findImpureTexts,
  findMisplaced,
  findTableViolations,
  findUndocumented,
  findUnwired,
  importTable,
  isTest,
  mayImport,
  partOf,
  places,
  tableOwners,
} from './architecture-rules.ts'

const sources = new Map(
  globSync('{src,demo,test,bench}/**/*.{ts,tsx}', { cwd: projectFolder })
    .filter((path) => !path.endsWith('.d.ts'))
    .map((path) => path.replaceAll('\\', '/'))
    .toSorted()
    .map((path) => [path, readFileSync(join(projectFolder, path), 'utf8')]),
)

/** The sources with one more file, or with another text in one. */
const planted = (path: string, text: string) => new Map([...sources, [path, text]])

test('files were found', () => {
  assert.ok(sources.size > 300, `only ${sources.size} files`)
  assert.ok(tableOwners(sources).size > 40, `only ${tableOwners(sources).size} tables`)
})

test('a part imports only what "Who may import whom" allows', () => {
  assert.deepEqual(findImportViolations(sources), [])
})

test('an import that is not allowed is found, however it is written', () => {
  const wrong: [string, string][] = [
    ['src/platform/x.ts', `import { Page } from '../ui/layout.tsx'`],
    ['src/platform/x.ts', `import type { Site } from '../people/people.ts'`],
    ['src/ui/x.tsx', `import { siteOf } from '../people/people.ts'`],
    ['src/people/x.ts', `export { publish } from '../publishing/publishing.ts'`],
    ['src/campaigns/x.ts', `import {\n  insertPerson,\n} from '../people/person-queries.ts'`],
    ['src/campaigns/x.ts', `const it = await import('../guidance/guidance-queries.ts')`],
    ['src/campaigns/x.ts', `import { bulletinKind } from '../bulletins/bulletins.ts'`],
    ['src/campaigns/x.ts', `import { one } from './campaign-routes.tsx'`],
    ['src/learning/x.ts', `import '../../demo/seed.ts'`],
    ['src/learning/x.ts', `new Worker(new URL('../people/tries.ts', import.meta.url))`],
    ['src/unheard-of/x.ts', `import { audit } from '../platform/audit.ts'`],
    ['src/app.ts', `import { insertPerson } from './people/person-queries.ts'`],
    ['src/app.ts', `import { testApp } from '../test/app.ts'`],
    ['demo/x.ts', `import { insertPerson } from '../src/people/person-queries.ts'`],
  ]
  for (const [path, text] of wrong)
    assert.equal(findImportViolations(new Map([[path, text]])).length, 1, `${path}: ${text}`)
  const right: [string, string][] = [
    ['src/people/x.tsx', `import { Page } from '../ui/layout.tsx'`],
    ['src/campaigns/x.ts', `import { listRoutes } from '../concerns/concerns.ts'`],
    ['src/campaigns/islands/x.ts', `import { fields } from '../../ui/islands/page.ts'`],
    ['src/campaigns/x.ts', `// import { bulletinKind } from '../bulletins/bulletins.ts'`],
    ['src/people/x.test.ts', `import { publish } from '../publishing/publishing.ts'`],
  ]
  for (const [path, text] of right)
    assert.deepEqual(findImportViolations(new Map([[path, text]])), [], `${path}: ${text}`)
})

test('docs/architecture.md shows who may import whom as it is tested', () => {
  const shown = readFileSync(join(projectFolder, 'docs/architecture.md'), 'utf8')
  assert.ok(
    shown.includes(`\n\n${importTable()}\n`),
    `put this table under "Who may import whom" in docs/architecture.md:\n\n${importTable()}\n`,
  )
})

test('the parts that may import are those that there are', () => {
  const there = new Set(
    [...sources.keys()].filter((path) => /^(src|demo)\//.test(path)).map(partOf),
  )
  assert.deepEqual(Object.keys(mayImport).toSorted(), [...there].toSorted())
})

test('no file and no part imports itself over others', () => {
  assert.deepEqual(findCycles(sources), [])
  const ring = new Map([
    ['src/people/a.ts', `import { b } from './b.ts'`],
    ['src/people/b.ts', `import { c } from './c.ts'`],
    ['src/people/c.ts', `export { a } from './a.ts'`],
    ['src/guidance/guidance.ts', `import type { Course } from '../learning/learning.ts'`],
    ['src/learning/learning.ts', `import type { Page } from '../guidance/guidance.ts'`],
  ])
  assert.deepEqual(findCycles(ring), [
    'src/people/a.ts -> src/people/b.ts -> src/people/c.ts -> src/people/a.ts',
    'guidance -> learning -> guidance',
  ])
})

test('what publishing lends for texts never reaches the database', () => {
  assert.deepEqual(findImpureTexts(sources), [])
  const impure = planted('src/publishing/passages.ts', `import { x } from './term-queries.ts'`)
  assert.ok(
    findImpureTexts(impure).includes(
      'src/publishing/passages.ts reaches src/publishing/term-queries.ts',
    ),
  )
})

test('a table has one owner, and only the owner uses it', () => {
  assert.deepEqual(findTableViolations(sources), [])
  const wrong = [
    `database.selectFrom('person').selectAll()`,
    `database.selectFrom(['elsewhere', 'person as p']).selectAll()`,
    `query.innerJoin('person', 'person.id', 'campaign.owner_id')`,
    `query.leftJoin('person as owner', 'owner.id', 'campaign.owner_id')`,
    `database.insertInto('person').values(x)`,
    `database.updateTable('person').set(x)`,
    `database.deleteFrom('person')`,
    'sql<{ name: string }>`select name from person where id = ${id}`',
    'sql`update person set name = ${name}`',
    `client.query('delete from person')`,
  ]
  for (const text of wrong) {
    assert.deepEqual(
      findTableViolations(planted('src/campaigns/x-queries.ts', text)),
      ['src/campaigns/x-queries.ts uses person of people'],
      text,
    )
    assert.deepEqual(findTableViolations(planted('src/people/x-queries.ts', text)), [], text)
  }
  const joined = `database.selectFrom('subscriber').leftJoin('agency_sector', 'code', 'sector')`
  assert.deepEqual(findTableViolations(planted('src/bulletins/x-queries.ts', joined)), [])
  for (const text of [`database.insertInto('agency_sector')`, 'sql`delete from agency_sector`'])
    assert.equal(findTableViolations(planted('src/bulletins/x-queries.ts', text)).length, 1, text)
  const twice = `declare module '../platform/database.ts' {\n  interface Tables {\n    person: { id: string }\n  }\n}`
  assert.deepEqual(findTableViolations(planted('src/campaigns/x-queries.ts', twice)), [
    'person is declared 2 times: people, campaigns',
  ])
})

test('every table of the migrations has an owner', () => {
  const owners = tableOwners(sources)
  const made = globSync('migrations/*.sql', { cwd: projectFolder }).flatMap((path) =>
    [...readFileSync(join(projectFolder, path), 'utf8').matchAll(/^create table ([a-z_]+)/gm)].map(
      ([, name]) => name!,
    ),
  )
  assert.ok(made.length > 40, `only ${made.length} tables`)
  assert.deepEqual(
    made.filter((name) => !owners.has(name)),
    [],
  )
})

const misplaced: Record<string, string[]> = {
  'raw HTML': [`<p dangerouslySetInnerHTML={{ __html: x }} />`, `jsxTemplate([x])`],
  'the environment': [`process.env['HOME']`, `import { env } from 'node:process'`],
  'the time': [`Date.now()`, `new Date()`, `new Date( )`, `new Date`, `Temporal.Now.instant()`],
  'a request to another machine': [
    `await fetch('https://example.org')`,
    `import { request } from 'node:https'`,
    `import { AwsClient } from 'aws4fetch'`,
  ],
  'an identity provider': [`import { discovery } from 'openid-client'`],
  'a port': [`import { createServer } from 'node:http'`, `import net from 'node:net'`],
  'the mail server': [`import { createTransport } from 'nodemailer'`],
  'a connection to the database': [`import { Pool } from 'pg'`],
}

for (const place of places) {
  test(`${place.what}: only in its place`, () => {
    assert.deepEqual(findMisplaced(sources, place), [])
    assert.ok(
      [...sources.keys()].some((path) => place.only.test(path)),
      'its place is there',
    )
    for (const text of misplaced[place.what] ?? assert.fail('nothing is planted for this rule'))
      assert.equal(findMisplaced(planted('src/campaigns/x.tsx', text), place).length, 1, text)
    const innocent = `// new Date() and process.env\nnew Date(0); boss.fetch('x'); import type { Server } from 'node:http'`
    assert.deepEqual(findMisplaced(planted('src/campaigns/x.tsx', innocent), place), [])
  })
}

test('no file and no folder is a drawer', () => {
  assert.deepEqual(findDrawers(sources.keys()), [])
  for (const path of ['src/people/utils.ts', 'src/common/x.ts', 'src/ui/index.ts', 'lib/x.ts'])
    assert.deepEqual(findDrawers([path]), [path])
})

test('every exported function says what it is for', () => {
  assert.deepEqual(findUndocumented(sources), [])
  const bare = [
    'export function count(): number {',
    'export async function count(): Promise<number> {',
    'export async function* count() {',
    'export const count = (): number => 1',
    'export const count = async <T>(given: T): Promise<T> => given',
    'export const count: (given: string) => number = (given) => given.length',
    'export const count = (\n  given: string,\n): number => given.length',
    'const before = 1\nexport function count() {}',
  ]
  for (const text of bare) {
    assert.deepEqual(
      findUndocumented(new Map([['src/people/x.ts', text]])),
      ['src/people/x.ts does not say what count does'],
      text,
    )
    const said = text.replace('export', '/** How many. */\nexport')
    assert.deepEqual(findUndocumented(new Map([['src/people/x.ts', said]])), [], said)
  }
  for (const [path, text] of [
    ['src/people/x.tsx', 'export function PersonPage() {}'],
    ['src/people/x.ts', 'export const most = 5'],
    ['src/people/x.ts', 'export const Form = z.object({ name: z.string() })'],
    ['src/people/x.test.ts', 'export function count() {}'],
  ] as const)
    assert.deepEqual(findUndocumented(new Map([[path, text]])), [], text)
})

test('routes are mounted, and the samples of e-mails are shown', () => {
  assert.deepEqual(findUnwired(sources), [])
  assert.deepEqual(findUnwired(planted('src/people/forgotten-routes.tsx', '')), [
    'src/people/forgotten-routes.tsx is not mounted in src/app.ts',
  ])
  assert.deepEqual(findUnwired(planted('src/people/forgotten-emails.tsx', '')), [
    'the samples of src/people/forgotten-emails.tsx are not shown at /development/mail',
  ])
})

type Routed = { routes: { method: string; path: string; handler: unknown }[] }

/** What runs before routes, for every path below; anything else for all methods is a route. */
const middleware = ['ALL /*', 'ALL /development/*']

/** Routes whose first handler is not an access rule. */
function findOpenRoutes({ routes }: Routed): string[] {
  const first = new Map<string, MiddlewareHandler>()
  for (const { method, path, handler } of routes) {
    const address = `${method} ${path}`
    if (middleware.includes(address) || first.has(address)) continue
    first.set(address, handler as MiddlewareHandler)
  }
  assert.ok(first.size > 0)
  return [...first].filter(([, handler]) => !accessRuleOf(handler)).map(([address]) => address)
}

test('every route says who may use it', async () => {
  const { app } = await testApp()
  assert.ok(app.routes.length > 200, `only ${app.routes.length} handlers`)
  assert.deepEqual(findOpenRoutes(app), [])
  const slip = new Hono()
    .use(async (_c, next) => next())
    .get('/guarded', may(anyone) as MiddlewareHandler, (c) => c.text(''))
    .post('/open', (c) => c.text(''))
    .get('/late', (c) => c.text(''), may(anyone) as MiddlewareHandler)
  assert.deepEqual(findOpenRoutes(slip), ['POST /open', 'GET /late'])
})

test('every e-mail of every slice is shown at /development/mail', async () => {
  const { request } = await testApp()
  const files = [...sources.keys()].filter(
    (path) => /^src\/[\w/-]+-emails\.tsx$/.test(path) && !isTest(path),
  )
  assert.ok(files.length >= 4, `only ${files.length} files with e-mails`)
  const page = await (await request('/development/mail')).text()
  for (const path of files) {
    const built = join(projectFolder, 'dist', path.replace(/\.tsx$/, '.js'))
    const { sample } = (await import(pathToFileURL(built).href)) as { sample?: object }
    const names = Object.keys(sample ?? {})
    assert.ok(names.length > 0, `${path} exports a sample`)
    for (const name of names) assert.ok(page.includes(`>${name}<`), `${path}: ${name} is shown`)
  }
  const shown = page.match(/\/development\/mail\/samples\/\d+/g) ?? []
  for (const address of new Set(shown))
    for (const path of [address, `${address}/html`])
      assert.equal((await request(path)).status, 200, path)
})
