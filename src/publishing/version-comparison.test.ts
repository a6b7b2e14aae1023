import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { compareTexts } from './version-comparison.ts'

const one = (text: string) => [{ label: 'Text', text }]

test('a changed word is shown as removed and added, the rest as the same', () => {
  const [field] = compareTexts(one('Call the Hub today.'), one('Call the team today.'))
  assert.deepEqual(field, {
    label: 'Text',
    isChanged: true,
    changes: [
      { what: 'same', text: 'Call the ' },
      { what: 'removed', text: 'Hub' },
      { what: 'added', text: 'team' },
      { what: 'same', text: ' today.' },
    ],
  })
})

test('equal texts have no change; an empty text has nothing to show', () => {
  assert.equal(compareTexts(one('Same'), one('Same'))[0]!.isChanged, false)
  assert.deepEqual(compareTexts(one(''), one(''))[0]!.changes, [])
})

test('repeated labels are compared in order, and a removed text stands where it was', () => {
  const field = (label: string, text: string) => ({ label, text })
  const compared = compareTexts(
    [field('Section', 'A'), field('Section', 'B'), field('Note', 'N'), field('End', 'E')],
    [field('Section', 'A'), field('End', 'E')],
  )
  assert.deepEqual(
    compared.map(({ label, isChanged }) => [label, isChanged]),
    [
      ['Section', false],
      ['Section', true],
      ['Note', true],
      ['End', false],
    ],
  )
})

test('what is the same or removed is the old text, what is the same or added the new one', () => {
  const words = fc
    .array(fc.constantFrom('call', '999', 'now', '\n', ' ', ',', 'é'))
    .map((list) => list.join(''))
  fc.assert(
    fc.property(words, words, (before, after) => {
      const { changes } = compareTexts(one(before), one(after))[0]!
      const side = (left: 'added' | 'removed') =>
        changes
          .filter(({ what }) => what !== left)
          .map(({ text }) => text)
          .join('')
      return side('added') === before && side('removed') === after
    }),
  )
})

test('a paragraph that was written anew is removed and added whole; its neighbour word by word', () => {
  const before =
    'You can call the Hub at any time.\nSigns of abuse are not easy to see in a child who is quiet.'
  const after =
    'You can call the team at any time.\nEverybody in the school can be a person that a pupil may tell in the end.'
  const [first, second] = before.split('\n')
  assert.deepEqual(compareTexts(one(before), one(after))[0]!.changes, [
    { what: 'same', text: 'You can call the ' },
    { what: 'removed', text: 'Hub' },
    { what: 'added', text: 'team' },
    { what: 'same', text: ' at any time.\n' },
    { what: 'removed', text: second },
    { what: 'added', text: after.split('\n')[1] },
  ])
  // A paragraph that was put before it does not hide what changed in the one that stayed.
  const changes = compareTexts(one(first!), one(`A wholly new beginning.\n${after}`))[0]!.changes
  assert.deepEqual(changes.slice(0, 3), [
    { what: 'added', text: 'A wholly new beginning.\n' },
    { what: 'same', text: 'You can call the ' },
    { what: 'removed', text: 'Hub' },
  ])
})

test('two long texts with nothing in common are compared all the same', () => {
  const long = (word: string) => Array.from({ length: 20_000 }, (_, at) => `${word}${at}`).join(' ')
  const [field] = compareTexts(one(long('a')), one(long('b')))
  assert.ok(field!.isChanged)
})
