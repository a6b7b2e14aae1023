import { z } from 'zod'
import { ukDate } from '../platform/clock.ts'
import type { FormState } from '../platform/forms.ts'
import { instantOfUkTime, readClockTime, ukWallTime, type ClockTime } from '../platform/uk-time.ts'
import { requiredDate, withDates } from '../ui/form-dates.ts'
import { formWith } from '../ui/form.tsx'
import { choices, requiredLine, words } from '../ui/form-words.ts'
import type { CourseSession, SessionPlan } from './course-queries.ts'

const clockTime = (what: string) =>
  z
    .string()
    .default('')
    .transform((typed, context): ClockTime => {
      const time = readClockTime(typed)
      if (time) return time
      context.addIssue({
        code: 'custom',
        message:
          typed.trim() === '' ? `Enter the ${what}` : `Enter the ${what} like 9:30am or 14:00`,
      })
      return z.NEVER
    })

/** A live session: date and times are those of the clocks in the United Kingdom. */
export const SessionForm = withDates(
  ['on'],
  z
    .object({
      moduleKey: z.string({ error: 'Choose the module' }).min(1, 'Choose the module'),
      on: requiredDate('date'),
      from: clockTime('time it begins'),
      to: clockTime('time it ends'),
      place: requiredLine('The place', 300, 'Enter the place, or “Online”'),
      howToJoin: words('How to join', 500),
    })
    .transform(({ on, from, to, moduleKey, place, howToJoin }, context): SessionPlan => {
      const [startsAt, endsAt] = [instantOfUkTime(on, from), instantOfUkTime(on, to)]
      if (!startsAt.ok || !endsAt.ok) {
        context.addIssue({
          code: 'custom',
          path: [startsAt.ok ? 'to' : 'from'],
          message: 'The clocks change at this time. Choose another',
        })
        return z.NEVER
      }
      if (endsAt.instant <= startsAt.instant) {
        context.addIssue({ code: 'custom', path: ['to'], message: 'It must end after it begins' })
        return z.NEVER
      }
      return { moduleKey, place, howToJoin, startsAt: startsAt.instant, endsAt: endsAt.instant }
    }),
)

/** The form of a session, with its times as clocks in the UK show them. */
export function sessionFormOf(session: CourseSession): FormState {
  return formWith({
    moduleKey: session.moduleKey,
    on: ukDate(session.startsAt),
    from: ukWallTime(session.startsAt).slice(11),
    to: ukWallTime(session.endsAt).slice(11),
    place: session.place,
    howToJoin: session.howToJoin,
  })
}

/** Who was there: the enrolments that are ticked, among those that the page listed. */
export const AttendanceForm = z.object({ listed: choices, attended: choices })

/** Each certificate has its own field for the reason, as many forms stand on one page. */
export const revocationForm = z
  .record(z.string(), z.union([z.string(), z.array(z.string())]))
  .transform((values, context) => {
    const certificate = [values['certificate']].flat()[0] ?? ''
    const field = `reason-${certificate}`
    const reason = ([values[field]].flat()[0] ?? '').trim()
    const message =
      reason === ''
        ? 'Say why the certificate is withdrawn'
        : reason.length > 300
          ? 'The reason must be 300 characters or fewer'
          : null
    if (message) context.addIssue({ code: 'custom', path: [field], message })
    return { certificate, reason }
  })
