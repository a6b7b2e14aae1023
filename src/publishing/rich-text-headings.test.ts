import assert from 'node:assert/strict'
import { test } from 'node:test'
import { documentFromText } from './rich-text-as-text.ts'
import { withHeadingsFrom } from './rich-text-headings.ts'

const levelsOf = (first: 2 | 3, text: string) =>
  withHeadingsFrom(first, documentFromText(text)).content.map((block) =>
    block.type === 'heading' ? block.attrs.level : 0,
  )

test('headings of a text begin below the heading they stand under, and skip no level', () => {
  assert.deepEqual(levelsOf(2, '### A\n\nwords\n\n#### B\n\n### C'), [2, 0, 3, 2])
  assert.deepEqual(levelsOf(3, '## A\n\n#### B\n\n### C'), [3, 4, 4])
  assert.deepEqual(levelsOf(2, 'no heading'), [0])
  assert.deepEqual(levelsOf(2, '#### A\n\n## B'), [2, 2])
})
