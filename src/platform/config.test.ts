import assert from 'node:assert/strict'
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { configurationHelp, openDataFolder, readConfig } from './config.ts'
import { Refusal } from './errors.ts'

const refused = (environment: Record<string, string>): string => {
  try {
    readConfig(environment)
  } catch (error) {
    assert.ok(error instanceof Refusal)
    return error.message
  }
  return 'not refused'
}

test('without any variable the configuration is that of a demonstration on this machine', () => {
  const config = readConfig({})
  assert.equal(config.port, 3000)
  assert.equal(config.host, '127.0.0.1')
  assert.equal(config.publicUrl, 'http://localhost:3000')
  assert.equal(config.hostIsFixed, false)
  assert.equal(config.databaseUrl, null)
  assert.equal(config.environment, 'development')
  assert.equal(config.role, 'all')
})

test('each variable is refused by name when it is wrong, and taken when it is right', () => {
  const values: Record<string, { wrong: string[]; right: string[] }> = {
    PORT: { wrong: ['http', '-1', '65536', '3.5'], right: ['0', '8080'] },
    HOST: { wrong: ['a b', 'x;y'], right: ['0.0.0.0', '::1', 'cairn.example.org'] },
    PUBLIC_URL: { wrong: ['cairn.example', 'ftp://x'], right: ['https://cairn.example.org/'] },
    DATABASE_URL: { wrong: ['mysql://h/d', 'nonsense'], right: ['postgres://u:p@h/d'] },
    SMTP_URL: { wrong: ['http://h', 'mail'], right: ['smtp://h:25', 'smtps://u:p@h'] },
    MAIL_FROM: {
      wrong: ['Cairn', 'a@b\r\nBcc: c@d'],
      right: ['a@b.example', 'Cairn <a@b.example>'],
    },
    FILES_URL: { wrong: ['s3://x', 'https://h/b'], right: ['s3+https://k:s@h/bucket'] },
    NODE_ENV: { wrong: ['prod'], right: ['production'] },
    LOG_LEVEL: { wrong: ['loud'], right: ['debug'] },
    CAIRN_ROLE: { wrong: ['king'], right: ['web'] },
    CAIRN_SECRET: { wrong: ['short'], right: ['x'.repeat(32)] },
    CAIRN_LOOPBACK_PROVIDERS: { wrong: ['1', 'maybe'], right: ['yes', 'no'] },
    CAIRN_TRUSTED_PROXIES: { wrong: ['-1', '6', 'one'], right: ['1'] },
  }
  for (const [name, { wrong, right }] of Object.entries(values)) {
    for (const value of wrong)
      assert.match(refused({ [name]: value }), new RegExp(`^The variable ${name} is wrong\\.`))
    for (const value of right) assert.equal(refused({ [name]: value }), 'not refused')
  }
  const free = ['CAIRN_DATA', 'CAIRN_METRICS_TOKEN']
  const tried = [...Object.keys(values), ...free].toSorted()
  assert.deepEqual(configurationHelp.map(({ name }) => name).toSorted(), tried)
})

test('what a wrong variable holds is shown, unless it could be a secret', () => {
  assert.match(refused({ LOG_LEVEL: 'loud' }), /It is "loud"\./)
  for (const name of ['DATABASE_URL', 'SMTP_URL', 'FILES_URL', 'CAIRN_SECRET'])
    assert.doesNotMatch(refused({ [name]: 'hush://hush' }), /hush/)
})

test('a slip in the name of a variable is refused with the names there are', () => {
  assert.match(refused({ CAIRN_DATAS: '/x' }), /CAIRN_DATAS is not one .* CAIRN_DATA,/)
  assert.equal(refused({ CAIRN_DATA: '/x', UNRELATED: 'y' }), 'not refused')
})

test('a worker of its own needs a server', () => {
  assert.match(refused({ CAIRN_ROLE: 'worker' }), /needs DATABASE_URL/)
  assert.equal(refused({ CAIRN_ROLE: 'worker', DATABASE_URL: 'postgres://h/d' }), 'not refused')
})

test('the public address loses its slash and fixes the host', () => {
  const config = readConfig({ PUBLIC_URL: 'https://cairn.example.org/' })
  assert.equal(config.publicUrl, 'https://cairn.example.org')
  assert.equal(config.hostIsFixed, true)
})

test('a data folder is made, or refused with a sentence and nothing changed', (t) => {
  const home = mkdtempSync(join(tmpdir(), 'cairn-config-'))
  t.after(() => rmSync(home, { recursive: true }))
  openDataFolder(join(home, 'a/new one'))
  assert.ok(existsSync(join(home, 'a/new one')))

  writeFileSync(join(home, 'file'), 'mine')
  assert.throws(() => openDataFolder(join(home, 'file')), /cannot be read and written/)
  assert.throws(() => openDataFolder(join(home, 'file/below')), /cannot be made/)
  if (process.getuid?.() === 0) return // Root may write everywhere.
  chmodSync(join(home, 'a'), 0o500)
  assert.throws(() => openDataFolder(join(home, 'a')), /cannot be read and written/)
  chmodSync(join(home, 'a'), 0o700)
})
