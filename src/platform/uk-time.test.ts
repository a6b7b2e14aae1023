import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instantOfUkTime, readClockTime, ukWallTime } from './uk-time.ts'

test('times of day are read as people type them', () => {
  const read: [string, [number, number] | null][] = [
    ['9am', [9, 0]],
    ['9.30 am', [9, 30]],
    ['12:15pm', [12, 15]],
    ['12am', [0, 0]],
    ['12 p.m.', [12, 0]],
    ['14:00', [14, 0]],
    ['0930', [9, 30]],
    ['Midday', [12, 0]],
    ['midnight', [0, 0]],
    ['9', null],
    ['25:00', null],
    ['13pm', null],
    ['9:60', null],
    ['soon', null],
    ['', null],
  ]
  for (const [typed, expected] of read) {
    const time = readClockTime(typed)
    assert.deepEqual(time && [time.hour, time.minute], expected, typed)
  }
})

test('a time in summer is an hour before Greenwich’s, in winter the same', () => {
  const at = (date: string, hour: number, minute = 0) => {
    const found = instantOfUkTime(date, { hour, minute })
    return found.ok ? found.instant.toISOString() : found.reason
  }
  assert.equal(at('2020-10-01', 9), '2020-10-01T08:00:00.000Z')
  assert.equal(at('2020-12-18', 12, 15), '2020-12-18T12:15:00.000Z')
  assert.equal(at('2020-07-01', 0), '2020-06-30T23:00:00.000Z')
})

test('the hour that is skipped in March and the one that comes twice in October are told', () => {
  const reason = (date: string, hour: number, minute: number) => {
    const found = instantOfUkTime(date, { hour, minute })
    return found.ok ? 'fine' : found.reason
  }
  assert.equal(reason('2021-03-28', 1, 30), 'skipped')
  assert.equal(reason('2021-03-28', 2, 0), 'fine')
  assert.equal(reason('2021-03-28', 0, 59), 'fine')
  assert.equal(reason('2020-10-25', 1, 30), 'repeated')
  assert.equal(reason('2020-10-25', 2, 0), 'fine')
})

test('midnight is the first minute of its day', () => {
  assert.equal(ukWallTime(new Date('2020-12-18T00:00:00Z')), '2020-12-18T00:00')
})
