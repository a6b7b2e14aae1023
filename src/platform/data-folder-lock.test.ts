import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { joinDatabaseServer } from './database-server.ts'
import { currentHolder, lockDataFolder } from './data-folder-lock.ts'

function folderFor(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-lock-'))
  t.after(() => rmSync(folder, { recursive: true }))
  return folder
}

const holding = (folder: string, holder: object): void =>
  writeFileSync(join(folder, 'cairn.lock'), JSON.stringify(holder))

test('one holds a data folder, the next is told who', (t) => {
  const folder = folderFor(t)
  const first = lockDataFolder(folder)
  assert.ok(first.ok)
  const second = lockDataFolder(folder)
  assert.ok(!second.ok)
  assert.equal(second.holder.pid, process.pid)

  first.publish({ databaseUrl: 'postgres://there', publicUrl: 'http://localhost:4000' })
  assert.equal(currentHolder(folder)?.databaseUrl, 'postgres://there')
  assert.equal(currentHolder(folder)?.publicUrl, 'http://localhost:4000')
  assert.deepEqual(readdirSync(folder), ['cairn.lock'])
  first.release()
  assert.equal(currentHolder(folder), null)
  const third = lockDataFolder(folder)
  assert.ok(third.ok)
  third.release()
})

test('a command beside the product learns where its database and its pages are', async (t) => {
  const dataFolder = folderFor(t)
  const lock = lockDataFolder(dataFolder)
  assert.ok(lock.ok)
  const [databaseUrl, publicUrl] = ['postgres://there', 'http://localhost:4000']
  lock.publish({ databaseUrl, publicUrl })
  const { url, ...more } = await joinDatabaseServer({
    databaseUrl: null,
    dataFolder,
    logLevel: 'error',
  })
  assert.deepEqual([url, more.joined, more.publicUrl], [databaseUrl, true, publicUrl])
  lock.release()
})

test('a lock whose program has ended, or whose number another has by now, is taken over', async (t) => {
  const folder = folderFor(t)
  const ended = spawn('true')
  await new Promise((resolve) => ended.once('exit', resolve))
  for (const holder of [
    { pid: ended.pid, started: '1', host: hostname() },
    { pid: process.pid, started: 'another time', host: hostname() },
    'not a holder',
  ]) {
    holding(folder, holder as object)
    const lock = lockDataFolder(folder)
    assert.ok(lock.ok)
    lock.release()
  }
})

test('a lock of another machine holds as long as it is touched', (t) => {
  const folder = folderFor(t)
  holding(folder, { pid: 1, started: '', host: 'another' })
  assert.ok(!lockDataFolder(folder).ok)
  const long = new Date(2020, 1)
  utimesSync(join(folder, 'cairn.lock'), long, long)
  const lock = lockDataFolder(folder)
  assert.ok(lock.ok)
  lock.release()
})

test('somebody who ended while taking over stands in nobody’s way', (t) => {
  const folder = folderFor(t)
  const ended = { pid: 999_999_999, started: '1', host: hostname() }
  holding(folder, ended)
  writeFileSync(join(folder, 'cairn.lock.next'), JSON.stringify(ended))
  const lock = lockDataFolder(folder)
  assert.ok(lock.ok)
  assert.deepEqual(readdirSync(folder), ['cairn.lock'])
  lock.release()
})

test('of many that try at the same moment over an ended lock exactly one wins', async (t) => {
  const folder = folderFor(t)
  holding(folder, { pid: 999_999_999, started: '1', host: hostname() })
  const program = `
    const { lockDataFolder } = await import(${JSON.stringify(join(import.meta.dirname, 'data-folder-lock.js'))})
    const wait = Number(process.argv[1]) - Date.now()
    await new Promise((resolve) => setTimeout(resolve, wait))
    process.stdout.write(lockDataFolder(${JSON.stringify(folder)}).ok ? 'won' : 'lost')
    process.stdin.resume()`
  const at = String(Math.round(performance.timeOrigin + performance.now()) + 1500)
  const children = Array.from({ length: 6 }, () =>
    spawn(process.execPath, ['--input-type=module', '-e', program, at]),
  )
  const outcomes = await Promise.all(
    children.map(
      (child) =>
        new Promise((resolve) => child.stdout.once('data', (said) => resolve(String(said)))),
    ),
  )
  for (const child of children) child.kill('SIGKILL')
  assert.equal(outcomes.filter((outcome) => outcome === 'won').length, 1)
  assert.ok(readFileSync(join(folder, 'cairn.lock')).length > 0)
})
