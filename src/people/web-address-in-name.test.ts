import assert from 'node:assert/strict'
import { test } from 'node:test'
import { demonstrationRegister } from '../../demo/organisations.ts'
import { organisationName } from './organisations/organisation-forms.ts'
import { personName } from './person-forms.ts'
import { ComplaintForm } from './privacy/privacy-forms.ts'
import { holdsWebAddress, isWrittenAsLink } from './web-address-in-name.ts'

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
  for (const piece of ['a', '1', '-', 'é', 'a-', 'a.', 'a..', 'a/', 'ﷺ']) {
    const name = piece.repeat(100_000)
    const begin = performance.now()
    assert.equal(holdsWebAddress(name), false)
    assert.equal(isWrittenAsLink(name), false)
    const ms = performance.now() - begin
    assert.ok(ms < 2000, `${Math.round(ms)} ms for ${piece} many times`)
  }
  assert.equal(holdsWebAddress(`${'a'.repeat(100_000)}.example`), true)
})

const organisationMessageOf = (name: string): string | undefined =>
  organisationName.safeParse(name).error?.issues[0]?.message

test('an organisation may be called as its website is, and is not written as a link', () => {
  for (const name of [
    'https://example.com/sign-in',
    'Fell School http://example.com',
    'www.example.com',
    'Fell School (WWW.EXAMPLE.COM)',
    'example.com/sign-in',
    'Fell School, look at bit.ly/abc',
    'example.com?next=1',
    'example.com:8080',
    'ｗｗｗ．example．com',
  ])
    assert.equal(
      organisationMessageOf(name),
      'Enter the name without https://, www. or a path',
      name,
    )
  for (const name of [
    'Kooth.com',
    'Change.org',
    'Mind.org',
    'Childnet.co.uk',
    'Safe.Space Ltd.',
    'St. Mary’s C.E. Primary School',
    'St.Bees/Egremont Cluster',
    'N.S.P.C.C. (Carlisle)',
    'Action for Children c/o Carlisle Y.M.C.A.',
    '24/7 Care.Ltd',
    'Young People’s Service 11-19/25',
    'D.W.P./Jobcentre Plus',
    'A.P.C.O.S/T.A.S.C.',
  ])
    assert.equal(organisationMessageOf(name), undefined, name)
})

test('no organisation of the demonstration is taken for a link', () => {
  const names = demonstrationRegister()
    .split('\n')
    .map((line) => line.split(',')[0]!)
  assert.ok(names.length >= 300, `${names.length} names`)
  assert.deepEqual(names.filter(isWrittenAsLink), [])
})
