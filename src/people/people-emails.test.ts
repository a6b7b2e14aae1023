import assert from 'node:assert/strict'
import { test } from 'node:test'
import { htmlProblems } from '../../test/html.ts'
import { invitationEmail, sample } from './people-emails.tsx'

test('every e-mail about an account says the same in text and HTML, and carries no link that acts', async () => {
  assert.ok(Object.keys(sample).length >= 8)
  for (const [name, { subject, text, html }] of Object.entries(sample)) {
    assert.ok(subject.length > 5 && subject.length < 90, name)
    assert.doesNotMatch(subject, /[\r\n]/)
    assert.ok(
      text.split('\n').every((line) => line.length <= 90),
      `${name}: lines of ${text}`,
    )
    // Each of these opens a page; none carries an identifier that could do something.
    for (const [, href] of html.matchAll(/href="([^"]+)"/g))
      assert.match(
        href!,
        /^https:\/\/cairn\.example(\/(sign-in\/new-password|account(\/details)?|agency|manage\/people\/[0-9a-f-]{36}))?$/,
        name,
      )
    assert.doesNotMatch(html, /<img|<script|src=/)
    const words = html
      .replace(/<style.*?<\/style>/s, '')
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ')
    assert.ok(words.includes('Hello Jo Askham'), name)
    // Mail programs need styles on the elements, and Outlook its comments.
    const problems = (await htmlProblems(html)).filter(
      (problem) => !/no-inline-style|no-conditional-comment/.test(problem),
    )
    assert.deepEqual(problems, [], name)
  }
})

test('a name with markup in it stays a name', () => {
  const { html } = invitationEmail({
    partnershipName: 'A & B',
    publicUrl: 'https://cairn.example',
    name: '<b>Jo</b>',
    email: 'jo@example.org',
    by: '<script>alert(1)</script>',
  })
  assert.doesNotMatch(html, /<script>|<b>Jo/)
})
