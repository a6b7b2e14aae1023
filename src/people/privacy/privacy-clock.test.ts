import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addMonths } from '../../platform/calendar-days.ts'
import { clocksFrom, extendedAnswerBy, nextClock } from './privacy-clock.ts'

test('a month later is the same day, or the last day of a shorter month', () => {
  const cases: [string, number, string][] = [
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2100-01-31', 1, '2100-02-28'],
    ['2026-08-31', 1, '2026-09-30'],
    ['2026-09-03', 1, '2026-10-03'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2028-02-29', 12, '2029-02-28'],
  ]
  for (const [from, months, to] of cases) assert.equal(addMonths(from, months), to, from)
})

test('the day of receipt is the first of the thirty days for an acknowledgement', () => {
  assert.deepEqual(clocksFrom('2026-06-19'), {
    acknowledgeBy: '2026-07-18',
    answerBy: '2026-07-19',
  })
})

test('an extension is counted from the receipt, not from the short month', () => {
  assert.equal(clocksFrom('2026-01-31').answerBy, '2026-02-28')
  assert.equal(extendedAnswerBy('2026-01-31'), '2026-04-30')
})

test('a clock says in words what is due', () => {
  const request = {
    isOpen: true,
    acknowledgeBy: '2026-07-18',
    acknowledgedAt: null,
    answerBy: '2026-07-19',
  }
  const at = (today: string, more = {}) => {
    const { words, tone } = nextClock({ ...request, ...more }, today)
    return `${tone}: ${words}`
  }
  const acknowledged = { acknowledgedAt: new Date('2026-06-20T09:00:00Z') }
  assert.equal(at('2026-06-19'), 'running: Acknowledge: 29 days left')
  assert.equal(at('2026-07-17'), 'soon: Acknowledge: 1 day left')
  assert.equal(at('2026-07-18'), 'soon: Acknowledge today')
  assert.equal(at('2026-07-19'), 'overdue: Acknowledge: 1 day overdue')
  assert.equal(at('2026-07-01', acknowledged), 'running: Answer: 18 days left')
  assert.equal(at('2026-07-21', acknowledged), 'overdue: Answer: 2 days overdue')
  assert.equal(at('2026-07-21', { isOpen: false }), 'stopped: Ended')
  // February: the month of the answer ends before the thirty days do.
  const february = { acknowledgeBy: '2026-03-01', answerBy: '2026-02-28' }
  assert.equal(at('2026-02-01', february), 'running: Answer: 27 days left')
})
