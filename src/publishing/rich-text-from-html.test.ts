import assert from 'node:assert/strict'
import { test } from 'node:test'
import { textFromDocument } from './rich-text-as-text.ts'
import { HtmlTooLarge, documentFromHtml, piecesOfHtml, titleOfHtml } from './rich-text-from-html.ts'

const asText = (html: string): string => textFromDocument(documentFromHtml(html))

test('headings, lists, quotations, marks and links of a page are kept', () => {
  const html = `<html><head><title>x</title><style>p{}</style></head><body>
    <h1>One &amp; all</h1><p>Some <b>bold</b> and <i>italic</i><br>new line,
      <a href="https://example.org/a" onclick="x()">a link</a>.</p>
    <ul><li>first<ul><li>inner</li></ul></li><li><p>second</p><p>more</p></li></ul>
    <ol><li>step</ol><h3><span>Three</span></h3><blockquote><p>said</p></blockquote></body></html>`
  assert.equal(
    asText(html),
    `## One & all

Some **bold** and _italic_
new line, [a link](https://example.org/a).

- first
  - inner
- second

  more

1. step

### Three

> said`,
  )
})

test('what is hidden, scripted or a form is gone, and the words around it stay', () => {
  const html = `<div style="display:none">preheader</div><p>kept<script>x</script><!-- c -->
    <span hidden>no</span></p><form><input value="x"><button>Send</button></form>
    <a href="javascript:x">words</a><noscript>n</noscript><svg><text>s</text></svg>`
  assert.equal(asText(html), 'kept\n\nSend\n\nwords')
})

test('Word and mail habits come out clean', () => {
  const html = `<p class=MsoNormal style='mso-x:y'><o:p>&nbsp;</o:p></p>
    <p><span style="font-weight:700">Bold </span>then <font size=5>big</font></p>
    <p><a href="https://example.org/book"><img src="b.png" alt="Book now"></a><img src=p.gif alt="logo"></p>`
  assert.equal(asText(html), '**Bold** then big\n\n[Book now](https://example.org/book)')
})

test('a table of short words becomes sentences, a layout table becomes its blocks', () => {
  const html = `<table><tr><th>Date</th><td>3 November</td></tr><tr><td>Place</td><td>Kendal</td></tr></table>
    <table><tr><td><p>left</p><p>more</p></td><td><h2>right</h2></td></tr></table>`
  assert.equal(asText(html), 'Date: 3 November\n\nPlace – Kendal\n\nleft\n\nmore\n\n## right')
})

test('lines across the page and headings drawn by size are told apart from paragraphs', () => {
  const pieces = piecesOfHtml(`<p>a</p><hr><p style="font-size:22px"><strong>Title</strong></p>
    <table><tr><td style="border-top:2px solid #ccc;height:1px">&nbsp;</td></tr></table><p>b</p>`)
  assert.deepEqual(
    pieces.map((piece) => (piece.type === 'block' ? [piece.block.type, piece.big] : piece.type)),
    [
      ['paragraph', false],
      'rule',
      ['paragraph', true],
      'edge',
      'rule',
      'edge',
      ['paragraph', false],
    ],
  )
  assert.equal(titleOfHtml('<html><head><title>A &amp; B</title></head>x'), 'A & B')
  assert.equal(titleOfHtml('<p>no title'), undefined)
})

test('a list nested deeper than a document may be keeps its words', () => {
  assert.match(asText('<ul><li>x'.repeat(12)), /^(?:[\s\S]*x){12}$/)
})

test('a page too deep or too large is refused at once, not crashed on', () => {
  const attacks = [
    '<div>'.repeat(100_000),
    '<b>x'.repeat(100_000),
    Array.from({ length: 20_000 }, (_, at) => `<b id=${at}><p>`).join(''),
    '<a>'.repeat(50_000) + '<table>'.repeat(50_000),
    'x<br>'.repeat(100_000),
    'x'.repeat(3_000_000),
  ]
  for (const attack of attacks) assert.throws(() => documentFromHtml(attack), HtmlTooLarge)
  assert.equal(documentFromHtml('<p>x</p>'.repeat(2000)).content.length, 2000)
})
