import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { renderToString } from 'preact-render-to-string'
import { launchChromium } from '../../test/chromium.ts'
import { documentFromText, textFromDocument } from './rich-text-as-text.ts'
import { documentFromHtml } from './rich-text-from-html.ts'
import { RichText } from './rich-text-view.tsx'
import { cleanDocument } from './rich-text.ts'
import type { RichTextDocument } from './rich-text.ts'

// Each way to run a script, in each place it may be smuggled into.
const scripts = [
  `<script>fired()</script>`,
  `<script>fired()</script foo="bar">`,
  `<img src=x onerror=fired()>`,
  `<img src=x:x onerror="fired()//`,
  `<IMG SRC=x oNeRrOr=fired()>`,
  `<svg onload=fired()>`,
  `<svg><script>fired()</script></svg>`,
  `<svg><animate onbegin=fired() attributeName=x dur=1s>`,
  `<svg><a xlink:href="javascript:fired()"><text y=20>x</text></a></svg>`,
  `<math><mtext><img src=x onerror=fired()></mtext></math>`,
  `<iframe srcdoc="<script>parent.fired()</script>"></iframe>`,
  `<iframe src="javascript:parent.fired()"></iframe>`,
  `<object data="javascript:fired()"></object><img src=x onerror=fired()>`,
  `<embed src="javascript:fired()"><video><source onerror=fired()></video>`,
  `<video src=x onerror=fired()></video>`,
  `<audio src=x onerror=fired()></audio>`,
  `<details open ontoggle=fired()>x</details>`,
  `<input autofocus onfocus=fired()>`,
  `<a href="javascript:fired()">x</a>`,
  `<a href="&#106;avascript:fired()">x</a>`,
  `<a href="java&#9;script:fired()">x</a>`,
  `<a href=" &#1;javascript:fired()">x</a>`,
  `<a href="JaVaScRiPt:fired()//">x</a>`,
  `<form action="javascript:fired()"><button>x</button></form>`,
  `<form><button formaction="javascript:fired()">x</button></form>`,
  `<p onmouseover=fired()>hover</p>`,
  `<b onclick="fired()">click</b>`,
  `<body onload=fired()>`,
  `<style onload=fired()>x{}</style>`,
  `<template><img src=x onerror=fired()></template><img src=x onerror=fired()>`,
]
const places: ((script: string) => string)[] = [
  (script) => script,
  (script) => `<p>before ${script} after</p>`,
  (script) => `<ul><li>${script}<li><b>${script}</b></ul>`,
  (script) => `<table><tr><td>${script}<td>x</table>`,
  (script) => `<blockquote><h2>${script}</h2></blockquote>`,
  (script) => `<math><mtext><table><mglyph><style><!--</style>${script}`,
  (script) => `<svg></p><style><a id="</style>${script}">`,
  (script) => `<noscript><p title="</noscript>${script}">`,
  (script) => `<div><![CDATA[><!--]]>${script}<!---->`,
  (script) => `<textarea></textarea>${script}<select><option>${script}</select>`,
]
const vectors = places.flatMap((place) => scripts.map(place))

let browser: Browser
let page: Page
before(async () => {
  browser = await launchChromium()
  page = await browser.newPage()
  await page.route('**/*', (route) => route.abort())
})
after(() => browser.close())

/** Which of the pages ran a script, after everything on them was hovered, focused and clicked. */
async function whichFire(pages: string[]): Promise<boolean[]> {
  await page.goto('about:blank')
  return page.evaluate(async (inserted) => {
    const pause = () => new Promise((resolve) => setTimeout(resolve, 150))
    const frames = inserted.map((html) => {
      const frame = document.body.appendChild(document.createElement('iframe'))
      const inside = frame.contentWindow as Window & { count?: number }
      inside.document.open()
      Object.assign(inside, { fired: () => (inside.count = (inside.count ?? 0) + 1) })
      inside.document.write(`<!doctype html><body>${html}`)
      inside.document.close()
      return inside
    })
    await pause()
    for (const frame of frames) {
      for (const element of frame.document.querySelectorAll('*')) {
        for (const type of ['mouseover', 'focus', 'click']) {
          element.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true }))
        }
      }
    }
    await pause()
    return frames.map((frame) => (frame.count ?? 0) > 0)
  }, pages)
}

async function firing(cases: { vector: string; html: string }[]): Promise<string[]> {
  const found: string[] = []
  for (let at = 0; at < cases.length; at += 50) {
    const batch = cases.slice(at, at + 50)
    const fired = await whichFire(batch.map(({ html }) => html))
    found.push(...batch.filter((_, index) => fired[index]).map(({ vector }) => vector))
  }
  return found
}

const rendered = (document: RichTextDocument): string =>
  renderToString(<RichText document={document} />)

/** Every way into a document: pasted HTML, typed text, posted JSON. */
function documentsOf(vector: string): RichTextDocument[] {
  const text = (words: string, href?: string) => ({
    type: 'text',
    text: words,
    ...(href ? { marks: [{ type: 'link', attrs: { href } }] } : {}),
  })
  const address = /(?:href|src|action|data)="([^"]*)"/.exec(vector)?.[1] ?? vector
  const json = {
    type: 'doc',
    content: [
      { type: 'heading', attrs: { level: `2 ${vector}` }, content: [text(vector)] },
      { type: 'paragraph', attrs: { class: vector }, content: [text(vector, address)] },
      { type: 'image', attrs: { fileId: vector, alt: vector } },
      { type: 'paragraph', content: [{ type: 'reportingRoute', attrs: { routeKey: vector } }] },
      { type: vector, content: [text(vector)] },
    ],
  }
  return [
    documentFromHtml(vector),
    documentFromText(`${vector}\n\n[${vector}](${address})\n\n![${vector}](file:x)`),
    cleanDocument(json),
  ]
}

test(`none of ${vectors.length} ways to smuggle a script runs in a rendered document`, async () => {
  assert.ok(vectors.length >= 200)
  const cases = vectors.map((vector) => {
    const documents = documentsOf(vector)
    documents.push(documentFromText(textFromDocument(documents[0]!)))
    return { vector, html: documents.map(rendered).join('\n') }
  })
  assert.deepEqual(await firing(cases), [])
})

test('the same vectors run when they are inserted as they are', async () => {
  const ran = await firing(vectors.map((vector) => ({ vector, html: vector })))
  assert.ok(ran.length > vectors.length / 2, `${ran.length} of ${vectors.length} ran`)
})
