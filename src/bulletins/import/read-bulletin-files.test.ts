import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { strToU8, zipSync } from 'fflate'
import { readBulletin } from './read-bulletin.ts'
import type { BulletinReading } from './read-bulletin.ts'
import { understandBulletin } from './understand-bulletin.ts'

const sample =
  'Café news – the partnership’s new policy on neglect was published.\n\n---\n\nTraining: “Safer sleep” course on 3 November 2020 at 10am. Book your place now.'

const readFile = (bytes: Uint8Array | string, fileName = 'file'): Promise<BulletinReading> =>
  understandBulletin({ bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes, fileName })

async function reasonFor(bytes: Uint8Array | string): Promise<string> {
  const reading = await readFile(bytes)
  assert.equal(reading.ok, false, 'the file was taken')
  return reading.ok ? '' : reading.reason
}

/** Level 1: a bomb is as dangerous, and made in a tenth of the time. */
function zipOf(parts: Record<string, string | Uint8Array>): Buffer {
  const files = Object.entries(parts).map(([name, content]) => [
    name,
    typeof content === 'string' ? strToU8(content) : content,
  ])
  return Buffer.from(zipSync(Object.fromEntries(files), { level: 1 }))
}

function word(body: string, extra: Record<string, string | Uint8Array> = {}): Buffer {
  const parts: Record<string, string | Uint8Array> = {}
  const types = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
  parts['[Content_Types].xml'] =
    `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${types}.document.main+xml"/></Types>`
  parts['_rels/.rels'] =
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
  parts['word/document.xml'] =
    `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>${body}</w:body></w:document>`
  parts['word/styles.xml'] =
    '<?xml version="1.0"?><w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style></w:styles>'
  parts['word/_rels/document.xml.rels'] =
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="l1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://example.org/book" TargetMode="External"/><Relationship Id="s1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>'
  return zipOf({ ...parts, ...extra })
}

const run = (text: string, bold = false): string =>
  `<w:r>${bold ? '<w:rPr><w:b/></w:rPr>' : ''}<w:t xml:space="preserve">${text}</w:t></w:r>`
const paragraph = (inside: string, style = ''): string =>
  `<w:p>${style ? `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>` : ''}${inside}</w:p>`

test('a Word document with styled headings and a link', async () => {
  const link = `<w:hyperlink r:id="l1">${run('book a place on the course')}</w:hyperlink>`
  const bytes = word(
    paragraph(run('Gillerby Safeguarding Children Partnership newsletter, June 2022'), 'Title') +
      paragraph(run('Sleep Safe campaign'), 'Heading1') +
      paragraph(
        run(
          'Our Sleep Safe campaign starts on Monday 4 July and runs for three months. Posters for parents are ready.',
        ),
      ) +
      paragraph(run('Safer recruitment (Level 2)'), 'Heading1') +
      paragraph(run('An online course for managers: ') + link + run('.')),
  )
  const reading = await readFile(bytes, 'newsletter.docx')
  assert.ok(reading.ok)
  const { bulletin } = reading
  assert.equal(bulletin.format, 'Word document')
  assert.equal(bulletin.title, 'Gillerby Safeguarding Children Partnership newsletter, June 2022')
  assert.deepEqual(
    bulletin.items.map(({ kind, title }) => [kind, title]),
    [
      ['campaign', 'Sleep Safe campaign'],
      ['training', 'Safer recruitment (Level 2)'],
    ],
  )
  assert.deepEqual(
    [bulletin.items[0]?.campaign?.startsOn, bulletin.items[0]?.campaign?.endsOn],
    ['2022-07-04', '2022-10-03'],
  )
  assert.deepEqual(bulletin.items[1]?.links, [
    { text: 'book a place on the course', href: 'https://example.org/book' },
  ])
})

test('a Word document whose headings are bold lines', async () => {
  const bytes = word(
    paragraph(run('November 2021')) +
      paragraph(run('Neglect webinar', true)) +
      paragraph(
        run(
          'Join us on Teams on Thursday 2 December, 12.30pm to 1.30pm. Our guest speaker is from Barnardo’s.',
        ),
      ) +
      paragraph(run('New procedures for bruising', true)) +
      paragraph(run('The procedures were updated and are on the website.')),
  )
  const reading = await readFile(bytes)
  assert.ok(reading.ok)
  assert.deepEqual(
    reading.bulletin.items.map(({ kind, title }) => [kind, title]),
    [
      ['event', 'Neglect webinar'],
      ['guidance', 'New procedures for bruising'],
    ],
  )
  assert.equal(reading.bulletin.month?.month, '2021-11')
})

test('text in any usual encoding is read, and what was assumed is said', async () => {
  const windows = Buffer.from(
    sample
      .replaceAll('–', '\u0096')
      .replaceAll('’', '\u0092')
      .replaceAll('“', '\u0093')
      .replaceAll('”', '\u0094'),
    'latin1',
  )
  const wide = Buffer.from(sample, 'utf16le')
  const mojibake = Buffer.from(new TextDecoder('windows-1252').decode(Buffer.from(sample)))
  const encodings: [string, Buffer, RegExp][] = [
    ['UTF-8', Buffer.from(sample), /^$/],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${sample}`), /^$/],
    ['UTF-16 LE with a mark', Buffer.concat([Buffer.from([0xff, 0xfe]), wide]), /^$/],
    [
      'UTF-16 BE with a mark',
      Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(wide).swap16()]),
      /^$/,
    ],
    ['UTF-16 without a mark', wide, /UTF-16/],
    ['Windows', windows, /windows-1252/],
    ['damaged once', mojibake, /damaged/],
  ]
  for (const [name, bytes, note] of encodings) {
    const reading = await readFile(bytes)
    assert.ok(reading.ok, name)
    assert.match(reading.bulletin.notes.join(' '), note, name)
    const text = JSON.stringify(reading.bulletin.items.map((item) => item.text))
    assert.match(text, /Café news – the partnership’s/, name)
    assert.equal(reading.bulletin.items[1]?.course?.title, 'Safer sleep', name)
  }
})

test('what is no bulletin is refused with one sentence that says what to do', async () => {
  const bytes = (...start: number[]) => Buffer.concat([Buffer.from(start), randomBytes(2000)])
  const refused: [Uint8Array | string, RegExp][] = [
    ['', /empty/],
    ['   \n \n', /no text/],
    ['hello', /no text/],
    ['12 34 56 78 90 '.repeat(50), /no text/],
    [randomBytes(5000), /not a text/],
    [Buffer.alloc(5000), /not a text/],
    [Uint8Array.from({ length: 5000 }, (_, at) => 128 + (at % 128)), /not a text/],
    [Buffer.concat([Buffer.from([0xff, 0xfe, 0, 0]), Buffer.alloc(400, 65)]), /UTF-32/],
    [bytes(0x25, 0x50, 0x44, 0x46), /PDF/],
    [bytes(0xd0, 0xcf, 0x11, 0xe0), /old Word.*password/],
    [bytes(0x89, 0x50, 0x4e, 0x47), /picture/],
    [bytes(0x4d, 0x5a, 0x90, 0), /program/],
    [bytes(0x1f, 0x8b), /compressed/],
    ['{\\rtf1 hello}', /\.rtf/],
    [bytes(0x50, 0x4b, 3, 4), /damaged/],
    [zipOf({ 'a.txt': 'x' }), /ZIP file/],
    [zipOf({ 'xl/workbook.xml': 'x' }), /Excel/],
    [zipOf({ 'content.xml': 'x' }), /OpenDocument/],
    [word('<w:p><w:r><w:t>broken'), /damaged|no text/],
    ['From: a@example.org\nSubject: x\nMIME-Version: 1.0\n\n\n', /no text of its own/],
    [Buffer.alloc(50 * 1024 * 1024, 'A long bulletin. '), /10 MB/],
    ['A sentence of a text that does not end. '.repeat(20_000), /longer than a bulletin/],
  ]
  for (const [file, reason] of refused) {
    const said = await reasonFor(file)
    assert.match(said, reason)
    assert.ok(said.length < 260 && said.endsWith('.'), said)
  }
})

test('a Word bomb is not unpacked, however it is packed', async () => {
  const zeros = new Uint8Array(60 * 1024 * 1024)
  const many = Object.fromEntries(Array.from({ length: 2500 }, (_, at) => [`word/p${at}.xml`, 'x']))
  const bombs = [
    word('', { 'word/document.xml': zeros }),
    word('', { 'word/media/picture.png': zeros }),
    word('', {
      'word/a.xml': new Uint8Array(9_000_000),
      'word/b.xml': new Uint8Array(9_000_000),
    }),
    word('', many),
  ]
  for (const bomb of bombs) assert.match(await reasonFor(bomb), /unpacks to far more/)
  const inThread = await readBulletin({ bytes: bombs[0]!, fileName: 'bomb.docx' })
  assert.equal(inThread.ok, false)
  // The same with sizes that lie: the bytes are counted, not believed.
  const lying = Buffer.from(bombs[0]!)
  for (
    let at = lying.indexOf('PK\u0001\u0002', 0, 'latin1');
    at >= 0;
    at = lying.indexOf('PK\u0001\u0002', at + 4, 'latin1')
  ) {
    if (lying.readUInt32LE(at + 24) === zeros.length) lying.writeUInt32LE(1000, at + 24)
  }
  assert.match(await reasonFor(lying), /damaged|unpacks/)
  const entities =
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
  const laughs = word('', {
    'word/document.xml': `<?xml version="1.0"?>${entities}<w:document>&c;</w:document>`,
  })
  assert.equal((await readFile(laughs)).ok, false)
})

test('a page built to cost time or memory is refused within its bounds', async () => {
  const attributes = `<p ${Array.from({ length: 300_000 }, (_, at) => `a${at}=1`).join(' ')}>x`
  const attacks = [
    '<html><body>' + '<div>'.repeat(200_000),
    `<html><body>${'<b><i><u>'.repeat(60_000)}`,
    `<html><body>${attributes}`,
    `<html><body>${'<table><tr><td>'.repeat(3000)}`,
    `<html><body>${'x'.repeat(3_000_000)}`,
  ]
  for (const attack of attacks) {
    const reading = await readBulletin(
      { bytes: Buffer.from(attack), fileName: 'x.html' },
      { timeMs: 5000, memoryMb: 256 },
    )
    assert.equal(reading.ok, false)
    assert.match(reading.ok ? '' : reading.reason, /longer than a bulletin|time and memory/)
  }
})

test('the bounds of time and memory are there: a good file is refused when they are tiny', async () => {
  const file = { bytes: Buffer.from(sample), fileName: 'x.txt' }
  assert.equal((await readBulletin(file)).ok, true)
  for (const limits of [
    { timeMs: 1, memoryMb: 256 },
    { timeMs: 20_000, memoryMb: 4 },
  ]) {
    const reading = await readBulletin(file, limits)
    assert.match(reading.ok ? '' : reading.reason, /time and memory/)
  }
  assert.equal((await readBulletin(file)).ok, true)
})

test('text built to make patterns slow is read or refused, not hung on', async () => {
  const attacks = [
    'find ',
    '1 October ',
    "'a ",
    'The Big ',
    'focus on a, ',
    '| \n',
    'TITLE\n',
    '- item\n',
    '(',
    'A',
    'Read the x: ',
    'NHS Trust and ',
    '10am to ',
    '“a” campaign ',
    '- a\n  ',
    'a: b; ',
  ].map((words) => words.repeat(Math.ceil(100_000 / words.length)))
  for (const attack of attacks) {
    const reading = await understandBulletin({
      bytes: Buffer.from(attack),
      fileName: 'x.txt',
      month: '2020-10',
    })
    assert.equal(typeof reading.ok, 'boolean', attack.slice(0, 20))
  }
})
