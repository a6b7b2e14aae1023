import { z } from 'zod'
import type { FormState } from '../platform/forms.ts'
import { readDateParts } from './dates.ts'
import type { CalendarDate } from './dates.ts'

/**
 * A form's schema in which the three fields of each named date have become one calendar date:
 * `withDates(['startsOn'], z.object({ startsOn: requiredDate('start date') }))`.
 */
export function withDates<T extends z.ZodType>(names: readonly string[], schema: T) {
  return z.preprocess((values: FormState['values']) => {
    const dates = names.map((name) => [name, readDate(values, name)])
    return { ...values, ...Object.fromEntries(dates) } as unknown
  }, schema)
}

/** A date that must be there. `what` is written as in a sentence: "start date". */
export const requiredDate = (what: string) =>
  z.string({ error: `The ${what} must be a real date, like 27 3 2026` }).min(1, `Enter the ${what}`)

/** A date that may be left out; then it is `''`. */
export const optionalDate = (what: string) =>
  z.string({ error: `The ${what} must be a real date, like 27 3 2026` })

/**
 * The date of a `DateField` among the values of a form: `''` when nothing was typed, and `null`
 * when it is no real date.
 */
export function readDate(values: FormState['values'], name: string): CalendarDate | null {
  const part = (part: string) => [values[`${name}-${part}`]].flat()[0] ?? ''
  return readDateParts({ day: part('day'), month: part('month'), year: part('year') })
}
