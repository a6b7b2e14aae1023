import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { checkForm } from '../platform/forms.ts'
import { afterRowButton, rowsOf, withRows, withRowValues } from './form-rows.ts'

const typed = {
  title: 'T',
  'sections.0.title': 'One',
  'sections.0.text': 'a',
  'sections.2.title': 'Two',
  'sections.10.title': 'Three',
  'sectionsEtc.0.title': 'Other',
}

test('rows are read in the order of their numbers, and written back without gaps', () => {
  assert.deepEqual(rowsOf(typed, 'sections'), [
    { title: 'One', text: 'a' },
    { title: 'Two' },
    { title: 'Three' },
  ])
  assert.deepEqual(withRowValues(typed, 'sections', [{ title: 'Only' }]), {
    title: 'T',
    'sections.0.title': 'Only',
    'sectionsEtc.0.title': 'Other',
  })
})

test('buttons add, remove and move rows, in rows too, and nothing that was typed is lost', () => {
  const blanks = { sections: { title: '' }, 'sections.lines': { text: '' } }
  const titles = (rows: string) =>
    rowsOf(afterRowButton({ ...typed, rows }, blanks)!, 'sections').map((row) => row['title'])
  assert.deepEqual(titles('add sections'), ['One', 'Two', 'Three', ''])
  assert.deepEqual(titles('remove sections.1'), ['One', 'Three'])
  assert.deepEqual(titles('up sections.2'), ['One', 'Three', 'Two'])
  assert.deepEqual(titles('up sections.0'), ['One', 'Two', 'Three'])
  assert.deepEqual(titles('down sections.0'), ['Two', 'One', 'Three'])
  assert.deepEqual(titles('remove sections.9'), ['One', 'Two', 'Three'])
  assert.deepEqual(titles('add secrets'), ['One', 'Two', 'Three'])
  const nested = afterRowButton({ ...typed, rows: 'add sections.1.lines' }, blanks)!
  assert.equal(nested['sections.1.lines.0.text'], '')
  assert.equal(nested['title'], 'T')
  assert.equal(afterRowButton(typed, blanks), null)
})

test('an error in a row stands beside the row’s field', () => {
  const schema = withRows(
    ['questions'],
    z.object({
      questions: z.array(
        withRows(
          ['answers'],
          z.object({ answers: z.array(z.object({ text: z.string().min(1, 'Enter an answer') })) }),
        ),
      ),
    }),
  )
  const form = checkForm(
    { 'questions.0.answers.0.text': 'Yes', 'questions.0.answers.1.text': '' },
    schema,
  )
  assert.deepEqual(form.errors, [
    { field: 'questions.0.answers.1.text', message: 'Enter an answer' },
  ])
})
