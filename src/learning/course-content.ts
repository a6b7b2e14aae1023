import { z } from 'zod'
import { cleanDocument, type RichTextDocument } from '../publishing/rich-text.ts'

export const moduleKinds = ['read', 'watch', 'knowledge-check', 'live-session'] as const
export type ModuleKind = (typeof moduleKinds)[number]
export const moduleKindNames: Record<ModuleKind, string> = {
  read: 'Read',
  watch: 'Watch',
  'knowledge-check': 'Knowledge check',
  'live-session': 'Live session',
}

export const deliveries = ['online', 'live', 'blended'] as const
export type Delivery = (typeof deliveries)[number]
export const deliveryNames: Record<Delivery, string> = {
  online: 'Online, at your own pace',
  live: 'Live',
  blended: 'Blended: online at your own pace, with a live part',
}

export type Answer = { key: string; text: string; isCorrect: boolean }

/** `several`: every right answer and no wrong one has to be chosen. */
export type Question = {
  key: string
  text: string
  kind: 'one' | 'several'
  answers: Answer[]
  /** Why, shown after the question was answered. */
  explanation: string
}

/** One step of a course. `key` stays the same from version to version, so that progress keeps its meaning. */
export type CourseModule = {
  key: string
  title: string
  kind: ModuleKind
  minutes: number
  /** The certificate does not wait for an optional module. */
  isOptional: boolean
  text: RichTextDocument
  /** Of a knowledge check. */
  questions: Question[]
  /** Of a knowledge check: how many answers must be right, in percent. */
  passMarkPercent: number
}

/** A training band in its framework: "Level 2" of one is not that of another. */
export type Band = { framework: string; code: string }

/** What a version of a course holds beside its title and summary. */
export type CourseContent = {
  band: Band | null
  /** The band as it is said: "Level 2". Without a framework it is only a word of the title. */
  bandLabel: string
  delivery: Delivery | null
  /** For whom, as a sentence. */
  audience: string
  /** Codes of `agency_sector`; empty means all. */
  sectors: string[]
  /** What one can do afterwards, one sentence each. */
  outcomes: string[]
  modules: CourseModule[]
  howToEnrol: RichTextDocument
  /** For people who work outside the host council. */
  outsideAgencies: RichTextDocument
  /** What people already enrolled should check. */
  detailsCheck: RichTextDocument
  /** Whom to ask: an email address or telephone number, as it is printed. */
  contact: string
  /** YYYY-MM-DD, the first and last day on which one can enrol; null is open. */
  opensOn: string | null
  closesOn: string | null
}

/** A course with nothing in it yet: drafts and imports begin here. */
export const emptyCourse: CourseContent = {
  band: null,
  bandLabel: '',
  delivery: null,
  audience: '',
  sectors: [],
  outcomes: [],
  modules: [],
  howToEnrol: { type: 'doc', content: [] },
  outsideAgencies: { type: 'doc', content: [] },
  detailsCheck: { type: 'doc', content: [] },
  contact: '',
  opensOn: null,
  closesOn: null,
}

export const emptyModule: Omit<CourseModule, 'key'> = {
  title: '',
  kind: 'read',
  minutes: 10,
  isOptional: false,
  text: { type: 'doc', content: [] },
  questions: [],
  passMarkPercent: 80,
}

const document = z.unknown().default(null).transform(cleanDocument)
const date = z.iso.date().nullable().default(null)

const question = z.object({
  key: z.string(),
  text: z.string().default(''),
  kind: z.enum(['one', 'several']).default('one'),
  answers: z
    .array(
      z.object({
        key: z.string(),
        text: z.string().default(''),
        isCorrect: z.boolean().default(false),
      }),
    )
    .default([]),
  explanation: z.string().default(''),
})

const courseModule = z.object({
  key: z.string(),
  title: z.string().default(''),
  kind: z.enum(moduleKinds).default('read'),
  minutes: z.number().int().min(0).default(0),
  isOptional: z.boolean().default(false),
  text: document,
  questions: z.array(question).default([]),
  passMarkPercent: z.number().int().min(1).max(100).default(80),
})

/** Completes what is stored: a version written before a field existed is still read. */
export const courseSchema: z.ZodType<CourseContent> = z.object({
  band: z.object({ framework: z.string(), code: z.string() }).nullable().default(null),
  bandLabel: z.string().default(''),
  delivery: z.enum(deliveries).nullable().default(null),
  audience: z.string().default(''),
  sectors: z.array(z.string()).default([]),
  outcomes: z.array(z.string()).default([]),
  modules: z.array(courseModule).default([]),
  howToEnrol: document,
  outsideAgencies: document,
  detailsCheck: document,
  contact: z.string().default(''),
  opensOn: date,
  closesOn: date,
})

/** What has to be done for the certificate, in minutes. */
export function minutesOf(content: CourseContent): number {
  return content.modules
    .filter((module) => !module.isOptional)
    .reduce((sum, { minutes }) => sum + minutes, 0)
}

/** "40 minutes", "1 hour", "2 hours 30 minutes". */
export function durationInWords(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  const count = (number: number, unit: string) =>
    number === 0 ? '' : `${number} ${unit}${number === 1 ? '' : 's'}`
  return [count(hours, 'hour'), count(rest, 'minute')].filter(Boolean).join(' ') || '0 minutes'
}

export type EnrolmentWindow = 'open' | 'not-yet' | 'closed'

/** Can one enrol on this day (YYYY-MM-DD, in the United Kingdom)? */
export function enrolmentWindow(
  content: Pick<CourseContent, 'opensOn' | 'closesOn'>,
  today: string,
): EnrolmentWindow {
  if (content.opensOn !== null && today < content.opensOn) return 'not-yet'
  return content.closesOn !== null && today > content.closesOn ? 'closed' : 'open'
}
