import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { safeAddress } from './rich-text-addresses.ts'
import { documentFromText, textFromDocument } from './rich-text-as-text.ts'
import { awkwardText, editorJson } from './rich-text-samples.ts'
import { cleanDocument, plainTextOf } from './rich-text.ts'

const example = `## How to report

Call **the front door** or read [what happens next](https://example.org/next_(1)).
{{route:front-door}}

{{route:police}}

- one
  still one
  - inner _item_
    1. deep

  a second paragraph
- two

1. first
2. second

> Quoted words
>
> - with a list

![A poster on a wall](file:poster-1)

### Smaller
un{_}believ{_}able, 5 * 3, snake_case and \\- not \\*\\*bold\\*\\*`

test('the plain-text convention makes every allowed thing, and writes it back as it was', () => {
  const document = documentFromText(example)
  assert.deepEqual(
    document.content.map((block) => block.type),
    [
      'heading',
      'paragraph',
      'paragraph',
      'bulletList',
      'orderedList',
      'blockquote',
      'image',
      'heading',
      'paragraph',
    ],
  )
  const text = textFromDocument(document)
  assert.deepEqual(documentFromText(text), document)
  assert.match(text, /un\{_\}believ\{_\}able/)
  assert.equal(textFromDocument(documentFromText(text)), text)
})

test('ordinary words are written without a single backslash', () => {
  const text = `The O'Neill & Sons (2020) report: 50% up, "quoted" – see p. 3; 5 * 3 = 15, a_b_c!`
  assert.equal(textFromDocument(documentFromText(text)), text)
})

test('any text read, written and read again is the same document', () => {
  fc.assert(
    fc.property(awkwardText, (text) => {
      const document = documentFromText(text)
      assert.deepEqual(documentFromText(textFromDocument(document)), document)
    }),
    { numRuns: 1500 },
  )
})

test('any document of the editor survives the plain text area unchanged', () => {
  fc.assert(
    fc.property(editorJson, (json) => {
      const document = cleanDocument(json)
      assert.deepEqual(documentFromText(textFromDocument(document)), document)
    }),
    { numRuns: 1500 },
  )
})

test('cleaning a clean document changes nothing', () => {
  fc.assert(
    fc.property(editorJson, (json) => {
      const document = cleanDocument(json)
      assert.deepEqual(cleanDocument(JSON.parse(JSON.stringify(document))), document)
    }),
    { numRuns: 2000 },
  )
})

test('nothing but the allow-list comes through, whatever is posted', () => {
  const hostile = {
    type: 'doc',
    content: [
      { type: 'script', content: [{ type: 'text', text: 'alert(1)' }] },
      { type: 'rawHtml', html: '<img src=x onerror=alert(1)>' },
      { type: 'image', attrs: { fileId: '../../etc/passwd', alt: 'x' } },
      { type: 'image', attrs: { src: 'https://elsewhere.example/pixel.gif', alt: 'x' } },
      {
        type: 'paragraph',
        attrs: { onclick: 'alert(1)', style: 'position:fixed' },
        content: [
          { type: 'reportingRoute', attrs: { routeKey: '<b>' } },
          {
            type: 'text',
            text: 'kept',
            marks: [{ type: 'link', attrs: { href: 'javascript:x' } }, { type: 'font' }],
          },
        ],
      },
      { type: 'heading', attrs: { level: 1 }, content: [{ type: 'text', text: 'Title' }] },
    ],
  }
  assert.deepEqual(cleanDocument(hostile), {
    type: 'doc',
    content: [
      { type: 'paragraph', content: [{ type: 'text', text: 'kept' }] },
      { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Title' }] },
    ],
  })
  for (const odd of [
    null,
    7,
    'x',
    [],
    {},
    { content: 'x' },
    { type: 'doc', content: [null, [], 1] },
  ]) {
    assert.deepEqual(cleanDocument(odd), { type: 'doc', content: [] })
  }
})

test('a document nested a hundred thousand deep, or a million nodes wide, is cut, not crashed on', () => {
  let deep: unknown = { type: 'paragraph', content: [{ type: 'text', text: 'x' }] }
  for (let level = 0; level < 100_000; level += 1) {
    deep = { type: 'bulletList', content: [{ type: 'listItem', content: [deep] }] }
  }
  assert.deepEqual(cleanDocument({ type: 'doc', content: [deep] }).content, [])
  const wide = {
    type: 'doc',
    content: Array.from({ length: 1_000_000 }, () => ({
      type: 'paragraph',
      content: [{ type: 'text', text: 'x' }],
    })),
  }
  assert.ok(cleanDocument(wide).content.length <= 20_000)
})

test('an address is safe or it is not an address', () => {
  const kept = [
    '/report',
    '/report?a=b#c',
    'https://example.org',
    'http://example.org/a?b=c',
    'mailto:team@example.org',
    'tel:0800 1111',
    'HTTPS://example.org/x',
  ]
  for (const address of kept) assert.ok(safeAddress(address), address)
  assert.equal(safeAddress('tel:+44 (0)1632 960-001'), 'tel:+4401632960001')
  assert.equal(safeAddress('https://example.org/a_(b) c'), 'https://example.org/a_%28b%29%20c')
  const refused: unknown[] = [
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'java\tscript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    '//elsewhere.example',
    '/\\elsewhere.example',
    '/.//elsewhere.example',
    '\\\\elsewhere.example',
    'https://user:pw@elsewhere.example',
    'http://',
    '',
    'https:elsewhere.example',
    'ftp://x.example',
    'report',
    '#top',
    'mailto:',
    'mailto:x',
    'tel:12',
    'blob:x',
    'https://example.org/\u202e',
    'https://exa\nmple.org',
    null,
    7,
    'x'.repeat(3000),
  ]
  for (const address of refused) assert.equal(safeAddress(address), undefined, String(address))
  fc.assert(
    fc.property(
      fc.oneof(
        fc.webUrl(),
        fc.string().map((s) => `/${s}`),
        fc.string().map((s) => `https://x.test/${s}`),
      ),
      (address) => {
        const once = safeAddress(address)
        if (once !== undefined) assert.equal(safeAddress(once), once)
      },
    ),
    { numRuns: 3000 },
  )
})

test('the words of a document read in order, pictures by their description', () => {
  assert.equal(
    plainTextOf(documentFromText('## A\n\nb **c**\nd\n\n- e\n\n![f](file:x)')),
    'A\nb c\nd\ne\nf',
  )
})
