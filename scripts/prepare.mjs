// Brings a checkout into a state that can run: libraries installed, sources built.
// Plain JavaScript on purpose: it runs on whatever Node (20 or newer) the machine has.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export const project = dirname(dirname(fileURLToPath(import.meta.url)))
const sourceFolders = ['src', 'test', 'demo', 'bench', 'scripts']

/** Ends the program with one sentence, no stack trace. */
export function refuse(sentence) {
  console.error(`\n${sentence}\n`)
  process.exit(1)
}

/** Installs what is missing. */
export async function install() {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    refuse(`Cairn needs Node 20 or newer to start; this is Node ${process.versions.node}.`)
  }
  if (!isInstalled()) {
    // npm would empty the folder that the link leads to, under everybody who uses it.
    if (lstatSync(join(project, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) {
      refuse(
        'node_modules is a link, and what it leads to is not what package-lock.json asks for. Run npm ci where the folder lies, or remove the link.',
      )
    }
    await step('Installing the libraries (npm ci)', () =>
      npm(['ci', '--no-audit', '--no-fund', '--loglevel=error']),
    )
  }
}

/** Installs what is missing and builds what has changed. */
export async function prepare() {
  await install()
  if (!isBuilt() && !(await step('Building', build)))
    refuse('The sources could not be built. `npm run check` says where.')
}

/** The Node that runs Cairn: 24 from the libraries, else this one if it is new enough. */
export function node() {
  const bundled = join(
    project,
    'node_modules',
    'node',
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  )
  if (existsSync(bundled)) return bundled
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  refuse(
    'Cairn runs on Node 24, and npm could not install it for this machine. Install Node 24 and start again.',
  )
}

/**
 * What Node is told when it runs Cairn. Left alone it takes 128 MB for what lives shortly, most of which a process that
 * answers from memory never needs, and lets the rest grow to twice or more of what is in use before it looks through it
 * (`npm run bench -- pages`: residentMb).
 */
export const nodeOptions = [
  '--enable-source-maps',
  '--max-semi-space-size=8',
  '--heap-growing-percent=30',
]

/** Runs a program, resolves with its exit code. */
export function run(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: project, stdio: 'inherit', ...options })
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)))
  })
}

async function step(name, work) {
  const begin = performance.now()
  const notice = setTimeout(() => console.log(`${name} …`), 1000)
  const result = await work()
  clearTimeout(notice)
  const seconds = (performance.now() - begin) / 1000
  if (seconds > 1) console.log(`${name}: ${seconds.toFixed(1)} s`)
  return result
}

async function npm(args) {
  const viaNpm = process.env.npm_execpath
  const code = viaNpm
    ? await run(process.execPath, [viaNpm, ...args])
    : await run('npm', args, { shell: process.platform === 'win32' })
  if (code !== 0)
    refuse(
      'The libraries could not be installed. Check the network, then run the same command again.',
    )
}

// npm leaves a copy of the lockfile in node_modules that says what is really there.
function isInstalled() {
  try {
    const wanted = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8')).packages
    const found = JSON.parse(
      readFileSync(join(project, 'node_modules/.package-lock.json'), 'utf8'),
    ).packages
    return Object.entries(wanted).every(
      ([path, entry]) => path === '' || entry.optional || found[path]?.version === entry.version,
    )
  } catch {
    return false
  }
}

const stamp = join(project, 'dist', '.built')

function isBuilt() {
  try {
    return readFileSync(stamp, 'utf8') === fingerprint()
  } catch {
    return false
  }
}

/** Builds everything; false when the sources are wrong, which the compiler has then said. */
export async function build() {
  const before = fingerprint()
  rmSync(stamp, { force: true })
  // Types are checked by `npm run check`; a start only needs the JavaScript.
  const tsc = join(project, 'node_modules', 'typescript', 'bin', 'tsc')
  if ((await run(node(), [tsc, '-p', project, '--noCheck'])) !== 0) return false
  if ((await run(node(), [join(project, 'scripts', 'build-assets.mjs')])) !== 0) return false
  removeOrphans()
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, before)
  return true
}

function fingerprint() {
  const hash = createHash('sha256')
  for (const file of [
    ...sourceFolders.flatMap((folder) => filesIn(join(project, folder))),
    'package-lock.json',
    'tsconfig.json',
  ]) {
    const path = file.startsWith(project) ? file : join(project, file)
    const { mtimeMs, size } = statSync(path)
    hash.update(`${relative(project, path)} ${mtimeMs} ${size}\n`)
  }
  return hash.digest('hex')
}

// A test or route whose source is gone must not live on in dist.
function removeOrphans() {
  for (const folder of sourceFolders) {
    const built = join(project, 'dist', folder)
    for (const file of existsSync(built) ? filesIn(built) : []) {
      const source = join(project, relative(join(project, 'dist'), file)).replace(
        /\.js(\.map)?$/,
        '',
      )
      if (!existsSync(`${source}.ts`) && !existsSync(`${source}.tsx`)) rmSync(file)
    }
  }
}

function filesIn(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .toSorted()
}
