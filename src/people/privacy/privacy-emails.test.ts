import assert from 'node:assert/strict'
import { test } from 'node:test'
import { htmlProblems } from '../../../test/html.ts'
import { letterEmail, sample } from './privacy-emails.tsx'

test('every letter about rights says the same in text and HTML, and no link in it acts', async () => {
  assert.equal(Object.keys(sample).length, 10)
  for (const [name, { subject, text, html }] of Object.entries(sample)) {
    assert.ok(subject.length > 5 && subject.length < 90, name)
    assert.ok(
      text.split('\n').every((line) => line.length <= 90 || /^https:\S+$/.test(line)),
      `${name}: lines of ${text}`,
    )
    for (const [, href] of html.matchAll(/href="([^"]+)"/g))
      assert.match(
        href!,
        /^https:\/\/(ico\.org\.uk\/make-a-complaint\/|cairn\.example(\/(account\/data\/requests\/[0-9a-f-]{36}|privacy\/complaint|manage\/privacy-requests))?)$/,
        name,
      )
    const problems = (await htmlProblems(html)).filter(
      (problem) => !/no-inline-style|no-conditional-comment/.test(problem),
    )
    assert.deepEqual(problems, [], name)
  }
})

test('who has an account reads the answer there, who has none in the letter', () => {
  const given = {
    partnershipName: 'A & B',
    publicUrl: 'https://cairn.example',
    letter: 'answered' as const,
    name: '<b>Jo</b>',
    reference: 'P-0000-0000',
    kind: 'complaint' as const,
    receivedOn: '2026-06-20',
    answerBy: '2026-07-20',
    reason: null,
    state: 'closed',
  }
  const page = 'https://cairn.example/account/data/requests/1'
  const there = letterEmail({ ...given, answer: null, page })
  assert.match(there.text, /account\/data\/requests\/1/)
  const here = letterEmail({ ...given, answer: ['The address is <i>deleted</i>.'], page: null })
  assert.match(here.text, /The address is <i>deleted<\/i>/)
  assert.doesNotMatch(here.html, /<i>|<b>Jo/)
})
