import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Hono } from 'hono'
import { accessRuleOf, anyone, may } from '../src/platform/access.ts'
import { readMigrations } from '../src/platform/migrations.ts'
import { projectFolder } from '../src/platform/project.ts'
import type { AppEnv } from '../src/platform/web.ts'
import { testApp } from './app.ts'
import {
  cycles,
  drawers,
  importTable,
  mayImport,
  misplaced,
  tableOwners,
  tablesOf,
  unmounted,
  withoutSample,
  wrongImports,
  wrongKinds,
  wrongTables,
} from './architecture-rules.ts'
import { readSourceFiles, sourceFile, type SourceFile } from './source-files.ts'

const files = readSourceFiles()
const migrated = tablesOf(readMigrations().map(({ sql }) => sql))

/** The rule holds for our files, and finds what is planted among them. */
function holds(
  name: string,
  rule: (among: SourceFile[]) => string[],
  planted: [path: string, text: string][],
): void {
  void test(name, () => {
    assert.deepEqual(rule(files), [])
    for (const [path, text] of planted) {
      const among = files.filter((file) => file.path !== path).concat(sourceFile(path, text))
      assert.notDeepEqual(rule(among), [], `${path} was not found: ${text}`)
    }
  })
}

void test('files were found', () => {
  const count = (pattern: RegExp): number => files.filter(({ path }) => pattern.test(path)).length
  assert.ok(count(/^src\//) > 150)
  assert.ok(count(/-routes\.tsx?$/) > 15)
  assert.ok(count(/-queries\.ts$/) > 15)
  assert.ok(count(/-emails\.tsx$/) >= 4)
  assert.ok(files.flatMap(({ imports }) => imports).length > 1000)
  assert.ok(tableOwners(files).size > 30)
  assert.ok(migrated.length > 30)
  for (const { imports } of files)
    for (const { target } of imports)
      assert.ok(
        files.some(({ path }) => path === target) || /\.(json|mjs|js)$/.test(target),
        `${target} is read`,
      )
})

holds('imports follow the table', wrongImports, [
  ['src/platform/planted.ts', `import { x } from '../people/people.ts'`],
  ['src/ui/planted.ts', `import type { X } from '../people/people.ts'`],
  ['src/campaigns/planted.ts', `import {\n  x,\n} from '../guidance/guidance-queries.ts'`],
  ['src/campaigns/planted.ts', `const x = await import('../bulletins/bulletins.ts')`],
  ['src/guidance/planted.ts', `export { x } from '../people/person-queries.ts'`],
  ['src/learning/planted.ts', `import '../publishing/publication-queries.ts'`],
  ['src/newcomers/planted.ts', `export const x = 1`],
  ['src/learning/planted.ts', `import { x } from '../../test/app.ts'`],
])

holds('only app.ts knows routes, and pages know no SQL', wrongKinds, [
  ['src/campaigns/planted.ts', `import { x } from './campaign-routes.tsx'`],
  ['src/campaigns/planted-pages.tsx', `import { findX, type Y } from './campaign-queries.ts'`],
])

holds('nothing goes round in a ring', cycles, [
  ['src/platform/errors.ts', `import { x } from './config.ts'`],
  ['src/concerns/planted.ts', `import type { X } from '../campaigns/campaigns.ts'`],
])

holds('a table belongs to one slice', (among) => wrongTables(among, migrated), [
  ['src/campaigns/planted.ts', `database.selectFrom('person').selectAll()`],
  [
    'src/campaigns/planted.ts',
    `database.selectFrom('campaign').innerJoin(\n  'person as p', 'a', 'b')`,
  ],
  ['src/campaigns/planted.ts', 'sql<{ n: number }>`select 1 from person`'],
  ['src/campaigns/planted.ts', 'sql`delete from audit_entry`'],
  ['src/campaigns/planted.ts', `database.deleteFrom('agency_sector')`],
  [
    'src/campaigns/planted.ts',
    `declare module '../platform/database.ts' {\n  interface Tables {\n    person: X\n  }\n}`,
  ],
])

void test('a table that nobody owns is found', () => {
  assert.match(String(wrongTables(files, ['orphan'])), /orphan has no owner/)
})

holds('raw HTML, the environment and the clock each have one place', misplaced, [
  ['src/campaigns/planted.tsx', `<p dangerouslySetInnerHTML={{ __html: x }} />`],
  ['src/campaigns/planted.ts', `const port = process.env['PORT']`],
  ['src/campaigns/planted.ts', `const now = new Date()`],
  ['demo/planted.ts', `const now = Date.now()`],
])

void test('a comment may speak of what code may not do', () => {
  const text = `/** Not process.env. */\n// nor new Date()\nconst a = 1 // nor Date.now()\n`
  assert.deepEqual(misplaced([sourceFile('src/campaigns/planted.ts', text)]), [])
})

holds('no file has the name of a drawer', drawers, [
  ['src/campaigns/utils.ts', ''],
  ['src/campaigns/index.ts', ''],
  ['src/campaigns/date-helpers.ts', ''],
  ['src/lib/dates.ts', ''],
])

holds('every file of routes is mounted', unmounted, [
  ['src/campaigns/planted-routes.tsx', `export const plantedRoutes = new Hono<AppEnv>()`],
  ['src/campaigns/planted-routes.tsx', `const forgotten = new Hono<AppEnv>()`],
])

holds('every e-mail has a sample to look at', withoutSample, [
  ['src/campaigns/planted-emails.tsx', `export function plantedEmail() {}`],
  ['src/campaigns/planted-emails.tsx', `export const sample = {}`],
])

/** Every path and method whose first handler is not an access rule. Middleware for all paths stands before. */
function unguarded(app: Hono<AppEnv>): string[] {
  const first = new Map<string, object>()
  for (const { path, method, handler } of app.routes) {
    if (method === 'ALL' && path.endsWith('*')) continue
    const route = `${method} ${path}`
    if (!first.has(route)) first.set(route, handler)
  }
  return [...first].filter(([, handler]) => !accessRuleOf(handler)).map(([route]) => route)
}

void test('every route has an access rule beside its path', async () => {
  const { app } = await testApp()
  assert.ok(app.routes.length > 100)
  assert.deepEqual(unguarded(app), [])
  app.get('/planted', (c) => c.text(''))
  app.post('/planted', may(anyone), (c) => c.text(''))
  assert.deepEqual(unguarded(app), ['GET /planted'])
})

void test('docs/architecture.md shows the table of imports', () => {
  const text = readFileSync(join(projectFolder, 'docs/architecture.md'), 'utf8')
  assert.ok(text.includes(importTable()), `put this table there:\n\n${importTable()}\n`)
  for (const slice of Object.keys(mayImport))
    assert.ok(slice === 'insights' || text.includes(`  ${slice}/`), `the map shows ${slice}`)
})
