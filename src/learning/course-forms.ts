import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { FormState } from '../platform/forms.ts'
import { richTextInput, richTextValue } from '../publishing/rich-text-field.tsx'
import { optionalDate, withDates } from '../ui/form-dates.ts'
import { formWith } from '../ui/form.tsx'
import { withRows, withRowValues, type Row } from '../ui/form-rows.ts'
import { choices, line, requiredLine, words } from '../ui/form-words.ts'
import {
  deliveries,
  moduleKinds,
  type CourseContent,
  type CourseModule,
  type Question,
} from './course-content.ts'

const title = requiredLine('The title', 200, 'Enter a title')
const summary = words('The summary', 500)
const basedOn = z.coerce.number().int().min(1)

/** A course begins with its title and summary. */
export const NewCourseForm = z.object({ title, summary })

const orNull = (typed: string): string | null => typed || null

/** Everything of a course but its modules. A draft may lack all but the title. */
export const CourseDetailsForm = withDates(
  ['opensOn', 'closesOn'],
  z
    .object({
      title,
      summary,
      band: z
        .string()
        .default('')
        .transform((chosen) => {
          const [framework = '', code = ''] = chosen.split(':')
          return framework && code ? { framework, code } : null
        }),
      bandLabel: line('The band', 60),
      delivery: z
        .enum(['', ...deliveries])
        .catch('')
        .transform((chosen) => chosen || null),
      audience: words('For whom it is', 600),
      sectors: choices,
      outcomes: words('The outcomes', 4000).transform((typed) =>
        typed
          .split('\n')
          .map((line) => line.replace(/^[\s•*-]+/, '').trim())
          .filter(Boolean),
      ),
      howToEnrol: richTextInput({ max: 5000, what: 'How to enrol' }),
      outsideAgencies: richTextInput({
        max: 5000,
        what: 'The text for people outside the council',
      }),
      detailsCheck: richTextInput({ max: 5000, what: 'The text about details' }),
      contact: words('The contact', 200),
      opensOn: optionalDate('first day of enrolment').transform(orNull),
      closesOn: optionalDate('last day of enrolment').transform(orNull),
      note: words('What you changed', 200),
      basedOn,
    })
    .superRefine(({ opensOn, closesOn }, context) => {
      if (opensOn && closesOn && closesOn < opensOn)
        context.addIssue({
          code: 'custom',
          path: ['closesOn'],
          message: 'The last day of enrolment must not be before the first',
        })
    }),
)

/** The form of a course's details, open on its draft. */
export function courseDetailsFormOf(draft: {
  title: string
  summary: string
  content: CourseContent
  version: number
}): FormState {
  const { title, summary, content, version } = draft
  return formWith({
    title,
    summary,
    band: content.band && `${content.band.framework}:${content.band.code}`,
    bandLabel: content.bandLabel,
    delivery: content.delivery,
    audience: content.audience,
    sectors: content.sectors,
    outcomes: content.outcomes.join('\n'),
    howToEnrol: richTextValue(content.howToEnrol),
    outsideAgencies: richTextValue(content.outsideAgencies),
    detailsCheck: richTextValue(content.detailsCheck),
    contact: content.contact,
    opensOn: content.opensOn,
    closesOn: content.closesOn,
    note: '',
    basedOn: version,
  })
}

const minutes = z
  .string()
  .default('')
  .transform((typed) => (typed.trim() === '' ? 0 : Number(typed)))
  .pipe(
    z
      .number({ error: 'Enter the minutes as a number, like 20' })
      .int('Enter whole minutes')
      .min(0, 'Minutes cannot be fewer than 0')
      .max(6000, 'Enter 6000 minutes or fewer'),
  )

const kind = z.enum(moduleKinds, { error: 'Choose what people do' })
const moduleTitle = requiredLine('The title', 150, 'Enter a title')

/** A module begins with what people do in it. */
export const NewModuleForm = z.object({ title: moduleTitle, kind, minutes, basedOn })

/** Keys name questions and answers in what learners chose, so they stay when words change. */
const key = z
  .string()
  .default('')
  .transform((sent) => (/^[a-z0-9]{1,20}$/.test(sent) ? sent : newKey()))

const answer = z.object({
  key,
  text: words('An answer', 300),
  isCorrect: z
    .string()
    .optional()
    .transform((sent) => sent === 'yes'),
})

const question = withRows(
  ['answers'],
  z
    .object({
      key,
      text: words('A question', 600),
      explanation: words('The explanation', 1000),
      answers: z.array(answer),
    })
    .transform(({ answers, ...asked }): Question => {
      const given = answers.filter(({ text }) => text !== '')
      const right = given.filter(({ isCorrect }) => isCorrect).length
      return { ...asked, answers: given, kind: right > 1 ? 'several' : 'one' }
    }),
)

/** One module with its text and, for a knowledge check, its questions. Empty questions are dropped. */
export const ModuleForm = withRows(
  ['questions'],
  z
    .object({
      title: moduleTitle,
      kind,
      minutes,
      isOptional: z
        .string()
        .optional()
        .transform((sent) => sent === 'yes'),
      text: richTextInput({ max: 60_000, what: 'The text' }),
      passMarkPercent: z.coerce
        .number({ error: 'Enter the pass mark as a number from 1 to 100' })
        .int('Enter the pass mark as a whole number')
        .min(1, 'Enter the pass mark as a number from 1 to 100')
        .max(100, 'Enter the pass mark as a number from 1 to 100')
        .default(80),
      questions: z.array(question).default([]),
      basedOn,
    })
    .transform(({ questions, ...module }) => ({
      ...module,
      questions: questions.filter(({ text, answers }) => text !== '' || answers.length > 0),
    })),
)

/** The fields of new rows; a question begins with three answers to fill. */
export const moduleRowBlanks: Record<string, Row> = {
  questions: {
    key: '',
    text: '',
    explanation: '',
    'answers.0.text': '',
    'answers.1.text': '',
    'answers.2.text': '',
  },
  'questions.answers': { key: '', text: '' },
}

/** The form of a module with its questions; `version` is the draft it was read from. */
export function moduleFormOf(module: CourseModule, version: number): FormState {
  const questions = module.questions.map((asked) =>
    withRowValues(
      { key: asked.key, text: asked.text, explanation: asked.explanation },
      'answers',
      asked.answers.map(({ key, text, isCorrect }) => ({
        key,
        text,
        ...(isCorrect ? { isCorrect: 'yes' } : {}),
      })),
    ),
  )
  const { values } = formWith({
    title: module.title,
    kind: module.kind,
    minutes: module.minutes || '',
    isOptional: module.isOptional ? 'yes' : '',
    text: richTextValue(module.text),
    passMarkPercent: module.passMarkPercent,
    basedOn: version,
  })
  return { values: withRowValues(values, 'questions', questions), errors: [] }
}

/** A key that no other module, question or answer has. */
export function newKey(): string {
  return randomBytes(5).toString('hex')
}

/** Moving and removing a module from the course's page. */
export const ModulePlaceForm = z.object({
  action: z.enum(['up', 'down', 'remove']),
  key: z.string(),
  basedOn,
})
