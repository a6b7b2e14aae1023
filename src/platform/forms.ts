import type { Context } from 'hono'
import type { z } from 'zod'
import { BadRequest } from './errors.ts'

/** What a form shows again: what was typed, and the sentences beside the fields. */
export type FormState = {
  values: Record<string, string | string[]>
  errors: { field: string; message: string }[]
}

export type FormResult<T> = ({ ok: true; value: T } | { ok: false }) & FormState

export const emptyForm: FormState = { values: {}, errors: [] }

/** Reads an urlencoded or multipart form (text fields only) against a schema whose messages are the exact words shown. Only the first message of a field is kept. */
export async function readForm<T extends z.ZodType>(
  c: Context,
  schema: T,
): Promise<FormResult<z.output<T>>> {
  return checkForm(textFields(await readBody(c)), schema)
}

/** The fields of a form as they were sent, files among them. Throws BadRequest for what no browser sends. */
export async function readBody(c: Context): Promise<Record<string, unknown>> {
  try {
    return await c.req.parseBody({ all: true })
  } catch (error) {
    // An upload that is too large ends while it is read; web.ts answers that.
    if (!(error instanceof TypeError)) throw error
    throw new BadRequest('What was sent could not be read as a form. Nothing was changed.')
  }
}

/** The same for values that are already read. */
export function checkForm<T extends z.ZodType>(
  values: FormState['values'],
  schema: T,
): FormResult<z.output<T>> {
  const parsed = schema.safeParse(values)
  if (parsed.success) return { ok: true, value: parsed.data, values, errors: [] }
  const errors = new Map<string, string>()
  for (const issue of parsed.error.issues) {
    const field = issue.path.map(String).join('.') || 'form'
    if (!errors.has(field)) errors.set(field, issue.message)
  }
  return { ok: false, values, errors: [...errors].map(([field, message]) => ({ field, message })) }
}

/** The same form again with one more sentence, for a rule that only the database knows. */
export function withError(
  form: FormState,
  field: string,
  message: string,
): { ok: false } & FormState {
  return { ok: false, values: form.values, errors: [...form.errors, { field, message }] }
}

// Line ends become \n, and characters no name or text needs (NUL and other controls) go.
function textFields(body: Record<string, unknown>): FormState['values'] {
  const clean = (value: string): string =>
    // oxlint-disable-next-line no-control-regex
    value.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
  const values: FormState['values'] = {}
  for (const [name, value] of Object.entries(body)) {
    if (typeof value === 'string') values[name] = clean(value)
    else if (Array.isArray(value))
      values[name] = value.filter((item): item is string => typeof item === 'string').map(clean)
  }
  return values
}
