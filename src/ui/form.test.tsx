import assert from 'node:assert/strict'
import { test } from 'node:test'
import { renderToString } from 'preact-render-to-string'
import { z } from 'zod'
import { checkForm, emptyForm } from '../platform/forms.ts'
import { optionalDate, requiredDate, withDates } from './form-dates.ts'
import {
  CheckboxesField,
  DateField,
  FormErrors,
  PasswordField,
  PostForm,
  RadiosField,
  SelectField,
  TextField,
  formWith,
} from './form.tsx'

const refused = {
  values: {
    title: 'It’s <not> OK',
    kind: ['news', 'event'],
    audience: 'parents',
    password: 'secret',
  },
  errors: [
    { field: 'title', message: 'Enter a shorter title' },
    { field: 'kind', message: 'Choose one kind' },
    { field: 'form', message: 'Somebody else has saved this' },
  ],
}

test('a refused field shows what was typed and the message beside it', () => {
  const html = renderToString(<TextField form={refused} name="title" label="Title" />)
  assert.match(html, /value="It’s &lt;not> OK"/)
  assert.match(html, /id="title-error"[^>]*>.*Enter a shorter title/)
  assert.match(html, /aria-describedby="title-error"/)
  const control = renderToString(<TextField form={emptyForm} name="title" label="Title" />)
  assert.doesNotMatch(control, /error/)
})

test('the summary links each message to its field, and every link has its field', () => {
  const html = renderToString(
    <>
      <FormErrors form={refused} />
      <TextField form={refused} name="title" label="Title" />
      <CheckboxesField
        form={refused}
        name="kind"
        legend="Kind"
        items={[
          { value: 'news', text: 'News' },
          { value: 'guide', text: 'Guide' },
          { value: 'event', text: 'Event' },
        ]}
      />
    </>,
  )
  const targets = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id)
  assert.deepEqual(targets, ['title', 'kind'])
  for (const id of targets) assert.match(html, new RegExp(`<input[^>]* id="${id}"`))
  assert.match(html, /<li>Somebody else has saved this<\/li>/)
  assert.equal([...html.matchAll(/ checked/g)].length, 2)
  assert.equal(renderToString(<FormErrors form={emptyForm} />), '')
})

test('choices that were made are made again', () => {
  const items = [
    { value: 'young', text: 'Young people' },
    { value: 'parents', text: 'Parents' },
  ]
  assert.match(
    renderToString(<RadiosField form={refused} name="audience" legend="Who?" items={items} />),
    /value="parents" checked/,
  )
  assert.match(
    renderToString(<SelectField form={refused} name="audience" label="Who?" items={items} />),
    /value="parents" selected/,
  )
})

test('a password is never sent back', () => {
  const html = renderToString(<PasswordField form={refused} name="password" label="Password" />)
  assert.doesNotMatch(html, /secret/)
})

const schema = withDates(
  ['startsOn', 'endsOn'],
  z.object({ startsOn: requiredDate('start date'), endsOn: optionalDate('end date') }),
)
const typed = (name: string, day: string, month: string, year: string) => ({
  [`${name}-day`]: day,
  [`${name}-month`]: month,
  [`${name}-year`]: year,
})

test('three fields become one date', () => {
  const form = checkForm(typed('startsOn', '1', '10', '2020'), schema)
  assert.ok(form.ok)
  assert.deepEqual(form.value, { startsOn: '2020-10-01', endsOn: '' })
})

test('a date that never was is refused, and stays as it was typed', () => {
  const form = checkForm(typed('endsOn', '31', '2', '2020'), schema)
  assert.ok(!form.ok)
  assert.deepEqual(form.errors, [
    { field: 'startsOn', message: 'Enter the start date' },
    { field: 'endsOn', message: 'The end date must be a real date, like 27 3 2026' },
  ])
  const html = renderToString(
    <>
      <FormErrors form={form} />
      <DateField form={form} name="endsOn" legend="When does it end?" />
    </>,
  )
  assert.match(html, /href="#endsOn"/)
  assert.match(html, /id="endsOn" name="endsOn-day"[^>]* value="31"/)
})

test('a stored date opens in its fields', () => {
  const html = renderToString(
    <DateField form={formWith({ startsOn: '2020-10-01' })} name="startsOn" legend="Start" />,
  )
  assert.match(html, /name="startsOn-day"[^>]* value="1"/)
  assert.match(html, /name="startsOn-year"[^>]* value="2020"/)
})

test('forms are posted, without the browser’s own bubbles', () => {
  const html = renderToString(
    <PostForm action="/x" hasFile>
      <p />
    </PostForm>,
  )
  assert.match(html, /^<form action="\/x" method="post" novalidate enctype="multipart\/form-data">/)
})
