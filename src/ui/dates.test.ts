import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  calendarDateOf,
  datePartsOf,
  formatDate,
  formatDateRange,
  formatDateTime,
  formatDateWithDay,
  formatMonth,
  formatTime,
  formatTimeRange,
  readDateParts,
} from './dates.ts'

test('dates are written as people in the United Kingdom write them', () => {
  assert.equal(formatDate('2020-10-01'), '1 October 2020')
  assert.equal(formatDate('2020-10-01', 'cy'), '1 Hydref 2020')
  assert.equal(formatDateWithDay('2020-10-01'), 'Thursday 1 October 2020')
  assert.equal(formatMonth('2020-10-01'), 'October 2020')
})

test('a range says once what both ends share', () => {
  assert.equal(formatDateRange('2020-10-01', '2020-10-01'), '1 October 2020')
  assert.equal(formatDateRange('2020-10-01', '2020-10-03'), '1 to 3 October 2020')
  assert.equal(formatDateRange('2020-09-28', '2020-10-02'), '28 September to 2 October 2020')
  assert.equal(formatDateRange('2020-12-20', '2021-01-04'), '20 December 2020 to 4 January 2021')
})

test('times are those of the clock in London, in summer and in winter', () => {
  assert.equal(formatTime('2020-12-18T12:15:00Z'), '12:15pm')
  assert.equal(formatTime('2020-07-01T12:15:00Z'), '1:15pm')
  assert.equal(formatTime('2020-12-18T09:00:00Z'), '9am')
  assert.equal(formatTime('2020-12-18T12:00:00Z'), 'midday')
  assert.equal(formatTime('2020-07-01T23:00:00Z'), 'midnight')
  assert.equal(formatTimeRange('2020-12-18T12:15:00Z', '2020-12-18T13:00:00Z'), '12:15pm to 1pm')
  assert.equal(formatDateTime('2020-06-30T23:30:00Z'), '1 July 2020 at 12:30am')
})

test('the calendar date of an instant is the one in London', () => {
  assert.equal(calendarDateOf('2020-06-30T23:30:00Z'), '2020-07-01')
  assert.equal(calendarDateOf('2020-12-31T23:30:00Z'), '2020-12-31')
})

test('a typed date is read, and a date that never was is refused', () => {
  assert.equal(readDateParts({ day: '1', month: '10', year: '2020' }), '2020-10-01')
  assert.equal(readDateParts({ day: ' 01 ', month: 'Oct', year: '2020' }), '2020-10-01')
  assert.equal(readDateParts({ day: '29', month: 'february', year: '2020' }), '2020-02-29')
  assert.equal(readDateParts({ day: '', month: '', year: ' ' }), '')
  for (const parts of [
    { day: '29', month: '2', year: '2021' },
    { day: '31', month: '4', year: '2021' },
    { day: '1', month: '13', year: '2021' },
    { day: '0', month: '1', year: '2021' },
    { day: '1', month: 'ju', year: '2021' },
    { day: '1', month: '1', year: '21' },
    { day: '1', month: '', year: '2021' },
  ])
    assert.equal(readDateParts(parts), null, JSON.stringify(parts))
})

test('a stored date goes back into its three fields', () => {
  assert.deepEqual(datePartsOf('2020-10-01'), { day: '1', month: '10', year: '2020' })
  assert.deepEqual(datePartsOf(''), { day: '', month: '', year: '' })
})
