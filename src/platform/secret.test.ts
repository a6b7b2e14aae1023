import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { Refusal } from './errors.ts'
import { openSecrets } from './secret.ts'

const folder = mkdtempSync(join(tmpdir(), 'cairn-secret-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const development = { secret: null, environment: 'development', databaseUrl: null } as const

test('a secret is made once, for this user only, and read again', () => {
  const first = openSecrets({ ...development, dataFolder: folder })
  const sealed = first.seal('test', 'a key')
  const second = openSecrets({ ...development, dataFolder: folder })
  assert.equal(second.unseal('test', sealed), 'a key')
  assert.equal(statSync(join(folder, 'secret')).mode & 0o777, 0o600)
  assert.deepEqual(readdirSync(folder), ['secret'])
})

test('what is sealed is unreadable with another secret, for another purpose, or changed', () => {
  const ours = openSecrets({ ...development, dataFolder: folder })
  const other = openSecrets({ ...development, secret: 'x'.repeat(40), dataFolder: folder })
  const sealed = ours.seal('test', 'a key')
  assert.ok(!sealed.includes('a key'))
  assert.equal(other.unseal('test', sealed), null)
  assert.equal(ours.unseal('else', sealed), null)
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed)
    changed[at]! ^= 1
    assert.equal(ours.unseal('test', changed), null)
  }
  assert.equal(ours.unseal('test', Buffer.alloc(5)), null)
  assert.equal(ours.unseal('test', sealed), 'a key')
  assert.ok(!ours.mac('test', '123456').equals(other.mac('test', '123456')))
})

test('production on a database server needs CAIRN_SECRET', () => {
  const shared = {
    environment: 'production',
    databaseUrl: 'postgres://db/cairn',
    dataFolder: folder,
  } as const
  assert.throws(() => openSecrets({ ...shared, secret: null }), Refusal)
  openSecrets({ ...shared, secret: 'x'.repeat(32) })
})

test('a damaged secret is a sentence, and stays as it is', () => {
  const damaged = mkdtempSync(join(tmpdir(), 'cairn-secret-'))
  writeFileSync(join(damaged, 'secret'), 'short')
  assert.throws(() => openSecrets({ ...development, dataFolder: damaged }), /damaged/)
  assert.equal(readFileSync(join(damaged, 'secret'), 'utf8'), 'short')
  rmSync(damaged, { recursive: true })
})
