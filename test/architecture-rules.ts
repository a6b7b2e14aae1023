import { basename } from 'node:path'
import type { SourceFile } from './source-files.ts'

/** `any` file, `open`: any but its SQL, routes, pages and jobs; `door`: only `<slice>/<slice>.ts`. */
type Reach = 'any' | 'open' | 'door'

const below = { platform: 'any', ui: 'any' } as const
const lower = { ...below, people: 'door', publishing: 'open' } as const
const middle = { ...lower, concerns: 'door' } as const

/** Who may import whom; what is not here may not. docs/architecture.md shows this table. */
export const mayImport: Record<string, Record<string, Reach>> = {
  platform: {},
  ui: { platform: 'any' },
  people: below,
  publishing: { ...below, people: 'door' },
  concerns: lower,
  campaigns: { ...middle, guidance: 'door', learning: 'door' },
  guidance: { ...middle, campaigns: 'door', learning: 'door' },
  learning: { ...middle, campaigns: 'door', guidance: 'door' },
  bulletins: { ...middle, campaigns: 'door', guidance: 'door', learning: 'door' },
  insights: lower,
  home: { ...middle, campaigns: 'door', guidance: 'door', learning: 'door', bulletins: 'door' },
  development: lower,
}

const words: Record<Reach, string> = {
  any: 'yes',
  open: 'all but SQL, routes, pages, jobs',
  door: 'front door',
}

/** The table as it stands in docs/architecture.md. */
export function importTable(): string {
  const columns = [...new Set(Object.values(mayImport).flatMap((row) => Object.keys(row)))]
  const lines = Object.entries(mayImport).map(([from, row]) => [
    `\`${from}\``,
    ...columns.map((to) => (from === to ? 'own' : row[to] ? words[row[to]] : '–')),
  ])
  return [
    ['from', ...columns.map((to) => `\`${to}\``)],
    columns.concat('').map(() => '---'),
    ...lines,
  ]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
}

const isTest = (path: string): boolean => /(\.test\.tsx?|\/test-[\w-]+\.tsx?)$/.test(path)
const ours = (files: SourceFile[]): SourceFile[] =>
  files.filter(({ path }) => path.startsWith('src/') && !isTest(path))

/** `src/campaigns/campaigns.ts` lies in campaigns; what lies directly in src wires everything and has none. */
function sliceOf(path: string): string | undefined {
  return /^src\/([^/]+)\//.exec(path)?.[1]
}

/** Imports that the table does not allow, and slices that it does not know. */
export function wrongImports(files: SourceFile[]): string[] {
  return ours(files).flatMap(({ path, imports }) => {
    const from = sliceOf(path)
    if (!from) return []
    const row = mayImport[from]
    if (!row) return [`${path}: the slice ${from} is not in the table of imports`]
    return imports
      .filter(
        ({ target }) => sliceOf(target) !== from && !isReached(row[sliceOf(target) ?? ''], target),
      )
      .map(({ target }) => `${path} -> ${target}`)
  })
}

function isReached(reach: Reach | undefined, target: string): boolean {
  if (reach === 'any') return true
  if (reach === 'open') return !/-(queries|routes|pages?|jobs)\.tsx?$/.test(target)
  return reach === 'door' && target === `src/${sliceOf(target)}/${sliceOf(target)}.ts`
}

/** Inside a slice: only app.ts knows routes; pages are functions of data and ask the database nothing. */
export function wrongKinds(files: SourceFile[]): string[] {
  const routes = new Set(files.filter(isRoutes).map(({ path }) => path))
  const asks =
    /^(find|list|count|add|change|remove|insert|update|delete|read|search|record|keep)[A-Z]/
  return ours(files).flatMap(({ path, imports }) =>
    imports
      .filter(
        ({ target, names }) =>
          (routes.has(target) && path !== 'src/app.ts') ||
          (/-pages?\.tsx$/.test(path) &&
            /-queries\.ts$/.test(target) &&
            names.some((name) => asks.test(name))),
      )
      .map(({ target }) => `${path} -> ${target}`),
  )
}

function isRoutes({ path, code }: SourceFile): boolean {
  return /-routes\.tsx?$/.test(path) && /new Hono\b/.test(code)
}

/** Rings of files that need each other to be loaded, and rings of slices. */
export function cycles(files: SourceFile[]): string[] {
  const edges = new Map<string, Set<string>>()
  const slices = new Map<string, Set<string>>()
  const add = (graph: Map<string, Set<string>>, from: string, to: string): void => {
    if (!graph.has(from)) graph.set(from, new Set())
    graph.get(from)?.add(to)
  }
  for (const { path, imports } of ours(files))
    for (const { target, typeOnly } of imports) {
      const [from, to] = [sliceOf(path), sliceOf(target)]
      if (!typeOnly) add(edges, path, target)
      if (from && to && from !== to) add(slices, from, to)
    }
  return [...ringsOf(edges), ...ringsOf(slices)]
}

function ringsOf(graph: Map<string, Set<string>>): string[] {
  const finished = new Set<string>()
  const rings: string[] = []
  const walk = (node: string, trail: string[]): void => {
    if (trail.includes(node)) {
      rings.push([...trail.slice(trail.indexOf(node)), node].join(' -> '))
      return
    }
    if (finished.has(node)) return
    for (const next of graph.get(node) ?? []) walk(next, [...trail, node])
    finished.add(node)
  }
  for (const node of graph.keys()) walk(node, [])
  return rings
}

/** The slice whose `declare module` block names a table. */
export function tableOwners(files: SourceFile[]): Map<string, string[]> {
  const owners = new Map<string, string[]>()
  for (const { path, code } of files) {
    for (const [, block = ''] of code.matchAll(
      /declare module '[^']*database\.ts' \{\s*interface Tables \{([\s\S]*?)\n  \}/g,
    )) {
      for (const [, table = ''] of block.matchAll(/^ {4}(\w+):/gm))
        owners.set(table, [...(owners.get(table) ?? []), sliceOf(path) ?? path])
    }
  }
  return owners
}

/** Tables that hold no rule of their slice; others may join them, and only read. */
const joined = new Set(['file', 'development_mail', 'agency_sector'])

/** SQL on a table of another slice, and tables with two owners or none. */
export function wrongTables(files: SourceFile[], migrated: string[]): string[] {
  const owners = tableOwners(files)
  const doubled = [...owners].filter(([, slices]) => slices.length > 1)
  const ownerless = migrated.filter((table) => !owners.has(table) && !table.startsWith('insight_'))
  const foreign = ours(files).flatMap(({ path, code }) =>
    tablesIn(code)
      .filter(({ table, reads }) => owners.has(table) && !(reads && joined.has(table)))
      .filter(({ table }) => !owners.get(table)?.includes(sliceOf(path) ?? ''))
      .map(({ table }) => `${path}: ${table} belongs to ${owners.get(table)?.join()}`),
  )
  return [
    ...doubled.map(
      ([table, slices]) => `${table} has ${slices.length} owners: ${slices.join(', ')}`,
    ),
    ...ownerless.map((table) => `${table} has no owner`),
    ...new Set(foreign),
  ]
}

function tablesIn(code: string): { table: string; reads: boolean }[] {
  const called = code.matchAll(
    /\.(selectFrom|insertInto|updateTable|deleteFrom|mergeInto|using|\w+Join|from)\(\s*\[?\s*'(\w+)/g,
  )
  const written = [...code.matchAll(/sql(?:<[^`]*?>)?`([^`]*)`/g)].flatMap(([, statement = '']) => [
    ...statement.matchAll(
      /\b(delete\s+from|from|join|into|update|table|truncate)\s+(?:only\s+)?(\w+)/gi,
    ),
  ])
  return [...called, ...written].map(([, verb = '', table = '']) => ({
    table,
    reads: /^(selectFrom|using|\w+Join|from|join)$/i.test(verb),
  }))
}

/** Tables and views that migrations make. */
export function tablesOf(migrations: string[]): string[] {
  return migrations.flatMap((text) =>
    [...text.matchAll(/^create (?:table|(?:materialized )?view) (?:if not exists )?(\w+)/gm)].map(
      ([, table = '']) => table,
    ),
  )
}

type Reserved = { what: string; pattern: RegExp; home: RegExp }

const reserved: Reserved[] = [
  {
    what: 'raw HTML',
    pattern: /dangerouslySetInnerHTML/,
    home: /^src\/ui\/raw-html\.tsx$/,
  },
  {
    what: 'the environment',
    pattern: /process\.env\b/,
    home: /^(src\/platform\/config\.ts|test\/|bench\/)/,
  },
  {
    what: 'the clock',
    pattern: /Date\.now\(\)|new Date\(\)/,
    // A browser's clock is another one.
    home: /^(src\/platform\/clock\.ts|src\/[^/]+\/islands\/|test\/|bench\/)/,
  },
]

/** What may stand in one place only, found elsewhere. */
export function misplaced(files: SourceFile[]): string[] {
  return files
    .filter(({ path }) => !isTest(path))
    .flatMap(({ path, code }) =>
      reserved
        .filter(({ pattern, home }) => pattern.test(code) && !home.test(path))
        .map(({ what }) => `${path}: ${what}`),
    )
}

/** Names of drawers, where anything could lie. */
export function drawers(files: SourceFile[]): string[] {
  const names =
    /^(utils?|common|lib|libs|helpers?|misc|shared|core|index|services?|managers?|stuff)$/
  return files
    .map(({ path }) => path)
    .filter((path) => {
      const [file = '', ...folders] = path.split('/').toReversed()
      const words = basename(file).replace(/(\.test)?\.tsx?$/, '')
      return (
        names.test(words) || /-(utils?|helpers?)$/.test(words) || folders.some((f) => names.test(f))
      )
    })
    .filter((path) => path !== 'src/platform/services.ts')
}

/** Routes that app.ts does not mount: every exported routes object or function of every `*-routes.tsx`. */
export function unmounted(files: SourceFile[]): string[] {
  const app = files.find(({ path }) => path === 'src/app.ts')?.code ?? ''
  return ours(files)
    .filter(isRoutes)
    .flatMap(({ path, code }) => {
      const names = [...code.matchAll(/^export (?:const|function) (\w*[rR]outes)\b/gm)].map(
        ([, name = '']) => name,
      )
      if (names.length === 0) return [`${path}: exports no routes`]
      return names
        .filter((name) => !new RegExp(`app\\.route\\([^)]*\\b${name}\\b`).test(app))
        .map((name) => `${path}: ${name} is not mounted`)
    })
}

/** E-mails that nobody can look at. */
export function withoutSample(files: SourceFile[]): string[] {
  const app = files.find(({ path }) => path === 'src/app.ts')
  return ours(files)
    .filter(({ path }) => /-emails\.tsx$/.test(path))
    .filter(
      ({ path, code }) =>
        !/^export const sample\b/m.test(code) ||
        !app?.imports.some(({ target }) => target === path),
    )
    .map(({ path }) => `${path}: no sample that app.ts shows under /development/mail`)
}
