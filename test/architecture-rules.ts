import { dirname, join } from 'node:path/posix'

/** The sources by their path from the checkout, such as `src/people/person-page.tsx`. */
export type Sources = ReadonlyMap<string, string>

/** What a part may reach into: `all` files of another part, or only its `door`. */
type Reach = 'all' | 'door'

const base = { platform: 'all', ui: 'all', people: 'door', publishing: 'door' } as const
const fieldSlices = ['campaigns', 'concerns', 'guidance', 'learning'] as const
const doorsOf = (parts: readonly string[]): Record<string, Reach> =>
  Object.fromEntries(parts.map((part) => [part, 'door']))
const field = { ...base, ...doorsOf(fieldSlices) }
const everyDoor = { ...field, bulletins: 'door', home: 'door' } as const

/** Who may import whom; the top are the files of src/ itself. A part that is not here may import nothing. */
export const mayImport: Record<string, Record<string, Reach>> = {
  platform: {},
  ui: { platform: 'all' },
  people: { platform: 'all', ui: 'all' },
  publishing: { platform: 'all', ui: 'all', people: 'door' },
  ...Object.fromEntries(fieldSlices.map((slice) => [slice, field])),
  bulletins: field,
  home: everyDoor,
  development: everyDoor,
  demo: everyDoor,
  top: { ...everyDoor, development: 'door', demo: 'all' },
}

/**
 * Beside its front door, publishing lends what reads and shows texts: pure files, which a thread or a
 * browser can load without the database behind the door.
 */
const textDoors =
  /^src\/publishing\/(rich-text[a-z-]*|compared-words|calendar-words|plain-dates|relative-dates|passages|missing-links|editor-checks)\.tsx?$/

/** What only the files that wire everything may take from a slice. */
const wiredKinds = /(-(routes|jobs|emails|access|commands?|paths)|personal-records)\.tsx?$/

export const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path)
const isIsland = (path: string): boolean => path.includes('/islands/')
/** What runs in production; tests, measurements and the demonstration may look anywhere. */
const isProduct = (path: string): boolean => path.startsWith('src/') && !isTest(path)

/** `people` of `src/people/…`, `top` of `src/app.ts`, else the first folder. */
export function partOf(path: string): string {
  const [first = '', second = '', third] = path.split('/')
  if (first !== 'src') return first
  return third === undefined ? 'top' : second
}

/** A source without its comments. Addresses in strings stay whole, as nothing else begins with a blank and `//`. */
export function withoutComments(source: string): string {
  return source
    .replaceAll(/(^|[\s({[,;])\/\*[\s\S]*?\*\//g, '$1')
    .replaceAll(/(^|[\s;{},)])\/\/.*$/gm, '$1')
}

export type Import = { target: string; isTypeOnly: boolean }

/** The own files that a file imports, by path, with dynamic imports and files that threads load. */
export function importsOf(path: string, source: string): Import[] {
  const statements =
    /\b(?:import|export)\s+(type\s+)?[\w*{}\s,$]*?\bfrom\s*'(\.[^']+)'|\bimport\s*\(?\s*'(\.[^']+)'|new URL\(\s*[`'](\.[^`']+)[`']\s*,\s*import\.meta\.url/g
  return [...withoutComments(source).matchAll(statements)].map((match) => ({
    target: join(dirname(path), (match[2] ?? match[3] ?? match[4])!.replace('${extension}', 'ts')),
    isTypeOnly: match[1] !== undefined,
  }))
}

/** Imports that "Who may import whom" does not allow. */
export function findImportViolations(sources: Sources): string[] {
  return [...sources].flatMap(([path, source]) => {
    const from = partOf(path)
    if (isTest(path) || (from !== 'demo' && !path.startsWith('src/'))) return []
    return importsOf(path, source)
      .filter(({ target }) => !isAllowed(path, target))
      .map(({ target }) => `${path} -> ${target}`)
  })
}

function isAllowed(path: string, target: string): boolean {
  const [from, to] = [partOf(path), partOf(target)]
  if (to === 'bench' || to === 'test' || to === '..') return false
  // Only the top mounts routes; inside a slice too nobody else needs them.
  if (/-routes\.tsx?$/.test(target) && from !== 'top') return false
  if (from === to) return true
  const reach = mayImport[from]?.[to]
  if (reach === 'all') return true
  if (reach !== 'door') return false
  if (target === `src/${to}/${to}.ts` || textDoors.test(target)) return true
  if (isIsland(path) && isIsland(target)) return true
  return from === 'top' && wiredKinds.test(target)
}

/** Files of publishing that are lent as pure and yet reach the database, over any number of imports. */
export function findImpureTexts(sources: Sources): string[] {
  const reached = (path: string, seen = new Set<string>()): Set<string> => {
    if (seen.has(path)) return seen
    seen.add(path)
    for (const { target, isTypeOnly } of importsOf(path, sources.get(path) ?? ''))
      if (!isTypeOnly) reached(target, seen)
    return seen
  }
  return [...sources.keys()]
    .filter((path) => textDoors.test(path))
    .flatMap((path) =>
      [...reached(path)]
        .filter((target) => /-queries\.ts$|^src\/platform\/database\.ts$/.test(target))
        .map((target) => `${path} reaches ${target}`),
    )
}

/**
 * Rings of imports. Between files only what is there when the program runs counts; between parts types
 * count too, because two parts that know each other are one.
 */
export function findCycles(sources: Sources): string[] {
  const files = new Map<string, Set<string>>()
  const parts = new Map<string, Set<string>>()
  const add = (graph: Map<string, Set<string>>, from: string, to: string) =>
    graph.set(from, (graph.get(from) ?? new Set()).add(to))
  for (const [path, source] of sources) {
    if (!isProduct(path)) continue
    for (const { target, isTypeOnly } of importsOf(path, source)) {
      if (!isTypeOnly) add(files, path, target)
      if (partOf(path) !== partOf(target)) add(parts, partOf(path), partOf(target))
    }
  }
  return [...ringsOf(files), ...ringsOf(parts)]
}

function ringsOf(graph: Map<string, Set<string>>): string[] {
  const rings: string[] = []
  const done = new Set<string>()
  const walk = (at: string, way: string[]): void => {
    const begin = way.indexOf(at)
    if (begin !== -1) return void rings.push([...way.slice(begin), at].join(' -> '))
    if (done.has(at)) return
    for (const next of graph.get(at) ?? []) walk(next, [...way, at])
    done.add(at)
  }
  for (const start of graph.keys()) walk(start, [])
  return rings
}

/** Each table's owner: the part whose file declares its row type. */
export function tableOwners(sources: Sources): Map<string, string[]> {
  const owners = new Map<string, string[]>()
  for (const [path, source] of sources) {
    for (const name of declaredTables(withoutComments(source)))
      owners.set(name, [...(owners.get(name) ?? []), partOf(path)])
  }
  return owners
}

function declaredTables(source: string): string[] {
  const names: string[] = []
  for (const { 0: opening, index } of source.matchAll(
    /declare module '[./a-z]*database\.ts'\s*\{\s*interface Tables\s*\{/g,
  )) {
    let depth = 1
    const body = source.slice(index + opening.length)
    for (const { 0: sign, 1: name } of body.matchAll(/[{}]|(?<=[\s{;])([a-z_]+)\??:/g)) {
      if (sign === '{') depth += 1
      else if (sign === '}') depth -= 1
      else if (depth === 1) names.push(name!)
      if (depth === 0) break
    }
  }
  return names
}

/** Tables that others may read beside their owner; each needs a reason. */
export const lentTables: Record<string, { to: string[]; because: string }> = {
  agency_sector: {
    to: ['bulletins'],
    because: 'codes with their names, which only migrations change',
  },
  file: {
    to: ['publishing'],
    because: 'a picture is a file with a description, listed in one query',
  },
}

/** Tables that a part uses and another owns, and tables with more than one owner. */
export function findTableViolations(sources: Sources): string[] {
  const owners = tableOwners(sources)
  const shared = [...owners]
    .filter(([, parts]) => parts.length > 1)
    .map(([table, parts]) => `${table} is declared ${parts.length} times: ${parts.join(', ')}`)
  const strays = [...sources].flatMap(([path, source]) => {
    if (!isProduct(path)) return []
    const part = partOf(path)
    return tablesUsedIn(withoutComments(source))
      .filter(({ table }) => owners.has(table) && owners.get(table)![0] !== part)
      .filter(({ table, writes }) => writes || !lentTables[table]?.to.includes(part))
      .map(({ table }) => `${path} uses ${table} of ${owners.get(table)![0]}`)
  })
  return [...shared, ...new Set(strays)]
}

type Use = { table: string; writes: boolean }

function tablesUsedIn(source: string): Use[] {
  const calls =
    /(selectFrom|insertInto|updateTable|deleteFrom|mergeInto|(?:inner|left|right|full|cross)Join(?:Lateral)?|using|sql\.table|\.from)\(\s*(\[[^\]]*\]|'[^']*')/g
  const called = [...source.matchAll(calls)].flatMap(([, call, named]) =>
    [...named!.matchAll(/'([a-z_]+)(?: as \w+)?'/g)].map(([, table]) => ({
      table: table!,
      writes: /^(insert|update|delete|merge)/.test(call!),
    })),
  )
  const statements = [...source.matchAll(/(?:\bsql(?:<[^`]*?>)?|\.query\()\s*(`[^`]*`|'[^']*')/g)]
  const verbs =
    /\b(delete from|insert into|merge into|from|join|into|update|table|using|references|only)\s+"?([a-z_]+)/gi
  const written = statements.flatMap(([, statement]) =>
    [...statement!.matchAll(verbs)].map(([, verb, table]) => ({
      table: table!.toLowerCase(),
      writes: !/^(from|join|using|only|references)$/i.test(verb!),
    })),
  )
  return [...called, ...written]
}

export type Place = { what: string; pattern: RegExp; only: RegExp }

/** What may stand in one place only. */
export const places: Place[] = [
  {
    what: 'raw HTML',
    pattern: /\b(dangerouslySetInnerHTML|jsxTemplate)\b/,
    only: /^src\/ui\/raw-html\.tsx$/,
  },
  {
    what: 'the environment',
    pattern: /\bprocess\s*\.\s*env\b|\bimport\s*\{[^}]*\benv\b[^}]*\}\s*from 'node:process'/,
    only: /^src\/platform\/config\.ts$/,
  },
  {
    what: 'the time',
    pattern: /\bDate\.now\(|\bnew Date\(\s*\)|\bnew Date\b(?!\s*\()|\bTemporal\.Now\b/,
    only: /^src\/platform\/clock\.ts$|\/islands\//,
  },
  {
    what: 'a request to another machine',
    pattern:
      /(?<![.\w])fetch\(|\bimport (?!type)[^']*'(?:node:https|node:http2|node:tls|undici|aws4fetch)'/,
    only: /^src\/platform\/(files|outgoing-fetch)\.ts$|\/islands\//,
  },
  {
    what: 'an identity provider',
    pattern: /'openid-client(\/[^']*)?'/,
    only: /^src\/people\/single-sign-on\/provider-client\.ts$/,
  },
  {
    what: 'a port',
    pattern: /\bimport (?!type)[^']*'node:(?:http|net)'/,
    // The second asks for a free one before it starts the database there; the third opens none, and connects to checked
    // addresses only.
    only: /^src\/platform\/(web-server|embedded-postgres|outgoing-fetch)\.ts$/,
  },
  {
    what: 'the mail server',
    pattern: /'nodemailer(\/[^']*)?'/,
    only: /^src\/platform\/mail\.ts$/,
  },
  {
    what: 'a connection to the database',
    pattern: /\bimport (?!type)[^']*'(?:pg|pg-boss|embedded-postgres)'/,
    only: /^src\/platform\//,
  },
]

/** Uses of what may stand in one place only, elsewhere. */
export function findMisplaced(sources: Sources, { what, pattern, only }: Place): string[] {
  return [...sources]
    .filter(([path, source]) => isInReach(path) && !only.test(path) && uses(source, pattern))
    .map(([path]) => `${path} uses ${what}`)
}

const isInReach = (path: string): boolean => isProduct(path) || partOf(path) === 'demo'
const uses = (source: string, pattern: RegExp): boolean => pattern.test(withoutComments(source))

/** Names that say nothing of what is inside: such drawers fill until nobody finds anything. */
export function findDrawers(paths: Iterable<string>): string[] {
  const drawers = /(^|\/)(utils?|common|helpers?|services|lib|shared|misc|core|index)(\/|\.[a-z]+$)/
  // platform/services.ts is no drawer: it is the one record of what a program of ours has.
  return [...paths].filter((path) => drawers.test(path) && path !== 'src/platform/services.ts')
}

/**
 * Exported functions without a docstring. Components need none: their name is what is shown, and their types say from
 * what.
 */
export function findUndocumented(sources: Sources): string[] {
  const functions =
    /(\*\/\s*)?^export (?:async )?(?:function\*? ?(\w+)|const (\w+)(?=(?::[^=]*(?:=>[^=]*)?)? = (?:async )?(?:\($|[(<][^\n]*=>)))/gm
  return [...sources].flatMap(([path, source]) => {
    if (!path.startsWith('src/') || isTest(path)) return []
    return [...source.matchAll(functions)]
      .map(([, comment, declared, assigned]) => ({ comment, name: (declared ?? assigned)! }))
      .filter(({ comment, name }) => !comment && !(path.endsWith('.tsx') && /^[A-Z]/.test(name)))
      .map(({ name }) => `${path} does not say what ${name} does`)
  })
}

/** Files with routes that app.ts does not mount, and e-mails whose samples it does not show. */
export function findUnwired(sources: Sources): string[] {
  const app = withoutComments(sources.get('src/app.ts') ?? '')
  const imported = new Map(
    [...app.matchAll(/import \{([^}]*)\} from '\.\/([^']+)'/g)].map(([, names, file]) => [
      `src/${file}`,
      names!.split(',').map((name) => name.trim().replace(/^.* as /, '')),
    ]),
  )
  const isUsed = (path: string, use: (name: string) => RegExp): boolean =>
    imported.get(path)?.some((name) => name !== '' && use(name).test(app)) ?? false
  return [...sources.keys()].filter(isProduct).flatMap((path) => {
    if (/-routes\.tsx?$/.test(path))
      return isUsed(path, (name) => new RegExp(`app\\.route\\('/', ${name}\\b`))
        ? []
        : [`${path} is not mounted in src/app.ts`]
    if (path.endsWith('-emails.tsx') && path.split('/').length > 2)
      return isUsed(path, (name) => new RegExp(`\\.\\.\\.${name}\\b`))
        ? []
        : [`the samples of ${path} are not shown at /development/mail`]
    return []
  })
}

/** The table of docs/architecture.md. */
export function importTable(): string {
  const parts = Object.keys(everyDoor)
  const cell = (from: string, to: string): string => {
    if (from === to) return 'own'
    const reach = mayImport[from]?.[to]
    return reach === 'all' ? 'yes' : (reach ?? '–')
  }
  const names: Record<string, string> = { top: '`app.ts`, `main.ts`, `cairn.ts`', demo: 'demo/' }
  const row = (cells: string[]): string => `| ${cells.join(' | ')} |`
  return [
    row(['from', ...parts]),
    row(['---', ...parts.map(() => '---')]),
    ...Object.keys(mayImport).map((from) =>
      row([names[from] ?? from, ...parts.map((to) => cell(from, to))]),
    ),
  ].join('\n')
}
