import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Hono } from 'hono'
import { z } from 'zod'
import { checkForm, readForm, withError } from './forms.ts'

const schema = z.object({
  name: z.string().min(1, 'Enter a name').max(10, 'The name must be 10 characters or fewer'),
  colours: z.preprocess((value) => [value].flat(), z.array(z.string())),
})

test('a form that is right gives its value', () => {
  const form = checkForm({ name: 'Ann', colours: 'red' }, schema)
  assert.ok(form.ok)
  assert.deepEqual(form.value, { name: 'Ann', colours: ['red'] })
})

test('a form that is wrong gives one message a field and keeps what was typed', () => {
  const form = checkForm({ name: '', colours: ['red', 'blue'] }, schema)
  assert.equal(form.ok, false)
  assert.deepEqual(form.errors, [{ field: 'name', message: 'Enter a name' }])
  assert.deepEqual(form.values, { name: '', colours: ['red', 'blue'] })
})

test('one more sentence stands after the others', () => {
  const form = withError(checkForm({ name: 'Ann' }, schema), 'name', 'Somebody has this name')
  assert.deepEqual(form.errors.at(-1), { field: 'name', message: 'Somebody has this name' })
  assert.equal(form.ok, false)
})

test('what browsers send is read: line ends, control characters, several values, files left out', async () => {
  const app = new Hono()
  app.post('/', async (c) => c.json((await readForm(c, z.object({}))).values))
  const send = async (body: URLSearchParams | FormData): Promise<unknown> =>
    (await app.request('/', { method: 'POST', body })).json()

  const typed = new URLSearchParams([
    ['text', 'one\r\ntwo\rthree\u0000\u0007'],
    ['colours', 'red'],
    ['colours', 'blue'],
  ])
  assert.deepEqual(await send(typed), { text: 'one\ntwo\nthree', colours: ['red', 'blue'] })

  const withFile = new FormData()
  withFile.set('text', 'kept')
  withFile.set('upload', new File(['x'], 'x.txt'))
  assert.deepEqual(await send(withFile), { text: 'kept' })
})

test('names of fields that every object has change nothing', async () => {
  const app = new Hono()
  app.post('/', async (c) => {
    const { values } = await readForm(c, z.object({}))
    return c.json({ polluted: 'polluted' in {}, own: Object.keys(values) })
  })
  const body = new URLSearchParams([
    ['__proto__[polluted]', 'yes'],
    ['constructor', 'x'],
  ])
  const answer = (await (await app.request('/', { method: 'POST', body })).json()) as {
    polluted: boolean
  }
  assert.equal(answer.polluted, false)
})
