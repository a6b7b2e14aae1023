import assert from 'node:assert/strict'
import { test } from 'node:test'
import { renderToString } from 'preact-render-to-string'
import { z } from 'zod'
import { checkForm } from '../platform/forms.ts'
import { EditorChecks } from './editor-check-list.tsx'
import { RichTextField, richTextInput } from './rich-text-field.tsx'

const Form = z.object({ body: richTextInput({ max: 40, required: 'Enter the text' }) })
const editorJson = JSON.stringify({
  type: 'doc',
  content: [
    { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Signs' }] },
    { type: 'script', content: [{ type: 'text', text: 'alert(1)' }] },
  ],
})

test('plain text and the editor’s JSON become the same document', () => {
  const typed = checkForm({ body: '## Signs' }, Form)
  const edited = checkForm({ body: editorJson }, Form)
  assert.ok(typed.ok && edited.ok)
  assert.deepEqual(typed.value, edited.value)
})

test('empty and too long texts are refused with a sentence', () => {
  for (const values of [{}, { body: '  \n ' }])
    assert.deepEqual(checkForm(values, Form).errors, [{ field: 'body', message: 'Enter the text' }])
  assert.deepEqual(checkForm({ body: 'x'.repeat(41) }, Form).errors, [
    { field: 'body', message: 'The text must be 40 characters or fewer. It has 41' },
  ])
  assert.ok(checkForm({ body: 'x'.repeat(40) }, Form).ok)
})

test('text that only looks like JSON stays text', () => {
  const form = checkForm({ body: '{"type":"doc" is not JSON' }, Form)
  assert.ok(form.ok)
  assert.equal(form.value.body.content.length, 1)
})

test('a refused form shows what was typed, as text, with the message beside it', () => {
  const form = {
    values: { body: editorJson },
    errors: [{ field: 'body', message: 'Enter the text' }],
  }
  const routes = [{ key: 'police', name: 'The police' }]
  const html = renderToString(
    <RichTextField name="body" label="Text" form={form} routes={routes} />,
  )
  assert.match(html, /<textarea[^>]*data-rich-text-editor[^>]*>## Signs<\/textarea>/)
  assert.match(html, /id="body-error"/)
  assert.match(html, /\{\{route:police\}\}/)
})

test('checks say where, what, and what would be better; without findings they say so', () => {
  const found = renderToString(
    <EditorChecks
      checks={[
        {
          kind: 'vague-link',
          where: 'Introduction',
          excerpt: 'here',
          message: 'Say where it leads.',
          suggestion: 'the threshold guide',
        },
      ]}
    />,
  )
  for (const words of ['1 thing', 'Introduction', 'here', 'Say where', 'the threshold guide'])
    assert.ok(found.includes(words), words)
  assert.match(renderToString(<EditorChecks checks={[]} />), /Nothing found/)
})
