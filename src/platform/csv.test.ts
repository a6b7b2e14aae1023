import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { csvOf, longCsvOf } from './csv.ts'

const columns = { line: 'Line', name: 'Name' }

test('others are answered while a long list is written, and it is the same list', async () => {
  const rows = Array.from({ length: 50_000 }, (_, line) => ({ line, name: '=1+1' }))
  let turns = 0
  let isWriting = true
  const others = (async () => {
    for (; isWriting; turns += 1) await setImmediate()
  })()
  // The mark at the beginning is kept, unlike by text().
  const written = Buffer.from(await new Response(longCsvOf(columns, rows)).arrayBuffer())
  isWriting = false
  await others
  assert.equal(written.toString(), csvOf(columns, rows))
  assert.ok(turns >= 40, `${turns} turns`)
  assert.equal(
    Buffer.from(await new Response(longCsvOf(columns, [])).arrayBuffer()).toString(),
    csvOf(columns, []),
  )
})
