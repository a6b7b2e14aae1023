import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, readFileSync, realpathSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { Client } from 'pg'
import { startEmbeddedPostgres } from './embedded-postgres.ts'

test('a database that cannot be started again comes back when what was wrong is put right', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-lost-'))
  chmodSync(folder, 0o711)
  const told = {
    lost: '',
    isUp: Promise.withResolvers<void>(),
    isLost: Promise.withResolvers<void>(),
  }
  const postgres = await startEmbeddedPostgres(join(folder, 'postgres'), {
    durable: false,
    onLost: (reason) => {
      told.lost = reason.message
      told.isLost.resolve()
    },
    onUp: () => told.isUp.resolve(),
  })
  t.after(async () => {
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  const cluster = realpathSync(join(folder, 'postgres', 'cluster'))
  const postmaster = Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0])
  renameSync(cluster, `${cluster}.away`)
  process.kill(postmaster, 'SIGKILL')
  await told.isLost.promise
  assert.match(told.lost, /^The embedded PostgreSQL did not start/)

  renameSync(`${cluster}.away`, cluster)
  await told.isUp.promise
  const client = new Client({ connectionString: postgres.url })
  await client.connect()
  assert.equal((await client.query('select 1 as one')).rows[0].one, 1)
  await client.end()
})
