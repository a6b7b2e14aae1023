import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../test/app.ts'
import { seedGuidance } from '../../demo/guidance.ts'
import { guidanceKind } from '../guidance/guidance.ts'
import { withAbsoluteAddresses } from './rich-text-absolute.ts'
import { documentFromText } from './rich-text-as-text.ts'
import { findLatest, withdraw } from './publishing.ts'
import { element, xmlDocument } from './xml.ts'

type Parsed = { name: string; attributes: Record<string, string>; children: Parsed[]; text: string }

/** A strict reader of the XML we write: throws on anything that is not well-formed. */
function parseXml(xml: string): Parsed {
  const root: Parsed = { name: '', attributes: {}, children: [], text: '' }
  const open = [root]
  const declaration = '<?xml version="1.0" encoding="utf-8"?>\n'
  assert.ok(xml.startsWith(declaration))
  const rest = xml.slice(declaration.length).trimEnd()
  const token =
    /<(\/?)([a-z][\w:]*)((?: [a-z][\w:]*="[^"<&]*(?:&(?:amp|lt|gt|quot);[^"<&]*)*")*)(\/?)>|([^<]+)/gy
  for (let match = token.exec(rest); match; match = token.exec(rest)) {
    const [, closes, name = '', attributes = '', isEmpty, text] = match
    const parent = open.at(-1)!
    if (text !== undefined) {
      assert.match(text, /^(?:[^&]|&(?:amp|lt|gt|quot);)*$/)
      parent.text += unescaped(text)
    } else if (closes) {
      assert.equal(open.pop()?.name, name)
    } else {
      const pairs = [...attributes.matchAll(/([\w:]+)="([^"]*)"/g)]
      const child: Parsed = {
        name,
        attributes: Object.fromEntries(pairs.map(([, key, value]) => [key!, unescaped(value!)])),
        children: [],
        text: '',
      }
      parent.children.push(child)
      if (!isEmpty) open.push(child)
    }
    if (token.lastIndex === rest.length) {
      assert.deepEqual(open, [root])
      assert.equal(root.children.length, 1)
      return root.children[0]!
    }
  }
  throw new Error(`not well-formed near: ${rest.slice(0, 200)}`)
}

const unescaped = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')

const childrenOf = (node: Parsed, name: string): Parsed[] =>
  node.children.filter((child) => child.name === name)
const textOf = (node: Parsed, name: string): string => {
  const [only, ...others] = childrenOf(node, name)
  assert.ok(only && others.length === 0, `one ${name}`)
  return only.text
}

test('each feed is what RFC 4287 asks for, with the whole text of each page', async (t) => {
  const app = await testApp('2020-10-25T09:00:00Z')
  const { database, services, request, signIn, clock } = app
  const author = await signIn('communications')
  const reviewer = await signIn('officer')
  const cast = { authorId: author.personId, reviewerId: reviewer.personId }
  const { peerOnPeerSexualAbuse: id } = await seedGuidance(services, cast)
  const read = async (name: string) => {
    const response = await request(`/feeds/${name}.atom`)
    assert.equal(response.status, 200)
    assert.equal(response.headers.get('content-type'), 'application/atom+xml; charset=utf-8')
    return parseXml(await response.text())
  }
  const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/

  for (const name of ['bulletins', 'campaigns', 'guidance']) {
    await t.test(name, async () => {
      const feed = await read(name)
      assert.equal(feed.name, 'feed')
      assert.equal(feed.attributes['xmlns'], 'http://www.w3.org/2005/Atom')
      assert.match(textOf(feed, 'id'), /^tag:localhost,2020-01-01:feeds\//)
      assert.match(textOf(feed, 'updated'), instant)
      assert.ok(textOf(feed, 'title'))
      assert.ok(textOf(childrenOf(feed, 'author')[0]!, 'name'))
      const links = childrenOf(feed, 'link').map(({ attributes }) => attributes)
      assert.deepEqual(
        links.map(({ rel, href }) => `${rel} ${href}`),
        [
          `self http://localhost:3000/feeds/${name}.atom`,
          `alternate http://localhost:3000/${name}`,
        ],
      )
      assert.equal(childrenOf(feed, 'entry').length, name === 'guidance' ? 4 : 0)
      for (const entry of childrenOf(feed, 'entry')) {
        assert.match(textOf(entry, 'id'), /^tag:localhost,2020-\d\d-\d\d:guidance\/[0-9a-f-]{36}$/)
        assert.match(textOf(entry, 'updated'), instant)
        assert.match(textOf(entry, 'published'), instant)
        assert.ok(textOf(entry, 'title'))
        assert.match(textOf(entry, 'content'), /<h2|<p/)
        const [content] = childrenOf(entry, 'content')
        assert.equal(content!.attributes['type'], 'html')
        assert.ok(!/(?:href|src)="\//.test(content!.text), 'addresses are written out in full')
        assert.equal(childrenOf(entry, 'link').length, 1)
      }
    })
  }

  await t.test('an entry keeps its id, and a withdrawn page leaves', async () => {
    const ids = async () => childrenOf(await read('guidance'), 'entry').map((e) => textOf(e, 'id'))
    const before = await ids()
    assert.ok(before.some((entry) => entry.endsWith(id)))
    const act = { by: null, now: clock.now() }
    await withdraw(database, guidanceKind, id, 'Out of date', act)
    assert.deepEqual(
      await ids(),
      before.filter((entry) => !entry.endsWith(id)),
    )
  })

  await t.test('the sitemap lists what the public can read, robots.txt where it is', async () => {
    const sitemap = parseXml(await (await request('/sitemap.xml')).text())
    const places = childrenOf(sitemap, 'url').map((url) => textOf(url, 'loc'))
    const gone = await findLatest(database, guidanceKind, id)
    assert.ok(places.includes('http://localhost:3000/report'))
    assert.ok(!places.includes(`http://localhost:3000/guidance/${gone!.publication.slug}`))
    assert.equal(places.filter((place) => place.includes('/guidance/')).length, 3)
    const robots = await (await request('/robots.txt')).text()
    assert.match(robots, /^Disallow: \/manage$/m)
    assert.match(robots, /^Sitemap: http:\/\/localhost:3000\/sitemap\.xml$/m)
  })

  await t.test('a demonstration asks search engines to stay away', async () => {
    const name = 'Example partnership'
    await database
      .insertInto('partnership')
      .values({
        name,
        short_name: name,
        area: 'Example',
        nation: 'england',
        valid_from: '2020-01-01',
        valid_to: null,
        is_demonstration: true,
      })
      .execute()
    assert.equal(await (await request('/robots.txt')).text(), 'User-agent: *\nDisallow: /\n')
  })
})

test('whatever stands in a text, XML stays well-formed', () => {
  const awkward = '<b>&amp; "quoted" \u0000\u0008\ud800 ]]> 😀 é'
  const parsed = parseXml(xmlDocument(element('a', { b: awkward }, awkward, element('c'))))
  const kept = '<b>&amp; "quoted" \ufffd ]]> 😀 é'
  assert.equal(parsed.text, kept)
  assert.equal(parsed.attributes['b'], kept)
  assert.throws(() => parseXml('<?xml version="1.0" encoding="utf-8"?>\n<a><b></a></b>'))
  assert.throws(() => parseXml('<?xml version="1.0" encoding="utf-8"?>\n<a>&</a>'))
})

test('addresses within the site are written out wherever they stand', () => {
  const document = documentFromText(
    '- [one](/report)\n  - **[two](/a)**\n\n> [x](https://x.test/y)',
  )
  const text = JSON.stringify(withAbsoluteAddresses(document, 'https://cairn.test'))
  assert.deepEqual(
    [...text.matchAll(/"href":"([^"]*)"/g)].map((match) => match[1]),
    ['https://cairn.test/report', 'https://cairn.test/a', 'https://x.test/y'],
  )
})
