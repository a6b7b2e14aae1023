import assert from 'node:assert/strict'
import { test } from 'node:test'
import { axe, testSite } from '../../test/browser.ts'
import { htmlProblems } from '../../test/html.ts'
import { documentFromText } from '../publishing/rich-text-as-text.ts'
import { newItem } from './bulletin-content.ts'
import { compileBulletin, longestMailBytes, sample, sampleBulletin } from './bulletin-emails.tsx'
import { joinSegments } from './mailing-segments.ts'
import { sample as subscriptionSample } from './subscription-emails.tsx'

const samples = { ...sample, ...subscriptionSample }
const names = Object.keys(samples)
const site = await testSite()

test('every e-mail is valid HTML, accessible in light and dark, and as narrow as a phone', async (t) => {
  assert.ok(names.length >= 3)
  for (const name of names) {
    const problems = await htmlProblems(samples[name]!.html)
    // What mail programs need and web pages must not have: styles on elements, and a table for Outlook.
    assert.deepEqual(
      problems.filter((problem) => !/no-inline-style|conditional-comment/.test(problem)),
      [],
      name,
    )
    for (const [width, colourScheme] of [
      [600, 'light'],
      [320, 'dark'],
    ] as const) {
      const page = await site.page(t, { width, height: 900, colourScheme })
      // Without the policy, under which a test could not run in it either.
      await page.route('**/shown', (route) =>
        route.fulfill({ body: samples[name]!.html, contentType: 'text/html' }),
      )
      await page.goto('/shown')
      await axe(page)
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      assert.equal(overflow, 0, `${name} at ${width}`)
      assert.equal(await page.locator('h1').count(), 1)
      assert.equal(await page.locator('main').count(), 1)
    }
  }
})

test('an e-mail asks nothing of any host: no picture, no font, no style sheet', () => {
  for (const name of names)
    assert.equal(
      /<(img|link|script|iframe|video|object)\b|url\(|@import|background=/i.test(
        samples[name]!.html,
      ),
      false,
      name,
    )
})

test('the text part says everything, with whole addresses, in lines that fit', () => {
  const { text } = sample['Bulletin']!
  for (const words of [
    'MARCH BULLETIN: ONLINE SAFETY WEEK',
    '- Wednesday: young people show the films they made',
    'poster pack\n(https://cairn.example.org/campaigns/online-safety-week/support)',
    'See the campaign: Online safety week:\nhttps://cairn.example.org/campaigns/online-safety-week',
    'Safeguarding front door: 01632 960001.',
    'Core information from NSPCC Learning:\nhttps://learning.nspcc.org.uk/',
    'Unsubscribe:\nhttps://cairn.example.org/bulletins/unsubscribe/an-example-of-a-token',
    'bulletin@fellshire.example',
  ])
    assert.ok(text.replaceAll(' \n', '\n').includes(words), `${words}\n--- in ---\n${text}`)
  assert.deepEqual(
    text.split('\n').filter((line) => line.length > 72 && !line.includes('http')),
    [],
  )
})

test('nothing but the address to unsubscribe at differs from one subscriber to the next', () => {
  const { html, text } = compileBulletin(sampleBulletin)
  assert.equal(html.length, 2)
  assert.equal(text.length, 2)
  const [one, other] = ['https://a.example/1', 'https://a.example/2'].map((url) =>
    joinSegments(html, url),
  )
  assert.equal(one!.replace('https://a.example/1', 'https://a.example/2'), other)
})

test('what an author types cannot end a tag or begin one', () => {
  const nasty = '<img src=x onerror=alert(1)> "\'><script>alert(1)</script>'
  const { html } = compileBulletin({
    ...sampleBulletin,
    title: nasty,
    summary: nasty,
    partnershipName: nasty,
    postalAddress: nasty,
    contactEmail: nasty,
    historicNote: nasty,
    content: {
      ...sampleBulletin.content,
      introduction: documentFromText(nasty),
      items: [
        newItem({
          kind: 'news',
          title: nasty,
          text: documentFromText(nasty),
          links: [{ text: nasty, href: 'https://example.org/"onclick="alert(1)' }],
        }),
      ],
    },
  })
  const joined = joinSegments(html, 'https://example.org/')
  assert.equal(/<(img|script)\b/.test(joined), false)
  assert.equal(/"onclick=/.test(joined.replaceAll('&quot;', '')), false)
})

test('a mail that Gmail would cut off is noticed', () => {
  const items = Array.from({ length: 30 }, () =>
    newItem({
      kind: 'news',
      title: 'Long',
      text: documentFromText('Words and words. '.repeat(400)),
    }),
  )
  const long = compileBulletin({ ...sampleBulletin, content: { ...sampleBulletin.content, items } })
  assert.ok(long.bytes > longestMailBytes)
  assert.ok(compileBulletin(sampleBulletin).bytes < 20_000)
})
