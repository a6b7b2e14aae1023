import { z } from 'zod'
import { ukDate } from '../platform/clock.ts'
import { instantOfUkTime, readClockTime } from '../platform/uk-time.ts'
import { formatDate } from '../ui/dates.ts'
import { optionalDate, requiredDate, withDates } from '../ui/form-dates.ts'

const versionNumber = z.coerce.number().int().min(1).max(1_000_000)

const words = (empty: string, max: number) =>
  z
    .string()
    .default('')
    .transform((typed) => typed.trim())
    .pipe(z.string().min(1, empty).max(max, `Write ${max} characters or fewer`))

export const ReturnForm = z.object({ note: words('Say what should change', 2000) })

export const WithdrawalForm = z.object({
  reason: words('Say why the page is withdrawn. The public reads this', 500),
})

export const RestoreForm = z.object({ basedOn: versionNumber })

export const ComparisonForm = z.object({ from: versionNumber, to: versionNumber })

/** When a page that was read again is to be read the next time. */
export const reviewedForm = (now: Date) =>
  withDates(
    ['nextReviewOn'],
    z.object({
      nextReviewOn: requiredDate('date of the next review').refine(
        (date) => date > ukDate(now),
        'The next review must be in the future',
      ),
    }),
  )

/** Publish now, or on a date at a time in the United Kingdom. */
export const publicationForm = (now: Date) =>
  withDates(
    ['on', 'reviewDueOn'],
    z
      .object({
        version: versionNumber,
        when: z.enum(['now', 'later'], { error: 'Choose when to publish it' }),
        on: z.string().nullable(),
        at: z.string().default(''),
        reviewDueOn: optionalDate('date of the next review').refine(
          (date) => date === '' || date > ukDate(now),
          'The next review must be in the future',
        ),
      })
      .transform(({ version, when, on, at, reviewDueOn }, context) => {
        const moment = when === 'later' ? momentOf(on, at, now) : null
        if (moment && 'message' in moment)
          context.addIssue({ code: 'custom', path: [moment.field], message: moment.message })
        return {
          seenVersion: version,
          ...(moment && 'instant' in moment ? { at: moment.instant } : {}),
          ...(reviewDueOn ? { reviewDueOn } : {}),
        }
      }),
  )

type Moment = { instant: Date } | { field: 'on' | 'at'; message: string }

/** The instant that was typed, or what is wrong with it and where. */
function momentOf(date: string | null, typedTime: string, now: Date): Moment {
  if (date === '') return { field: 'on', message: 'Enter the date to publish on' }
  if (date === null) return { field: 'on', message: 'The date must be a real date, like 27 3 2026' }
  if (date < ukDate(now))
    return { field: 'on', message: `${formatDate(date)} is past. Choose today or a later day` }
  if (typedTime.trim() === '') return { field: 'at', message: 'Enter the time to publish at' }
  const time = readClockTime(typedTime)
  if (!time) return { field: 'at', message: 'Enter a time like 9:30am or 14:00' }
  const found = instantOfUkTime(date, time)
  if (!found.ok) return { field: 'at', message: changeOfClocks(found.reason, date) }
  return found.instant <= now
    ? { field: 'at', message: 'That time is already past today. Choose a later one' }
    : { instant: found.instant }
}

function changeOfClocks(reason: 'skipped' | 'repeated', date: string): string {
  return reason === 'skipped'
    ? `There is no such time on ${formatDate(date)}: at 1am the clocks go forward to 2am. Choose another time`
    : `That time comes twice on ${formatDate(date)}: at 2am the clocks go back to 1am. Choose a time before 1am or from 2am`
}
