import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium, type Browser } from 'playwright-core'
import { projectFolder } from '../src/platform/project.ts'

/** A Chromium to start: its program, and what its environment needs. */
export type Chromium = { program: string; environment: Record<string, string> }

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** CHROMIUM_PATH, else the system's Chromium or Chrome, else the one that npm ships. */
export async function findChromium(): Promise<Chromium> {
  const given = process.env['CHROMIUM_PATH']
  if (given && !existsSync(given))
    throw new Error(`CHROMIUM_PATH is ${given}, and there is no such file`)
  const program = given || systemChromium()
  return program ? { program, environment: {} } : chromiumFromNpm()
}

export async function launchChromium(): Promise<Browser> {
  const { program, environment } = await findChromium()
  return chromium.launch({
    executablePath: program,
    args,
    env: { ...(process.env as Record<string, string>), ...environment },
  })
}

function systemChromium(): string | undefined {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return [
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ].find((path) => existsSync(path))
}

/**
 * The headless Chromium of @sparticuz/chromium (Linux x64), unpacked once, with the libraries that bare machines lack.
 * Unpacked beside and renamed, as several test files may want it at the same moment.
 */
async function chromiumFromNpm(): Promise<Chromium> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('no Chromium or Chrome was found: install one, or name it in CHROMIUM_PATH')
  const shipped = join(projectFolder, 'node_modules/@sparticuz/chromium')
  const { version } = JSON.parse(readFileSync(join(shipped, 'package.json'), 'utf8')) as {
    version: string
  }
  const home = join(projectFolder, `node_modules/.cache/cairn-chromium-${version}`)
  if (!existsSync(home)) {
    mkdirSync(join(home, '..'), { recursive: true })
    const unfinished = mkdtempSync(`${home}.`)
    await unpack(join(shipped, 'bin'), unfinished)
    try {
      renameSync(unfinished, home)
    } catch {
      rmSync(unfinished, { recursive: true, force: true })
    }
  }
  const libraries = join(home, 'al2023/lib')
  return {
    program: join(home, 'chromium'),
    environment: {
      LD_LIBRARY_PATH: [libraries, process.env['LD_LIBRARY_PATH']].filter(Boolean).join(delimiter),
      ...(existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(home, 'fonts') }),
    },
  }
}

// The package unpacks into the folder for temporary files, so that is what we set while it does.
async function unpack(packed: string, folder: string): Promise<void> {
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = folder
  try {
    const { default: shipped, inflate } = await import('@sparticuz/chromium')
    await shipped.executablePath(packed)
    await inflate(join(packed, 'al2023.tar.br'))
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
}
