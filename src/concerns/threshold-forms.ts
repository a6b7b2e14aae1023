import { z } from 'zod'
import type { FormState } from '../platform/forms.ts'
import { requiredDate, withDates } from '../ui/form-dates.ts'
import { withRows, withRowValues, type Row } from '../ui/form-rows.ts'
import { requiredLine, requiredWords, words } from '../ui/form-words.ts'
import type { ThresholdDetails } from './threshold-queries.ts'

const lines = (what: string) =>
  words(what, 5000).transform((typed) =>
    typed
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  )

const needLevel = z.object({
  code: requiredLine('The sign', 20, 'Enter its sign, such as 2 or Tier 2'),
  name: requiredLine('The name', 120, 'Enter its name'),
  meaning: requiredWords('The meaning', 1000, 'Say which children it speaks of'),
  examples: lines('Examples'),
  response: requiredWords('What practitioners do', 2000, 'Say what practitioners do'),
})

const step = z.object({
  title: requiredLine('The title', 120, 'Enter a title'),
  text: requiredWords('The text', 1000, 'Enter a text'),
})

/** The whole guide. */
export const ThresholdForm = withDates(
  ['validFrom'],
  withRows(
    ['needLevels', 'referralSteps'],
    z.object({
      validFrom: requiredDate('first day'),
      name: requiredLine('The name', 120, 'Enter a name'),
      introduction: requiredWords('The introduction', 2000, 'Write an introduction'),
      sourceTitle: words('The full document', 300),
      sourceAddress: words('The address', 500)
        .refine(
          (typed) => typed === '' || (/^https:\/\/\S+\.\S+$/i.test(typed) && URL.canParse(typed)),
          'Enter a full address that begins with https://',
        )
        .transform((typed) => typed || null),
      needLevels: z
        .array(needLevel)
        .min(1, 'Add at least one level of need')
        .max(8, 'A guide has eight levels of need at most')
        .refine(
          (all) => new Set(all.map(({ code }) => code)).size === all.length,
          'Two levels of need have the same sign',
        ),
      checklist: lines('The checklist'),
      referralSteps: z.array(step).max(12, 'Twelve steps at most'),
    }),
  ),
)

/** The fields of a new row. */
export const thresholdRowBlanks: Record<string, Row> = {
  needLevels: { code: '', name: '', meaning: '', examples: '', response: '' },
  referralSteps: { title: '', text: '' },
}

/** The form of a threshold guide, open on one, or empty and from today on. */
export function thresholdFormOf(guide: ThresholdDetails | null, today: string): FormState {
  const base: FormState['values'] = {
    validFrom: guide?.validFrom ?? today,
    name: guide?.name ?? '',
    introduction: guide?.introduction ?? '',
    sourceTitle: guide?.sourceTitle ?? '',
    sourceAddress: guide?.sourceAddress ?? '',
    checklist: (guide?.checklist ?? []).join('\n'),
  }
  const needLevels = (guide?.needLevels ?? []).map(({ examples, ...one }) => ({
    ...one,
    examples: examples.join('\n'),
  }))
  const withLevels = withRowValues(base, 'needLevels', needLevels)
  return {
    values: withRowValues(withLevels, 'referralSteps', guide?.referralSteps ?? []),
    errors: [],
  }
}
