import { z } from 'zod'
import type { FormState } from '../platform/forms.ts'
import { readDateParts } from '../ui/dates.ts'
import { requiredDate, withDates } from '../ui/form-dates.ts'
import { withRows, withRowValues, type Row } from '../ui/form-rows.ts'
import { choices, line, requiredLine, requiredWords, words } from '../ui/form-words.ts'
import {
  routeAudiences,
  urgencies,
  type ReportingRoute,
  type RouteDetails,
} from './reporting-route-queries.ts'
import type { RouteHours, Weekday } from './route-hours.ts'

/** A number as people write it: digits and spaces, perhaps a plus sign. '' when left empty. */
const phoneNumber = (what: string) =>
  words(what, 40)
    .refine(
      (typed) => typed === '' || /^\+?[\d ()-]{3,30}$/.test(typed),
      `${what} may have digits and spaces, like 01632 960101`,
    )
    .transform((typed) => typed.replaceAll(/\s+/g, ' ') || null)

const webAddress = (what: string) =>
  words(what, 500)
    .refine(
      (typed) =>
        typed === '' || (/^https:\/\/[^\s@]+\.[^\s@]+$/i.test(typed) && URL.canParse(typed)),
      `${what} must be a full address that begins with https://`,
    )
    .transform((typed) => typed || null)

const known = z
  .enum(['yes', 'no', 'unknown'])
  .catch('unknown')
  .transform((answer) => (answer === 'unknown' ? null : answer === 'yes'))

/** "8am", "8:30", "16.30", "midday", "midnight" as HH:MM. */
const time = (what: string) =>
  words(what, 20).transform((typed, context): string => {
    const read = readTime(typed)
    if (read !== null) return read
    context.addIssue({ code: 'custom', message: `${what} must be a time, like 8:30 or 5pm` })
    return z.NEVER
  })

const period = z.object({
  days: choices
    .transform((days) => days.map(Number).filter((day): day is Weekday => day >= 1 && day <= 7))
    .refine((days) => days.length > 0, 'Choose at least one day'),
  opens: time('When it opens'),
  closes: time('When it closes').transform((closes) => (closes === '00:00' ? '24:00' : closes)),
})

const closedDays = words('Other days', 2000).transform((typed, context): string[] => {
  const lines = typed
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  return lines.flatMap((line) => {
    const [day = '', month = '', year = ''] = line.split(/[\s/.-]+/)
    const date = readDateParts({ day, month, year })
    if (date) return [date]
    context.addIssue({ code: 'custom', message: `“${line}” is no date; write it like 24 12 2026` })
    return []
  })
})

const fields = z.object({
  name: requiredLine('The name', 120, 'Enter a name'),
  purpose: requiredWords('When to use it', 300, 'Say when to use it'),
  whatHappens: words('What happens', 3000),
  audiences: choices
    .pipe(z.array(z.enum(routeAudiences)))
    .refine((chosen) => chosen.length > 0, 'Choose at least one'),
  nation: z
    .enum(['', 'england', 'wales', 'scotland', 'northern-ireland'])
    .catch('')
    .transform((nation) => nation || null),
  area: line('The area', 120).transform((area) => area || null),
  urgency: z.enum(urgencies, { error: 'Choose what it is for' }),
  phone: phoneNumber('The phone number'),
  phoneIsFree: choices.transform((chosen) => chosen.includes('yes')),
  textNumber: phoneNumber('The number for texts'),
  textphone: phoneNumber('The textphone number'),
  relayNumber: phoneNumber('The Relay UK number'),
  webAddress: webAddress('The web address'),
  signLanguageAddress: webAddress('The address for sign language'),
  hoursKind: z.enum(['always', 'weekly', 'when-closed', 'published-elsewhere'], {
    error: 'Choose when it answers',
  }),
  periods: z.array(z.unknown()),
  onBankHolidays: z.enum(['closed', 'as-usual']).catch('closed'),
  closedOn: closedDays,
  whenClosedKey: z.string().default(''),
  outOfHoursKey: z
    .string()
    .default('')
    .transform((key) => key || null),
  position: z.coerce
    .number({ error: 'The order must be a number' })
    .int()
    .min(0, 'The order must be a number from 0 to 9999')
    .max(9999, 'The order must be a number from 0 to 9999'),
  anonymousPossible: known,
  recordMade: known,
  feedbackGiven: known,
  runBy: words('Who runs it', 200),
  owner: words('Who keeps it right', 200),
  validFrom: requiredDate('first day'),
})

type Fields = z.output<typeof fields>

/** A way to report, without its key. The hours are read according to what was chosen. */
const details = fields.transform((values, context): Omit<RouteDetails, 'key'> => {
  const {
    hoursKind: _1,
    periods: _2,
    onBankHolidays: _3,
    closedOn: _4,
    whenClosedKey: _5,
    ...rest
  } = values
  const hours = hoursOf(values, context)
  if (
    !rest.phone &&
    !rest.textNumber &&
    !rest.textphone &&
    !rest.relayNumber &&
    !rest.webAddress &&
    !rest.signLanguageAddress
  )
    context.addIssue({
      code: 'custom',
      path: ['phone'],
      message: 'Enter a phone number, a web address or another way to reach it',
    })
  return { ...rest, hours }
})

function hoursOf(values: Fields, context: z.RefinementCtx): RouteHours {
  switch (values.hoursKind) {
    case 'always':
      return { kind: 'always' }
    case 'published-elsewhere':
      return { kind: 'published-elsewhere' }
    case 'when-closed':
      if (values.whenClosedKey === '')
        context.addIssue({ code: 'custom', path: ['whenClosedKey'], message: 'Choose the route' })
      return { kind: 'when-closed', routeKey: values.whenClosedKey }
    case 'weekly': {
      const read = z.array(period).safeParse(values.periods)
      if (values.periods.length === 0)
        context.addIssue({
          code: 'custom',
          path: ['hoursKind'],
          message: 'Add the days and times at which it answers',
        })
      for (const issue of read.error?.issues ?? [])
        context.addIssue({ ...issue, code: 'custom', path: ['periods', ...issue.path] })
      const { onBankHolidays, closedOn } = values
      return { kind: 'weekly', periods: read.data ?? [], onBankHolidays, closedOn }
    }
  }
}

export const RouteForm = withDates(['validFrom'], withRows(['periods'], details))

/** What names the route for good. */
export const KeyForm = z.object({
  key: words('The short name', 64).refine(
    (typed) => /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(typed),
    'Enter a short name of small letters, digits and hyphens, like front-door',
  ),
})

export const EndForm = withDates(['lastDay'], z.object({ lastDay: requiredDate('last day') }))

export const VerifyForm = withDates(
  ['on'],
  z.object({ on: requiredDate('day'), note: words('How you checked', 300) }),
)

/** The fields of a new row. */
export const routeRowBlanks: Record<string, Row> = { periods: { days: [], opens: '', closes: '' } }

/** The form as it opens on an entry. */
export function routeFormOf(route: RouteDetails | ReportingRoute): FormState {
  const { hours } = route
  const weekly = hours.kind === 'weekly' ? hours : null
  const flag = (value: boolean | null): string =>
    value === null ? 'unknown' : value ? 'yes' : 'no'
  const base: FormState['values'] = {
    key: route.key,
    name: route.name,
    purpose: route.purpose,
    whatHappens: route.whatHappens,
    audiences: route.audiences,
    nation: route.nation ?? '',
    area: route.area ?? '',
    urgency: route.urgency,
    phone: route.phone ?? '',
    phoneIsFree: route.phoneIsFree ? ['yes'] : [],
    textNumber: route.textNumber ?? '',
    textphone: route.textphone ?? '',
    relayNumber: route.relayNumber ?? '',
    webAddress: route.webAddress ?? '',
    signLanguageAddress: route.signLanguageAddress ?? '',
    hoursKind: hours.kind,
    onBankHolidays: weekly?.onBankHolidays ?? 'closed',
    closedOn: (weekly?.closedOn ?? [])
      .map((date) => date.split('-').toReversed().join(' '))
      .join('\n'),
    whenClosedKey: hours.kind === 'when-closed' ? hours.routeKey : '',
    outOfHoursKey: route.outOfHoursKey ?? '',
    position: String(route.position),
    anonymousPossible: flag(route.anonymousPossible),
    recordMade: flag(route.recordMade),
    feedbackGiven: flag(route.feedbackGiven),
    runBy: route.runBy,
    owner: route.owner,
    validFrom: route.validFrom,
  }
  const periods = (weekly?.periods ?? []).map(({ days, opens, closes }) => ({
    days: days.map(String),
    opens,
    closes,
  }))
  return { values: withRowValues(base, 'periods', periods), errors: [] }
}

/** The form of a route that is not there yet. */
export function newRouteForm(today: string): FormState {
  return {
    values: {
      audiences: ['public'],
      hoursKind: 'weekly',
      'periods.0.days': ['1', '2', '3', '4', '5'],
      'periods.0.opens': '9:00',
      'periods.0.closes': '17:00',
      onBankHolidays: 'closed',
      anonymousPossible: 'unknown',
      recordMade: 'unknown',
      feedbackGiven: 'unknown',
      position: '100',
      validFrom: today,
    },
    errors: [],
  }
}

function readTime(typed: string): string | null {
  const text = typed.trim().toLowerCase()
  if (text === 'midday' || text === 'noon') return '12:00'
  if (text === 'midnight' || text === '24:00') return '00:00'
  const match = /^(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?$/.exec(text)
  if (!match) return null
  const [, hours, minutes = '00', half] = match
  const hour = half ? (Number(hours) % 12) + (half === 'pm' ? 12 : 0) : Number(hours)
  if (hour > 23 || Number(minutes) > 59 || (half && (Number(hours) < 1 || Number(hours) > 12)))
    return null
  return `${String(hour).padStart(2, '0')}:${minutes}`
}
