import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkLines, subscribersAsCsv } from './subscriber-csv.ts'

const sectors = [
  { code: 'health', name: 'Health' },
  { code: 'education', name: 'Schools and colleges' },
]

test('a list is read with its columns in any order, quoted or not, from any spreadsheet', () => {
  const expected = {
    email: 'ana@school.example',
    name: 'Ana, "the" Lead',
    jobRole: 'DSL',
    agencySectorCode: 'education',
  }
  for (const text of [
    'name,email,role,sector\r\n"Ana, ""the"" Lead",ANA@school.example,DSL,Schools and colleges\r\n',
    '\ufeffE-mail address;Job title;Full name;Sector\nana@school.example;DSL;"Ana, ""the"" Lead";education',
    'email\tname\trole\tsector\nana@school.example\t"Ana, ""the"" Lead"\tDSL\teducation\n',
  ])
    assert.deepEqual(checkLines(text, 'consent', sectors), {
      accepted: [{ line: 2, ...expected }],
      refused: [],
    })
})

test('addresses alone, one a line, are a list too', () => {
  const { accepted } = checkLines('a@example.org\n\nb@example.org', 'consent', sectors)
  assert.deepEqual(
    accepted.map(({ line, email }) => [line, email]),
    [
      [1, 'a@example.org'],
      [3, 'b@example.org'],
    ],
  )
})

test('every line that cannot be added is named, with why', () => {
  const text = [
    'email,name,sector',
    'good@example.org,Good,',
    'not an address,Nobody,',
    ',No address,',
    'GOOD@example.org,Again,',
    'parent@gmail.com,Parent,',
    'nurse@nhs.example,Nurse,Hospitals',
    'x@example.org\tBcc: y@example.org,Header,',
  ].join('\n')
  const { accepted, refused } = checkLines(text, 'corporate', sectors)
  assert.deepEqual(
    accepted.map(({ line }) => line),
    [2],
  )
  assert.deepEqual(
    refused.map(({ line, reason }) => `${line}: ${reason}`),
    [
      '3: This is not an e-mail address.',
      '4: There is no e-mail address.',
      '5: The same address is in line 2.',
      '6: A personal address needs the person’s own consent.',
      '7: “Hospitals” is not a sector that is known here.',
      '8: This is not an e-mail address.',
    ],
  )
  assert.equal(
    checkLines('parent@gmail.com', 'consent', sectors).accepted.length,
    1,
    'with consent a personal address is right',
  )
})

test('an exported cell that begins like a formula is harmless', () => {
  const row = { email: 'a@example.org', jobRole: null, sector: null, since: '', basis: '' }
  const names = ['=1+1', '+44', '-2', '@SUM(A1)', '\t=1', 'Plain']
  const csv = subscribersAsCsv(names.map((name) => ({ ...row, name })))
  const cells = csv
    .split('\r\n')
    .slice(1, -1)
    .map((line) => line.split(',')[1]!)
  assert.deepEqual(
    cells.map((cell) => /^"?[=+\-@\t]/.test(cell)),
    names.map(() => false),
  )
  assert.equal(cells[5], 'Plain')
})
