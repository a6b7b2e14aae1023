import { isEmptyDocument } from '../publishing/rich-text.ts'
import type { ReadinessItem } from '../ui/readiness.tsx'
import type { CourseContent, CourseModule, Question } from './course-content.ts'

/** What a course needs, each with whether it is there and, where not, what to do. */
export function courseReadiness(draft: {
  summary: string
  content: CourseContent
}): ReadinessItem[] {
  const { content } = draft
  const faults = content.modules.flatMap((module, at) =>
    moduleFaults(module).map((fault) => `Module ${at + 1}: ${fault}`),
  )
  return [
    item('A summary', draft.summary !== '', 'Say in one or two sentences what the course gives.'),
    item('For whom it is', content.audience !== '', 'Say who the course is for.'),
    item(
      'The training band and its framework',
      content.band !== null,
      'Choose the framework and its band: “Level 2” alone means different things to different agencies.',
    ),
    item('How it is taught', content.delivery !== null, 'Choose online, live or blended.'),
    item(
      'The modules fit how it is taught',
      fitsDelivery(content),
      'An online course has no live session, a live course has nothing else, a blended course has both.',
    ),
    item('Outcomes', content.outcomes.length > 0, 'Say what people can do afterwards.'),
    item(
      'Every module is complete',
      content.modules.length > 0 && faults.length === 0,
      faults.join(' ') || 'Add at least one module.',
    ),
    item(
      'Something to complete',
      content.modules.some((module) => !module.isOptional),
      'At least one module has to be done for the certificate.',
    ),
    item('How to enrol', !isEmptyDocument(content.howToEnrol), 'Say how people enrol.'),
    item(
      'What people outside the council do',
      !isEmptyDocument(content.outsideAgencies),
      'Say how people of other agencies get an account.',
    ),
    item('Whom to ask', content.contact !== '', 'Give an email address or telephone number.'),
  ]
}

function item(what: string, isReady: boolean, missing: string): ReadinessItem {
  return { what, isReady, missing }
}

function fitsDelivery({ delivery, modules }: CourseContent): boolean {
  const hasLive = modules.some((module) => module.kind === 'live-session')
  const hasOther = modules.some((module) => module.kind !== 'live-session')
  switch (delivery) {
    case 'online':
      return !hasLive
    case 'live':
      return !hasOther
    case 'blended':
      return hasLive && hasOther
    case null:
      return false
  }
}

function moduleFaults(module: CourseModule): string[] {
  const faults = [
    module.title === '' && 'give it a title.',
    module.minutes === 0 && 'say how many minutes it takes.',
  ]
  if (module.kind !== 'knowledge-check')
    return [...faults, isEmptyDocument(module.text) && 'write its text.'].filter(isSentence)
  return [
    ...faults,
    module.questions.length === 0 && 'add questions.',
    ...module.questions.map((question, at) => questionFault(question, at + 1)),
  ].filter(isSentence)
}

function questionFault({ text, kind, answers }: Question, number: number): string | false {
  const correct = answers.filter((answer) => answer.isCorrect).length
  if (text === '') return `write question ${number}.`
  if (answers.length < 2 || answers.some((answer) => answer.text === ''))
    return `question ${number} needs at least two answers, each with words.`
  if (kind === 'one' && correct !== 1) return `question ${number} needs exactly one right answer.`
  return kind === 'several' && correct === 0 && `question ${number} needs a right answer.`
}

function isSentence(fault: string | false): fault is string {
  return fault !== false
}
