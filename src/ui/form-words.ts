import { z } from 'zod'

/**
 * Without what shows nothing or turns the direction of writing: it comes by pasting, makes two alike that are not the
 * same, and lets a text read other than it is. Marks and joiners, which some scripts need, stay.
 */
export function withoutUnseen(text: string): string {
  return text.replace(/[\u200b\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
}

/** Words, trimmed; '' when it was left empty or not sent. `what` begins the message: "The title". */
export function words(what: string, most: number) {
  return z
    .string()
    .default('')
    .transform((typed) => withoutUnseen(typed).trim())
    .pipe(z.string().max(most, `${what} must be ${most} characters or fewer`))
}

/** Words on one line, as a title or a name: line ends and runs of blanks become one blank. */
export function line(what: string, most: number) {
  return z
    .string()
    .default('')
    .transform((typed) => withoutUnseen(typed).replace(/\s+/g, ' ').trim())
    .pipe(z.string().max(most, `${what} must be ${most} characters or fewer`))
}

/** A line that has to be filled in, or the sentence `required`. */
export function requiredLine(what: string, most: number, required: string) {
  return line(what, most).pipe(z.string().min(1, required))
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
