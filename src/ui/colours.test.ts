import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, test } from 'node:test'
import { assetPath, assetsFolder } from './assets.ts'
import { flatColours } from './illustrations.tsx'
import { accents } from './site-context.ts'

const css = readFileSync(path.join(assetsFolder, path.basename(assetPath('public.css'))), 'utf8')

/** Every custom property that a scheme sets on the root, the later over the earlier. */
function colours(scheme: 'light' | 'dark'): Record<string, string> {
  const darkAt = /@media screen and \(prefers-color-scheme:\s*dark\)\{/g
  const dark = [...css.matchAll(darkAt)].map(({ index }) => blockAt(index)).join('')
  let plain = css
  for (const { index } of css.matchAll(darkAt)) plain = plain.replace(blockAt(index), '')
  plain = plain.replaceAll(/@media print\{:root\{[^}]*\}\}/g, '')
  const found: Record<string, string> = {}
  for (const text of scheme === 'light' ? [plain] : [plain, dark])
    for (const [, selector, body] of text.matchAll(/(:root[^{}]*)\{([^}]*)\}/g))
      for (const [, name, value] of body!.matchAll(/--([\w-]+):\s*(#[0-9a-f]+)/g))
        found[accentOf(selector!) ? `accent-${accentOf(selector!)}` : name!] = value!
  return found
}

const accentOf = (selector: string) => /data-accent=["']?([\w-]+)/.exec(selector)?.[1]

function blockAt(index: number): string {
  let depth = 0
  for (let at = css.indexOf('{', index); at < css.length; at += 1) {
    if (css[at] === '{') depth += 1
    if (css[at] === '}') depth -= 1
    if (depth === 0) return css.slice(index, at + 1)
  }
  return assert.fail('the style sheet ends within a block')
}

/** Contrast by WCAG 2.2: from 1 to 21. */
function contrast(one: string, other: string): number {
  const [lighter, darker] = [luminance(one), luminance(other)].toSorted((a, b) => b - a)
  return (lighter! + 0.05) / (darker! + 0.05)
}

function luminance(hex: string): number {
  const full = hex.length === 4 ? hex.replaceAll(/[0-9a-f]/g, '$&$&') : hex
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(full.slice(at, at + 2), 16) / 255
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}

const readable: [text: string, ground: string, least: number][] = [
  ...['ground', 'raised', 'tint'].flatMap((ground): [string, string, number][] => [
    ['ink', ground, 7],
    ['quiet', ground, 7],
    ['accent', ground, 7],
    ['govuk-link-colour', ground, 7],
    ['govuk-link-visited-colour', ground, 7],
    ['govuk-error-colour', ground, 6],
    ['govuk-input-border-colour', ground, 3],
    ...accents.slice(1).map((name): [string, string, number] => [`accent-${name}`, ground, 6.5]),
  ]),
  ['ink', 'field', 7],
  ['ink', 'tint-strong', 7],
  ['on-deep', 'deep', 7],
  ['on-deep-quiet', 'deep', 7],
  ['on-button', 'button', 7],
  ['on-button', 'button-hover', 7],
  ['on-danger', 'danger', 7],
  ['on-accent', 'accent', 7],
  ...accents.slice(1).map((name): [string, string, number] => ['on-accent', `accent-${name}`, 7]),
  ['govuk-inverse-text-colour', 'govuk-brand-colour', 7],
  ['govuk-inverse-text-colour', 'govuk-success-colour', 7],
  ['govuk-focus-text-colour', 'govuk-focus-colour', 7],
]

for (const scheme of ['light', 'dark'] as const) {
  describe(`in the ${scheme} scheme`, () => {
    const found = colours(scheme)
    for (const [text, ground, least] of readable)
      test(`${text} can be read on ${ground}`, () => {
        const [one, other] = [found[text], found[ground]]
        assert.ok(one && other, 'both colours are in the style sheet')
        const measured = contrast(one, other)
        assert.ok(measured >= least, `${one} on ${other} has ${measured.toFixed(2)}:1`)
      })
  })
}

test('the two schemes differ', () => {
  assert.notEqual(colours('light')['ground'], colours('dark')['ground'])
})

test('contrast is measured as WCAG measures it', () => {
  assert.equal(contrast('#000', '#ffffff'), 21)
  assert.equal(contrast('#777777', '#fff').toFixed(2), '4.48')
})

test('pictures have the same colours on pages as elsewhere', () => {
  const found = colours('light')
  for (const [name, colour] of Object.entries(flatColours))
    assert.equal(found[`art-${name}`], colour)
})
