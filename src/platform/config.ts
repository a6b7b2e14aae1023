import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { z } from 'zod'
import { Refusal } from './errors.ts'
import { projectFolder } from './project.ts'

/** Every variable Cairn reads. A name beginning with CAIRN_ that is not here is refused: it is a slip. */
const variables = {
  PORT: { default: '3000', says: 'port to serve on, 0 to 65535 (0 = any free one)' },
  HOST: { default: '127.0.0.1', says: 'address to listen on; 0.0.0.0 for every network' },
  PUBLIC_URL: {
    default: '',
    says: 'address people use, such as https://cairn.example.org; default http://localhost:PORT',
  },
  DATABASE_URL: {
    default: '',
    says: 'PostgreSQL 15 or newer, postgres://user:password@host/database; default: the embedded one',
  },
  SMTP_URL: {
    default: '',
    says: 'mail server, smtp://user:password@host:587; default: mail is kept and shown at /development/mail',
  },
  MAIL_FROM: { default: 'Cairn <no-reply@cairn.example>', says: 'sender of every e-mail' },
  FILES_URL: {
    default: '',
    says: 'S3-compatible storage, s3+https://key:secret@host/bucket?region=…; default: the data folder',
  },
  NODE_ENV: {
    default: 'development',
    says: 'production switches off the demonstration and /development',
  },
  LOG_LEVEL: { default: 'info', says: 'silent, error, info or debug' },
  CAIRN_DATA: {
    default: './data',
    says: 'folder of the embedded database, uploaded files and secrets',
  },
  CAIRN_ROLE: { default: 'all', says: 'all, web or worker: what this process does' },
  CAIRN_SECRET: {
    default: '',
    says: 'at least 32 characters; encrypts second-factor keys; default: made once, kept in the data folder',
  },
  CAIRN_METRICS_TOKEN: {
    default: '',
    says: 'bearer token for /metrics; without it only this machine may read them',
  },
  CAIRN_TRUSTED_PROXIES: {
    default: '0',
    says: 'how many reverse proxies stand in front (0 to 5), so that addresses are read from X-Forwarded-For',
  },
  CAIRN_LOOPBACK_PROVIDERS: {
    default: 'no',
    says: 'yes or no: may a sign-in provider run on this machine, over http, to try one out; never in production',
  },
} as const

type Variable = keyof typeof variables

export type Config = {
  port: number
  host: string
  /** Without a trailing slash. */
  publicUrl: string
  /** True when PUBLIC_URL was given: then requests for other hosts are refused. */
  hostIsFixed: boolean
  databaseUrl: string | null
  smtpUrl: string | null
  mailFrom: string
  filesUrl: string | null
  environment: 'development' | 'production'
  logLevel: 'silent' | 'error' | 'info' | 'debug'
  dataFolder: string
  role: 'all' | 'web' | 'worker'
  secret: string | null
  metricsToken: string | null
  trustedProxies: number
  /** Identity providers on this machine are spoken with, over http too. */
  allowsLoopbackProviders: boolean
}

const url = (schemes: string[]) =>
  z.string().refine((value) => {
    try {
      return value === '' || schemes.includes(new URL(value).protocol)
    } catch {
      return false
    }
  })

const shape = z.object({
  PORT: z.coerce.number().int().min(0).max(65535),
  HOST: z.string().regex(/^[0-9a-zA-Z.:-]+$/),
  PUBLIC_URL: url(['http:', 'https:']),
  DATABASE_URL: url(['postgres:', 'postgresql:']),
  SMTP_URL: url(['smtp:', 'smtps:']),
  MAIL_FROM: z.string().regex(/^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/),
  FILES_URL: url(['s3+https:', 's3+http:']),
  NODE_ENV: z.enum(['development', 'production']),
  LOG_LEVEL: z.enum(['silent', 'error', 'info', 'debug']),
  CAIRN_DATA: z.string().min(1),
  CAIRN_ROLE: z.enum(['all', 'web', 'worker']),
  CAIRN_SECRET: z.string().refine((value) => value === '' || value.length >= 32),
  CAIRN_METRICS_TOKEN: z.string(),
  CAIRN_TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5),
  CAIRN_LOOPBACK_PROVIDERS: z.enum(['yes', 'no']),
} satisfies Record<Variable, z.ZodType>)

/**
 * Reads the configuration once. Throws a Refusal that names the variable, what it holds and what it should be.
 * Secrets are never repeated in the message.
 */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const unknown = Object.keys(environment).find(
    (name) =>
      name.startsWith('CAIRN_') && !(name in variables) && name !== 'CAIRN_TEST_DATABASE_URL',
  )
  if (unknown)
    throw new Refusal(
      `The variable ${unknown} is not one that Cairn knows. Known: ${Object.keys(variables).join(', ')}.`,
    )

  const given = Object.fromEntries(
    Object.entries(variables).map(([name, { default: fallback }]) => [
      name,
      environment[name]?.trim() || fallback,
    ]),
  )
  const parsed = shape.safeParse(given)
  if (!parsed.success) {
    const name = String(parsed.error.issues[0]?.path[0]) as Variable
    const shown =
      /URL|SECRET|TOKEN/.test(name) && name !== 'PUBLIC_URL' ? '' : ` It is "${given[name]}".`
    throw new Refusal(
      `The variable ${name} is wrong.${shown} It should be: ${variables[name].says}.`,
    )
  }
  const values = parsed.data
  if (values.CAIRN_ROLE === 'worker' && !values.DATABASE_URL) {
    throw new Refusal(
      'CAIRN_ROLE=worker needs DATABASE_URL: a worker of its own shares a PostgreSQL server with the web process.',
    )
  }
  if (values.CAIRN_LOOPBACK_PROVIDERS === 'yes' && values.NODE_ENV === 'production') {
    throw new Refusal(
      'CAIRN_LOOPBACK_PROVIDERS=yes is for trying a provider out. In production it would let a provider’s address reach into this machine.',
    )
  }
  return {
    port: values.PORT,
    host: values.HOST,
    publicUrl: (values.PUBLIC_URL || `http://localhost:${values.PORT}`).replace(/\/+$/, ''),
    hostIsFixed: values.PUBLIC_URL !== '',
    databaseUrl: values.DATABASE_URL || null,
    smtpUrl: values.SMTP_URL || null,
    mailFrom: values.MAIL_FROM,
    filesUrl: values.FILES_URL || null,
    environment: values.NODE_ENV,
    logLevel: values.LOG_LEVEL,
    dataFolder: resolve(projectFolder, values.CAIRN_DATA),
    role: values.CAIRN_ROLE,
    secret: values.CAIRN_SECRET || null,
    metricsToken: values.CAIRN_METRICS_TOKEN || null,
    trustedProxies: values.CAIRN_TRUSTED_PROXIES,
    allowsLoopbackProviders: values.CAIRN_LOOPBACK_PROVIDERS === 'yes',
  }
}

/** Makes the data folder if it is missing. Throws a Refusal where it cannot be read and written. */
export function openDataFolder(folder: string): void {
  try {
    makeFolder(folder)
    if (!statSync(folder).isDirectory()) throw new Error('not a folder')
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch {
    throw new Refusal(
      existsSync(folder)
        ? `The data folder ${folder} cannot be read and written by this user. Nothing was changed.`
        : `The data folder ${folder} cannot be made. Choose another with CAIRN_DATA.`,
    )
  }
}

// Not mkdir's own `recursive`: below a folder such as /proc, where nothing can be made, it never ends.
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  mkdirSync(folder)
}

/** What `npm run cairn -- help` prints about configuration. */
export const configurationHelp = Object.entries(variables).map(
  ([name, { says, default: fallback }]) => ({
    name,
    says,
    default: fallback,
  }),
)
