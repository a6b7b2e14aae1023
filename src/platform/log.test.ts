import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openLog } from './log.ts'

function logAt(level: 'silent' | 'error' | 'info' | 'debug') {
  const lines: string[] = []
  const log = openLog(level, (line) => lines.push(line))
  log.error('a.failed')
  log.info('b.done', { count: 3, name: 'line\nbreak "quote"' })
  log.debug('c.seen')
  return lines
}

test('an event is one JSON line', () => {
  const line = logAt('info')[1]!
  assert.ok(line.endsWith('\n') && line.indexOf('\n') === line.length - 1)
  const { at, ...rest } = JSON.parse(line) as Record<string, unknown>
  assert.ok(!Number.isNaN(Date.parse(String(at))))
  assert.deepEqual(rest, { level: 'info', event: 'b.done', count: 3, name: 'line\nbreak "quote"' })
})

test('a level says what is written', () => {
  assert.deepEqual(
    (['silent', 'error', 'info', 'debug'] as const).map((level) => logAt(level).length),
    [0, 1, 2, 3],
  )
})
