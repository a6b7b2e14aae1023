import { z } from 'zod'
import type { FormState } from '../../platform/forms.ts'
import { formWith } from '../../ui/form.tsx'
import { bulletinItemKinds, bulletinLimits } from '../bulletin-content.ts'
import { missingMonth, withMonth } from '../bulletin-forms.ts'
import type { ImportedBulletin } from './imported-bulletin.ts'
import type { ImportDecision } from './imports.ts'

/** How the fields of an item are called; `item-0-title` and so on. */
export const itemField = (at: number, name: 'kept' | 'kind' | 'title'): string =>
  `item-${at}-${name}`

/** The preview's form as it opens: everything as it was found. */
export function decisionForm(bulletin: ImportedBulletin): FormState {
  const [year, month] = bulletin.month?.month.split('-') ?? []
  return formWith({
    title: bulletin.title,
    'month-month': month ? String(Number(month)) : '',
    'month-year': year ?? '',
    ...Object.fromEntries(
      bulletin.items.flatMap((item, at) => [
        [itemField(at, 'kept'), 'yes'],
        [itemField(at, 'kind'), item.kind],
        [itemField(at, 'title'), item.title],
      ]),
    ),
  })
}

const longest = bulletinLimits.title

/** What the person decided, for a reading with so many items. All faults are told at once. */
export function DecisionForm(items: number) {
  return withMonth(
    z.looseObject({}).transform((values, context): ImportDecision => {
      const say = (field: string, message: string): void => {
        context.addIssue({ code: 'custom', path: [field], message })
      }
      const typed = (name: string): string => [values[name]].flat().map(String)[0]?.trim() ?? ''
      const titleIn = (field: string): string => {
        const title = typed(field)
        if (title === '') say(field, 'Enter a title')
        if (title.length > longest) say(field, `The title must be ${longest} characters or fewer`)
        return title
      }
      const title = titleIn('title')
      const month = typed('month')
      if (month === '') say('month', missingMonth)
      const decided = Array.from({ length: items }, (_, at) => {
        if (values[itemField(at, 'kept')] === undefined) return null
        const kind = bulletinItemKinds.find((one) => one === values[itemField(at, 'kind')])
        if (!kind) say(itemField(at, 'kind'), 'Choose what kind of item this is')
        return { kind: kind ?? 'news', title: titleIn(itemField(at, 'title')) }
      })
      if (decided.every((item) => item === null)) {
        say(itemField(0, 'kept'), 'Choose at least one item to take over')
      }
      return { title, month, items: decided }
    }),
  )
}
