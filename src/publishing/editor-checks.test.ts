import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkText, readingAges } from './editor-checks.ts'
import type { EditorCheckKind, TextToCheck } from './editor-checks.ts'
import { findPhoneNumbers } from './phone-numbers.ts'
import { readingAgeOf, sentencesOf, syllablesOf } from './reading-age.ts'
import { findRelativeDates } from './relative-dates.ts'
import { documentFromText } from './rich-text-as-text.ts'

const terms = [
  { label: 'peer-on-peer', nation: 'england', validTo: '2022', replacedBy: 'child-on-child' },
  { label: 'LSCB', nation: 'england', validTo: '2019-09-29', replacedBy: 'LSCP' },
  {
    label: 'Clinical Commissioning Group',
    nation: 'england',
    validTo: '2022-07-01',
    replacedBy: 'Integrated Care Board',
  },
  { label: 'peer-on-peer', nation: 'wales', replacedBy: 'peer sexual abuse' },
]

const check = (text: string, options: Partial<TextToCheck> = {}) =>
  checkText({ document: documentFromText(text), nation: 'england', terms, ...options })
const kinds = (text: string, options: Partial<TextToCheck> = {}): EditorCheckKind[] =>
  check(text, options).map(({ kind }) => kind)

test('a link beside the text keeps the promise that the text makes', () => {
  const text =
    'You can find the instructions here.\n\nRead the news story: Keeping children safe online'
  const beside = (...linksBeside: { text: string; href: string | null }[]) =>
    kinds(text, { linksBeside }).filter((kind) => kind === 'missing-link').length
  const href = 'https://example.org/'
  assert.equal(beside(), 2)
  assert.equal(
    beside({ text: 'Instructions', href: null }),
    2,
    'a link without an address keeps none',
  )
  assert.equal(beside({ text: 'Instructions', href }), 1)
  assert.equal(beside({ text: 'Keeping children safe online', href }), 1)
  const both = [
    { text: 'Keeping children safe online', href },
    { text: 'How to enrol', href },
  ]
  assert.equal(beside(...both), 0)
  assert.equal(
    beside({ text: 'One', href }, { text: 'Two', href }),
    1,
    'a named one is kept by name',
  )
})

test('a good text has nothing to say', () => {
  const text = `## Signs to look for

If you are worried about a child, [read what to do next](/report) or {{route:front-door}}.

- The course starts on 3 November 2020 and costs £0.50 a head for 2019-2020.
- Read [Working together to safeguard children](https://example.org/working-together).

![Two friends talking on a bench](file:bench)`
  assert.deepEqual(
    check(text, { publishedOn: '2020-10-20', readingAge: 11, title: 'What to do' }),
    [],
  )
})

test('link words that say nothing are named; those that say where they lead are not', () => {
  for (const words of [
    'here',
    'Click here',
    'Read more…',
    'this link',
    'more information',
    'HERE.',
    'Find out more',
    'Book your place here',
  ]) {
    assert.deepEqual(kinds(`Go [${words}](/x).`), ['vague-link'], words)
  }
  for (const words of ['https://example.org/a/b', 'www.example.org', 'example.org/guides']) {
    assert.deepEqual(kinds(`Go to [${words}](https://example.org)`), ['bare-address'], words)
  }
  for (const words of [
    'the threshold guide',
    'Report abuse',
    'team@example.org',
    'What happens here at night in our parks',
  ]) {
    assert.deepEqual(kinds(`Go [${words}](/x).`), [], words)
  }
  assert.deepEqual(kinds('It is at https://example.org/a today in the town.').slice(0, 1), [
    'bare-address',
  ])
})

test('a promise of a link without a link is found, and what should be the link is named', () => {
  const promises = [
    'Further information can be found on the website here',
    'You can access the instructions to enrol on this course here.',
    'Please click here to book.',
    'Click here',
    'Read the news story: Protecting children online',
    'See also on NSPCC Learning > Harmful sexual behaviour',
    'To register, follow the link below.',
    'Download the poster: Spot the signs',
  ]
  for (const text of promises) assert.deepEqual(kinds(text), ['missing-link'], text)
  const [story] = check('Read the news story: Protecting children online')
  assert.equal(story?.suggestion, 'Make “Protecting children online” a link.')
  const kept = [
    'We are here to help.',
    'Here is what happened.',
    'Children here in Kendal told us more.',
    'The workshop is held here at the college.',
    'Read: the signs are easy to miss, [say charities](/x)',
    'Read the news story: [Protecting children online](https://example.org)',
    'Find it here: https://example.org/a',
    'See the table below.',
    'Please read this before the meeting starts.',
    'Follow the link below: [the booking page](https://example.org/book)',
  ]
  for (const text of kept) assert.ok(!kinds(text).includes('missing-link'), text)
})

test('telephone numbers are found however they are written', () => {
  const numbers: [string, string][] = [
    ['01632 960001', '01632960001'],
    ['(01632) 960 001', '01632960001'],
    ['01632-960-001', '01632960001'],
    ['+44 1632 960001', '01632960001'],
    ['+44 (0)1632 960001', '01632960001'],
    ['0044 1632 960 001', '01632960001'],
    ['020 7946 0958', '02079460958'],
    ['07700 900123', '07700900123'],
    ['07700900123', '07700900123'],
    ['0808 800 5000', '08088005000'],
    ['0800 1111', '08001111'],
    ['0333 240 1727', '03332401727'],
    ['0300.373.2724', '03003732724'],
    ['016977 3555', '0169773555'],
    ['0800 555 111', '0800555111'],
  ]
  for (const [written, number] of numbers) {
    assert.deepEqual(
      findPhoneNumbers(`Ring us on ${written}, or write.`).map((n) => n.number),
      [number],
      written,
    )
  }
  const short = {
    'call 999': '999',
    'Ring the police on 101.': '101',
    'dial 111 for advice': '111',
    'Call Samaritans free on 116 123': '116123',
  }
  for (const [text, number] of Object.entries(short)) {
    assert.deepEqual(
      findPhoneNumbers(text).map((n) => n.number),
      [number],
      text,
    )
  }
})

test('years, dates, prices and reference numbers are not telephone numbers', () => {
  const others = [
    'in 2019-2020',
    'from 2020-10-01',
    'on 01/10/2020',
    'on 01-10-2020',
    'on 01.10.2020',
    '£0.50 to £01234',
    '10:30-12:00',
    'ISBN 0-306-40615-2',
    'reference 01234567890',
    '1,234,567',
    '999 children took part',
    '101 places are left',
    'a 12 month campaign',
    'code 07AB 12345',
    'UKPRN 10001234',
    'https://example.org/01632960001',
    '0.123456789',
    'room 012345',
  ]
  for (const text of others) assert.deepEqual(findPhoneNumbers(text), [], text)
})

test('a typed number names the route that shows it', () => {
  const routes = [{ key: 'front-door', name: 'Safeguarding hub', numbers: ['+44 1632 960001'] }]
  const [found] = check('Call 01632 960 001', { routes })
  assert.equal(found?.kind, 'typed-phone-number')
  assert.match(found?.suggestion ?? '', /Safeguarding hub.*\{\{route:front-door\}\}/)
})

test('a term that was replaced is found in each of its forms, in its nation only', () => {
  for (const text of [
    'peer-on-peer abuse',
    'Peer on peer abuse',
    'peer‑on‑peer',
    'the LSCBs met',
    'both clinical commissioning groups',
  ]) {
    const [found] = check(text)
    assert.equal(found?.kind, 'replaced-term', text)
  }
  assert.equal(check('peer-on-peer abuse')[0]?.suggestion, 'child-on-child')
  assert.equal(check('peer-on-peer abuse', { nation: 'wales' })[0]?.suggestion, 'peer sexual abuse')
  for (const text of [
    'peers on a peer review',
    'child-on-child abuse',
    'lscb.example',
    'a commissioning group',
  ]) {
    assert.deepEqual(kinds(text), [], text)
  }
  assert.deepEqual(kinds('peer-on-peer abuse', { nation: 'scotland' }), [])
})

test('a term in a title, a quotation or a text of its time is treated more gently', () => {
  for (const text of [
    'He said “peer-on-peer abuse is hidden” there.',
    'Read _Responding to peer-on-peer abuse_ first.',
    '> peer-on-peer abuse',
    'Read: [Facts about peer-on-peer abuse](/x)',
  ]) {
    assert.match(check(text)[0]?.message ?? '', /title or a quotation/, text)
  }
  assert.match(
    check('peer-on-peer abuse', { publishedOn: '2020-10' })[0]?.message ?? '',
    /may stay/,
  )
  assert.doesNotMatch(
    check('peer-on-peer abuse', { publishedOn: '2023-01-01' })[0]?.message ?? '',
    /may stay|quotation/,
  )
})

test('relative dates are found with the date they mean', () => {
  const day = '2020-10-20' // a Tuesday
  const meant: [string, string, string | undefined][] = [
    ['Earlier this month', '2020-10', 'in October 2020'],
    ['next month', '2020-12', 'in January 2021'],
    ['last year', '2020-10', 'in 2019'],
    ['yesterday', day, 'on 19 October 2020'],
    ['tomorrow', day, 'on 21 October 2020'],
    ['last week', day, 'in the week of 12 October 2020'],
    ['next week', '2020-10', undefined],
    ['last Friday', day, 'on Friday 16 October 2020'],
    ['next Tuesday', day, 'on Tuesday 27 October 2020'],
    ['two weeks ago', day, 'in the week of 5 October 2020'],
    ["in three months' time", '2020-10', 'in January 2021'],
    ['this autumn', '2020-10', 'in autumn 2020'],
    ['last summer', '2020-10', 'in summer 2020'],
    ['next spring', '2020-10', 'in spring 2021'],
    ['last winter', '2021-02', 'in winter 2019–20'],
    ['at the moment', day, undefined],
    ['recently', day, undefined],
    ['soon', day, undefined],
  ]
  for (const [text, published, suggestion] of meant) {
    const found = findRelativeDates(`The course was, ${text}, on offer.`, published)
    assert.deepEqual(
      found.map((f) => [f.text, f.suggestion]),
      [[text, suggestion]],
      text,
    )
  }
})

test('words that only look like relative dates are left alone', () => {
  const others = [
    'as soon as possible',
    'too soon',
    "today's parents",
    'a monthly letter',
    'the week after',
    'shortly after birth',
    'on Friday 16 October 2020',
    'this course',
    'last minute',
    'weekend',
  ]
  for (const text of others) assert.deepEqual(findRelativeDates(text, '2020-10-20'), [], text)
})

test('words that blame a child are found with what to write instead', () => {
  const blaming = [
    'She was promiscuous.',
    'a child prostitute',
    'underage prostitution',
    'putting themselves at risk',
    'puts herself in danger',
    'He made a lifestyle choice',
    'had sex with a child',
    'child pornography',
    'boys running drugs for gangs',
    'involved in child sexual exploitation',
    'The girl absconded',
    'he is streetwise',
    'refuses to engage',
    'asking for it',
    'her older boyfriend',
    'he committed suicide',
  ]
  for (const text of blaming) {
    const [found] = check(text)
    assert.equal(found?.kind, 'blaming-word', text)
    assert.ok(found?.suggestion, text)
  }
  const kept = [
    'children at risk of harm',
    'placing a child at the centre',
    'boys and girls',
    'involved in the campaign',
    'running a course',
    'make a choice',
    'went missing',
    'sex and relationships education',
    'the boyfriend',
    'engage with parents',
    'young people running projects',
  ]
  for (const text of kept) assert.deepEqual(kinds(text), [], text)
  assert.match(
    check('Do not write “promiscuous” in a record.')[0]?.message ?? '',
    /quote it as an example/,
  )
})

test('pictures need words that say what they show', () => {
  for (const alt of ['', 'image', 'IMG_2031.JPG']) {
    assert.deepEqual(kinds(`![${alt}](file:p1)`), ['missing-description'], alt)
  }
  assert.deepEqual(kinds('![A teenager reads a poster at a bus stop](file:p1)'), [])
})

test('syllables are counted nearly as a person would', () => {
  const words = {
    child: 1,
    children: 2,
    the: 1,
    abuse: 2,
    table: 2,
    makes: 1,
    wanted: 2,
    helped: 1,
    safeguarding: 3,
    exploitation: 5,
    partnership: 3,
    people: 2,
    being: 2,
    NSPCC: 5,
    young: 1,
    organisation: 5,
    houses: 2,
    eye: 1,
    media: 3,
    online: 2,
  }
  const wrong = Object.entries(words).filter(
    ([word, count]) => Math.abs(syllablesOf(word) - count) > 1,
  )
  assert.deepEqual(wrong, [])
  const exact = Object.entries(words).filter(([word, count]) => syllablesOf(word) === count)
  assert.ok(
    exact.length >= 16,
    `${exact.length} exact: ${Object.keys(words)
      .filter((w) => syllablesOf(w) !== words[w as keyof typeof words])
      .join(', ')}`,
  )
})

test('a text too hard for its readers is said to be, with its longest sentence', () => {
  const easy =
    'If you are sad or scared, tell a grown-up you trust. It is not your fault. You can ring for help. They will listen to you and they will not be cross. You do not have to say your name. '
  const hard =
    'Practitioners must demonstrate proportionate professional curiosity regarding contextual safeguarding vulnerabilities, considering multi-agency information-sharing responsibilities and organisational accountability arrangements throughout collaborative assessment processes. '
  const age = (text: string) => readingAgeOf(sentencesOf(text)) ?? Number.NaN
  assert.ok(age(easy.repeat(2)) < 8, String(age(easy.repeat(2))))
  assert.ok(age(hard.repeat(2)) > 20, String(age(hard.repeat(2))))
  assert.deepEqual(kinds(easy.repeat(2), { readingAge: 9 }), [])
  assert.deepEqual(kinds(hard.repeat(2), { readingAge: 11 }), ['reading-age'])
  assert.deepEqual(kinds(hard.repeat(2)), [])
  assert.equal(readingAgeOf(['Too short to say.']), undefined)
  assert.equal(readingAges['practitioners'], undefined)
})

test('checks come in the order of the text and say where they are', () => {
  const found = check('## Soon\n\nFine.\n\n- [here](/x) and call 101\n- ok\n\n> soon', {
    title: 'Peer-on-peer abuse',
  })
  assert.deepEqual(
    found.map(({ kind, where }) => [kind, where]),
    [
      ['replaced-term', 'Title'],
      ['relative-date', 'Heading 1'],
      ['vague-link', 'List item 1'],
      ['typed-phone-number', 'List item 1'],
    ],
  )
  assert.ok(found.every(({ excerpt, message }) => excerpt && message.endsWith('.')))
  const [thrice] = check('[here](/a), [here](/b) and [here](/c)')
  assert.match(thrice?.message ?? '', /3 times/)
})

test('a hundred thousand hostile characters are checked within seconds', () => {
  const attacks = [
    'here '.repeat(20_000),
    'find '.repeat(20_000),
    '0'.repeat(100_000),
    '01 '.repeat(33_000),
    '“'.repeat(100_000),
    'read the '.repeat(11_000),
    '-'.repeat(100_000),
    'see also on A > '.repeat(6000),
    "'a ".repeat(33_000),
  ]
  for (const attack of attacks) check(attack, { readingAge: 9, publishedOn: '2020-10' })
})
