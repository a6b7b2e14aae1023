import { counted } from '../../../ui/counts-and-lists.ts'
import type { Outcomes } from './import-queries.ts'

/** What came, or would come, of the lines of a file; each with its number. */
export function outcomeSentences(
  outcomes: Outcomes,
  { refusedTotal, elsewhere, isDone }: { refusedTotal: number; elsewhere: number; isDone: boolean },
): string[] {
  const organisations = (count: number) => counted(count, 'organisation')
  const verb = (count: number, done: string): string =>
    isDone ? `${count === 1 ? 'was' : 'were'} ${done}` : `would be ${done}`
  const told = (count: number, done: string) => `${organisations(count)} ${verb(count, done)}.`
  return [
    told(outcomes.new, 'added'),
    told(outcomes.changed, 'changed'),
    told(outcomes.closed, 'closed'),
    `${organisations(outcomes.unchanged)} ${outcomes.unchanged === 1 ? 'is' : 'are'} in the register like this already.`,
    `${counted(refusedTotal, 'line')} ${verb(refusedTotal, 'refused')}.`,
    ...(outcomes['passed-over'] > 0
      ? [
          `${organisations(outcomes['passed-over'])} had closed and never been in the register: passed over.`,
        ]
      : []),
    ...(elsewhere > 0
      ? [`${counted(elsewhere, 'line')} of other places, or not open yet: passed over.`]
      : []),
  ]
}
