import { z } from 'zod'
import type { FormState } from '../platform/forms.ts'

/**
 * Fields that repeat, without JavaScript: they are named `sections.0.title`, `sections.1.title` and
 * so on, and rows may hold rows (`questions.0.answers.2.text`). Buttons add, remove and move rows by
 * sending the whole form, which is shown again with what was typed.
 */
export type Row = FormState['values']

const mostRows = 100

/** The rows of one name in their order. A gap in the numbers closes. */
export function rowsOf(values: FormState['values'], name: string): Row[] {
  const rows = new Map<number, Row>()
  for (const [field, value] of Object.entries(values)) {
    const match =
      field.startsWith(`${name}.`) && /^(\d{1,3})\.(.+)$/.exec(field.slice(name.length + 1))
    if (!match) continue
    const number = Number(match[1])
    const row = rows.get(number) ?? {}
    row[match[2]!] = value
    rows.set(number, row)
  }
  return [...rows]
    .toSorted(([one], [other]) => one - other)
    .slice(0, mostRows)
    .map(([, row]) => row)
}

/** The same values with these rows in place of those that stand under the name. */
export function withRowValues(
  values: FormState['values'],
  name: string,
  rows: readonly Row[],
): FormState['values'] {
  const others = Object.entries(values).filter(([field]) => !field.startsWith(`${name}.`))
  const fields = rows.flatMap((row, at) =>
    Object.entries(row).map(([field, value]) => [`${name}.${at}.${field}`, value] as const),
  )
  return Object.fromEntries([...others, ...fields])
}

/**
 * A form's schema in which the rows of each name have become an array. An error of a row's field
 * stands beside that field.
 */
export function withRows<T extends z.ZodType>(names: readonly string[], schema: T) {
  return z.preprocess((values: FormState['values']) => {
    const rows = names.map((name) => [name, rowsOf(values, name)])
    return { ...values, ...Object.fromEntries(rows) } as unknown
  }, schema)
}

/** The field that a row button sends: `add sections`, `remove sections.1`, `up sections.1`. */
export const rowButtonName = 'rows'

/**
 * The values after a row button was pressed, or null when none was: then the form is to be saved.
 * `blanks` gives the fields of a new row by the name without its numbers (`questions.answers`);
 * other names have no buttons.
 */
export function afterRowButton(
  values: FormState['values'],
  blanks: Record<string, Row>,
): FormState['values'] | null {
  const pressed = [values[rowButtonName]].flat()[0]
  if (!pressed) return null
  const { [rowButtonName]: _, ...typed } = values
  const [, action, target = ''] = /^(add|remove|up|down) ([\w.]{1,80})$/.exec(pressed) ?? []
  const place = action === 'add' ? { name: target, at: -1 } : placeOf(target)
  const blank = blanks[place.name.replaceAll(/\.\d+/g, '')]
  if (!blank) return typed
  const rows = rowsOf(typed, place.name)
  if (action === 'add' && rows.length < mostRows) rows.push(blank)
  else if (action === 'remove') rows.splice(place.at, 1)
  else if (action === 'up' && place.at > 0)
    rows.splice(place.at - 1, 0, ...rows.splice(place.at, 1))
  else if (action === 'down') rows.splice(place.at + 1, 0, ...rows.splice(place.at, 1))
  return withRowValues(typed, place.name, rows)
}

function placeOf(target: string): { name: string; at: number } {
  const dot = target.lastIndexOf('.')
  return { name: target.slice(0, Math.max(dot, 0)), at: Number(target.slice(dot + 1)) }
}
