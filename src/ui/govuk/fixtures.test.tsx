import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { describe, test } from 'node:test'
import { parseFragment } from 'parse5'
import type { DefaultTreeAdapterMap } from 'parse5'
import { renderToString } from 'preact-render-to-string'
import { RawHtml } from '../raw-html.tsx'
import { govukComponents, listFixtureComponents, readFixtures, renderFixture } from './fixtures.tsx'
import type { Fixture, GovukComponentName } from './fixtures.tsx'
import { Tag } from './tag.tsx'

const names = Object.keys(govukComponents) as GovukComponentName[]

test('every component of GOV.UK Frontend has one of ours', () => {
  assert.deepEqual(names.toSorted(), listFixtureComponents().toSorted())
  assert.equal(names.length, 39)
  assert.equal(names.flatMap(readFixtures).length, 725)
})

for (const name of names) {
  describe(`${name} gives the HTML of GOV.UK Frontend`, () => {
    for (const fixture of readFixtures(name))
      test(fixture.name, () => {
        const html = renderToString(renderFixture(name, fixture, crown(name)))
        assert.equal(outline(html), outline(fixture.html))
      })
  })
}

describe('the comparison', () => {
  const expected = '<strong class="govuk-tag" id="a">\n  New <b>words</b>\n</strong>'
  const cases = {
    'another class': '<strong class="govuk-tagg" id="a">New <b>words</b></strong>',
    'a missing attribute': '<strong class="govuk-tag">New <b>words</b></strong>',
    'another element': '<span class="govuk-tag" id="a">New <b>words</b></span>',
    'other words': '<strong class="govuk-tag" id="a">Old <b>words</b></strong>',
    'a missing space between words': '<strong class="govuk-tag" id="a">New<b>words</b></strong>',
  }
  for (const [difference, html] of Object.entries(cases))
    test(`notices ${difference}`, () => assert.notEqual(outline(html), outline(expected)))

  test('passes over indentation and the order of attributes', () => {
    assert.equal(
      outline('<strong id="a" class="govuk-tag">New <b>words</b></strong>'),
      outline(expected),
    )
  })

  test('fails a component with one wrong class', () => {
    const [fixture] = readFixtures('tag') as [Fixture]
    const wrong = renderToString(
      <Tag classes="govuk-tag--wrong">{fixture.options['text'] as string}</Tag>,
    )
    assert.notEqual(outline(wrong), outline(fixture.html))
  })
})

/** The crown is not in our source; the fixtures of header and footer have it. */
function crown(component: GovukComponentName) {
  const library = createRequire(import.meta.url).resolve('govuk-frontend/package.json')
  const macro = readFileSync(path.join(path.dirname(library), 'dist/govuk/macros/logo.njk'), 'utf8')
  const part = (name: string) =>
    new RegExp(`set ${name} %\\}(.*?)\\{%- endset`, 's').exec(macro)?.[1] ?? ''
  const svg = 'focusable="false" xmlns="http://www.w3.org/2000/svg" height="30" fill="currentcolor"'
  return component === 'footer' ? (
    <RawHtml
      html={`<svg ${svg} role="presentation" viewBox="0 0 64 60" width="32" class="govuk-footer__crown">${part('_tudorCrown')}</svg>`}
    />
  ) : (
    <RawHtml
      html={`<svg ${svg} role="img" viewBox="0 0 324 60" width="162" class="govuk-header__logotype" aria-label="GOV.UK"><title>GOV.UK</title>${part('_tudorCrown')}${part('_logotype')}</svg>`}
    />
  )
}

type Node = DefaultTreeAdapterMap['childNode']

/** Elements in whose line of words a space before or after counts; the rest our CSS makes blocks. */
const INLINE = new Set(['a', 'abbr', 'b', 'code', 'em', 'i', 'kbd', 'span', 'strong'])

/**
 * An outline of HTML in which what a browser shows alike reads alike: attributes sorted, spaces
 * collapsed as in CSS, dropped at the edges of blocks and moved out of the edges of inline
 * elements.
 */
function outline(html: string): string {
  const lines: string[] = []
  let isAtStart = true
  let hasSpace = false
  const edgeOfBlock = () => ([isAtStart, hasSpace] = [true, false])
  const pushSpace = () => {
    if (hasSpace && !isAtStart) lines.push('space')
    hasSpace = false
  }
  const pushText = (text: string) => {
    const isFirstInElement = lines.at(-1)?.startsWith('<') && !lines.at(-1)?.startsWith('</')
    if (text.startsWith(' ') && isFirstInElement && !isAtStart) {
      const tag = lines.pop() as string
      lines.push(...(lines.at(-1) === 'space' ? [] : ['space']), tag)
    } else if (text.startsWith(' ')) hasSpace = true
    const words = text.trim()
    if (!words) return
    pushSpace()
    lines.push(JSON.stringify(words))
    isAtStart = false
    hasSpace = text.endsWith(' ')
  }
  const walk = (node: Node) => {
    if ('value' in node) return pushText(node.value.replaceAll(/[ \t\r\n]+/g, ' '))
    if (!('tagName' in node)) return
    const isInline = INLINE.has(node.tagName)
    if (isInline) pushSpace()
    else edgeOfBlock()
    const attributes = node.attrs
      .map(({ name, value }) => ` ${name}="${value.trim().replaceAll(/\s+/g, ' ')}"`)
      .toSorted()
    lines.push(`<${node.tagName}${attributes.join('')}>`)
    if (node.tagName === 'textarea')
      lines.push(...node.childNodes.map((child) => JSON.stringify('value' in child && child.value)))
    else node.childNodes.forEach(walk)
    if (!isInline) edgeOfBlock()
    lines.push(`</${node.tagName}>`)
  }
  parseFragment(html).childNodes.forEach(walk)
  return lines.join('\n')
}
