import assert from 'node:assert/strict'
import { test } from 'node:test'
import { personName } from './person-forms.ts'
import { ComplaintForm } from './privacy/privacy-forms.ts'
import { holdsWebAddress } from './web-address-in-name.ts'

const messageOf = (name: string): string | undefined =>
  personName.safeParse(name).error?.issues[0]?.message

test('a name that mail programs would make a link of is refused', () => {
  for (const name of [
    'example.com',
    'www.example.com',
    'https://example.com',
    'Jo example.com Askham',
    'Win at EXAMPLE.COM!',
    'Free money (cheap-pills.info)',
    'spam.co.uk',
    'bt.co.uk',
    't.co/abc',
    'bit.ly/abc',
    'sub.domain.example.org.uk',
    'jo@example.org',
    'ｅｘａｍｐｌｅ．ｃｏｍ',
    'example。com',
    'пример.xn--p1ai',
    'casino.ru',
  ])
    assert.equal(messageOf(name), 'Enter the name without a web address', name)
})

test('initials, titles and suffixes with dots are names', () => {
  for (const name of [
    'J.R. Smith',
    'J.R.R. Tolkien',
    'St.John',
    "O'Neil-Jr.",
    'Dr.Li',
    'Mrs.Ng',
    'A.Ng',
    'J.R.Li',
    'Md.Rahman',
    'Prof. A.K.Singh',
    'Anne-Marie St. Clair',
    'Larry.Page',
    'Jo Askham M.Sc.',
    'Jo Askham, Ph.D',
    '李.明',
  ])
    assert.equal(messageOf(name), undefined, name)
})

test('nor is it the name of somebody who complains without an account', () => {
  const complaint = { details: 'Nobody answered', wantsAnswer: 'yes', email: 'jo@example.org' }
  const messages = (name: string) =>
    ComplaintForm.safeParse({ ...complaint, name }).error?.issues.map(({ message }) => message)
  assert.deepEqual(messages('example.com'), ['Enter the name without a web address'])
  assert.equal(messages('Jo Askham'), undefined)
})

test('a name made to be hard to read is read at once', () => {
  for (const piece of ['a', '1', '-', 'é', 'a-', 'a..', 'a/', 'ﷺ']) {
    const name = piece.repeat(100_000)
    const begin = performance.now()
    assert.equal(holdsWebAddress(name), false)
    const ms = performance.now() - begin
    assert.ok(ms < 2000, `${Math.round(ms)} ms for ${piece} many times`)
  }
  assert.equal(holdsWebAddress(`${'a'.repeat(100_000)}.example`), true)
})
