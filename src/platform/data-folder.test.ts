import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openDataFolder } from './config.ts'
import { Refusal } from './errors.ts'

test('the data folder is made with what lies above it', () => {
  const place = mkdtempSync(join(tmpdir(), 'cairn-folder-'))
  openDataFolder(join(place, 'a', 'b'))
  assert.ok(statSync(join(place, 'a', 'b')).isDirectory())
  rmSync(place, { recursive: true })
})

test(
  'a folder that cannot be made is refused, and the start does not hang',
  { skip: process.platform !== 'linux' },
  () => {
    assert.throws(
      () => openDataFolder('/proc/nowhere/below'),
      (error) => error instanceof Refusal && error.message.includes('/proc/nowhere/below'),
    )
  },
)
