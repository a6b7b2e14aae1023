import { z } from 'zod'

/** A line of words, trimmed; '' when it was left empty or not sent. `what` begins the message: "The title". */
export function words(what: string, most: number) {
  return z
    .string()
    .default('')
    .transform((typed) => typed.trim())
    .pipe(z.string().max(most, `${what} must be ${most} characters or fewer`))
}

/** The same, that must be there: `required` is the sentence for an empty one. */
export function requiredWords(what: string, most: number, required: string) {
  return words(what, most).pipe(z.string().min(1, required))
}

/** Checkboxes of one name: a browser sends nothing, one value, or several. */
export const choices = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((sent) => [sent].flat().filter((value) => value !== ''))
