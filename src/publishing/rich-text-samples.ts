import * as fc from 'fast-check'
import type { Arbitrary } from 'fast-check'
import { richTextLimits } from './rich-text.ts'

/** Random editor JSON for tests: every allowed node in every allowed place, and awkward words. */
const awkward = fc.constantFrom(
  '**',
  '*',
  '_',
  '{_}',
  '[',
  ']',
  '](',
  '(',
  ')',
  '\\',
  '#',
  '## ',
  '- ',
  '1. ',
  '> ',
  '![',
  '{{route:x}}',
  ' ',
  '  ',
  '\n',
  '\u00a0',
  '•',
  '• ',
  'a',
  'b_c',
  '5 * 3',
  '&',
  '<b>',
  'é',
  '🙂',
  '\u0000',
  '\u202e',
  '\ud800',
  '99) ',
  'file:x)',
  '`',
  '~',
  '|',
  '=',
  '---',
  'https://x.test',
)
const words = fc.oneof(
  { weight: 2, arbitrary: fc.array(awkward, { maxLength: 6 }).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  { weight: 2, arbitrary: fc.lorem({ maxCount: 4 }) },
)
export const awkwardText: Arbitrary<string> = fc
  .array(
    fc.oneof(words, fc.constantFrom('\n', '\n\n', '\n  ', '\n- ', '\n  - ', '\n1. ', '\n> ')),
    {
      maxLength: 14,
    },
  )
  .map((parts) => parts.join(''))

const address = fc.oneof(
  fc.constantFrom('/report', 'https://example.org/a_(b)', 'mailto:a@example.org', 'tel:999'),
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.constantFrom('javascript:alert(1)', '//elsewhere.example', 'data:text/html,x', '/.//x.test'),
)
const mark = fc.oneof(
  fc.constantFrom({ type: 'bold' }, { type: 'italic' }, { type: 'underline' }),
  address.map((href) => ({ type: 'link', attrs: { href } })),
)
const inline = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      type: fc.constant('text'),
      text: words,
      marks: fc.array(mark, { maxLength: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ type: 'hardBreak' }) },
  {
    weight: 1,
    arbitrary: fc.constant({ type: 'reportingRoute', attrs: { routeKey: 'front-door' } }),
  },
)
const inlines = fc.array(inline, { maxLength: 6 })

const { block } = fc.letrec<{ block: unknown; nested: unknown; item: unknown }>((tie) => ({
  nested: fc.oneof(
    { maxDepth: richTextLimits.listDepth + 2, depthIdentifier: 'lists' },
    fc.record({ type: fc.constant('paragraph'), content: inlines }),
    fc.record({
      type: fc.constantFrom('bulletList', 'orderedList'),
      content: fc.array(tie('item'), { maxLength: 3 }),
    }),
  ),
  item: fc.record({
    type: fc.constant('listItem'),
    content: fc.array(tie('nested'), { maxLength: 3, depthIdentifier: 'lists' }),
  }),
  block: fc.oneof(
    { weight: 6, arbitrary: tie('nested') },
    {
      weight: 2,
      arbitrary: fc.record({
        type: fc.constant('heading'),
        attrs: fc.record({ level: fc.integer({ min: 1, max: 7 }) }),
        content: inlines,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constant('blockquote'),
        content: fc.array(tie('nested'), { maxLength: 3 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constant('image'),
        attrs: fc.record({ fileId: fc.constantFrom('f1', '../x', 'a-b_c'), alt: words }),
      }),
    },
  ),
}))

export const editorJson: Arbitrary<unknown> = fc.record({
  type: fc.constant('doc'),
  content: fc.array(block, { maxLength: 6 }),
})
