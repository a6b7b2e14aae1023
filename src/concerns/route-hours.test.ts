import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isBankHoliday } from './bank-holidays.ts'
import { describeHours, describeMoment, opennessOf, type RouteHours } from './route-hours.ts'

const frontDoor = {
  key: 'front-door',
  name: 'the front door',
  nation: 'england' as const,
  hours: {
    kind: 'weekly',
    periods: [
      { days: [1, 2, 3, 4], opens: '08:00', closes: '17:00' },
      { days: [5], opens: '08:00', closes: '16:30' },
    ],
    onBankHolidays: 'closed',
    closedOn: [],
  } satisfies RouteHours as RouteHours,
}
const nightTeam = {
  key: 'night-team',
  name: 'the night team',
  nation: 'england' as const,
  hours: { kind: 'when-closed', routeKey: 'front-door' } satisfies RouteHours as RouteHours,
}
const routes = [frontDoor, nightTeam]

/** What a caller is told at an instant (UTC). */
function said(route: typeof frontDoor, instant: string): string {
  const now = new Date(instant)
  const openness = opennessOf(route, routes, now)
  if (openness.state === 'unknown') return 'unknown'
  const moment = openness.state === 'open' ? openness.until : openness.opensAt
  return `${openness.state} ${moment ? describeMoment(moment, now) : 'always'}`
}

test('a route is open by the clocks of the United Kingdom', () => {
  // Tuesday 20 October 2020, summer time: 15:59 UTC is 16:59 on the wall.
  assert.equal(said(frontDoor, '2020-10-20T06:59:59Z'), 'closed at 8am')
  assert.equal(said(frontDoor, '2020-10-20T07:00:00Z'), 'open at 5pm')
  assert.equal(said(frontDoor, '2020-10-20T15:59:59Z'), 'open at 5pm')
  assert.equal(said(frontDoor, '2020-10-20T16:00:00Z'), 'closed tomorrow at 8am')
  // Tuesday 27 October 2020, after the clocks went back.
  assert.equal(said(frontDoor, '2020-10-27T16:59:59Z'), 'open at 5pm')
  assert.equal(said(frontDoor, '2020-10-27T17:00:00Z'), 'closed tomorrow at 8am')
})

test('a route is closed at weekends and on bank holidays, and says when it opens', () => {
  assert.equal(said(frontDoor, '2020-10-23T15:30:00Z'), 'closed on Monday at 8am')
  // Christmas Day 2020 was a Friday, Boxing Day moved to Monday 28 December.
  assert.equal(said(frontDoor, '2020-12-24T17:30:00Z'), 'closed on Tuesday at 8am')
  assert.equal(said(frontDoor, '2020-12-22T12:00:00Z'), 'open at 5pm')
  const asUsual = {
    ...frontDoor,
    hours: { ...frontDoor.hours, onBankHolidays: 'as-usual' } as RouteHours,
  }
  assert.equal(said(asUsual, '2020-12-28T12:00:00Z'), 'open at 5pm')
  const closedThatDay = {
    ...frontDoor,
    hours: { ...frontDoor.hours, closedOn: ['2020-10-20'] } as RouteHours,
  }
  assert.equal(said(closedThatDay, '2020-10-20T09:00:00Z'), 'closed tomorrow at 8am')
})

test('the out-of-hours team answers exactly while the other is closed', () => {
  assert.equal(said(nightTeam, '2020-10-20T09:00:00Z'), 'closed at 5pm')
  assert.equal(said(nightTeam, '2020-10-20T20:00:00Z'), 'open tomorrow at 8am')
  assert.equal(said(nightTeam, '2020-12-25T12:00:00Z'), 'open on Tuesday at 8am')
  assert.deepEqual(opennessOf(nightTeam, [nightTeam], new Date('2020-10-20T09:00:00Z')), {
    state: 'unknown',
  })
})

test('hours may go past midnight, and a line that never closes has no closing time', () => {
  const late: RouteHours = {
    kind: 'weekly',
    periods: [{ days: [1, 2, 3, 4, 5, 6, 7], opens: '18:00', closes: '02:00' }],
    onBankHolidays: 'as-usual',
    closedOn: [],
  }
  assert.equal(said({ ...frontDoor, hours: late }, '2020-11-03T23:30:00Z'), 'open tomorrow at 2am')
  assert.equal(said({ ...frontDoor, hours: late }, '2020-11-04T01:30:00Z'), 'open at 2am')
  assert.equal(said({ ...frontDoor, hours: late }, '2020-11-04T02:30:00Z'), 'closed at 6pm')
  const round: RouteHours = {
    ...late,
    periods: [{ days: [1, 2, 3, 4, 5, 6, 7], opens: '00:00', closes: '24:00' }],
  }
  assert.equal(said({ ...frontDoor, hours: round }, '2020-11-04T02:30:00Z'), 'open always')
})

test('hours are said in words', () => {
  assert.equal(
    describeHours(frontDoor, routes),
    'Monday to Thursday, 8am to 5pm. Friday, 8am to 4:30pm. Closed on bank holidays.',
  )
  assert.match(describeHours(nightTeam, routes), /^Whenever the front door is closed/)
  const bits: RouteHours = {
    ...frontDoor.hours,
    periods: [{ days: [2, 4], opens: '12:00', closes: '24:00' }],
  } as RouteHours
  assert.match(
    describeHours({ ...frontDoor, hours: bits }, routes),
    /^Tuesday and Thursday, midday to midnight\./,
  )
})

test('bank holidays are those that were kept', () => {
  const kept = {
    england:
      '2020-01-01 2020-04-10 2020-04-13 2020-05-08 2020-05-25 2020-08-31 2020-12-25 2020-12-28 2021-01-01 2021-04-02 2021-04-05 2021-05-03 2021-05-31 2021-08-30 2021-12-27 2021-12-28 2022-01-03 2022-04-15 2022-04-18 2022-05-02 2022-06-02 2022-06-03 2022-08-29 2022-09-19 2022-12-26 2022-12-27 2023-01-02 2023-04-07 2023-04-10 2023-05-01 2023-05-08 2023-05-29 2023-08-28 2023-12-25 2023-12-26',
    scotland:
      '2020-01-01 2020-01-02 2020-04-10 2020-05-08 2020-05-25 2020-08-03 2020-11-30 2020-12-25 2020-12-28 2021-01-01 2021-01-04 2021-04-02 2021-05-03 2021-05-31 2021-08-02 2021-11-30 2021-12-27 2021-12-28 2022-01-03 2022-01-04 2022-04-15 2022-05-02 2022-06-02 2022-06-03 2022-08-01 2022-09-19 2022-11-30 2022-12-26 2022-12-27 2023-01-02 2023-01-03 2023-04-07 2023-05-01 2023-05-08 2023-05-29 2023-08-07 2023-11-30 2023-12-25 2023-12-26',
    'northern-ireland':
      '2021-03-17 2021-07-12 2022-03-17 2022-07-12 2020-07-13 2023-03-17 2023-07-12',
  }
  for (const nation of ['england', 'scotland'] as const) {
    const found: string[] = []
    for (let day = Date.UTC(2020, 0, 1); day < Date.UTC(2024, 0, 1); day += 86_400_000) {
      const date = new Date(day).toISOString().slice(0, 10)
      if (isBankHoliday(date, nation)) found.push(date)
    }
    assert.deepEqual(found, kept[nation].split(' '), nation)
  }
  for (const date of kept['northern-ireland'].split(' '))
    assert.ok(isBankHoliday(date, 'northern-ireland'), date)
  assert.equal(isBankHoliday('2021-03-17', 'england'), false)
})
