import type { CourseModule, Question } from './course-content.ts'

/** What a learner chose: for each question's key the keys of the answers. */
export type GivenAnswers = Record<string, string[]>

export type MarkedQuestion = { question: Question; chosen: string[]; isCorrect: boolean }

export type Mark = {
  questions: MarkedQuestion[]
  correct: number
  /** How many have to be right. */
  needed: number
  passed: boolean
}

/**
 * Marks a knowledge check. A question is right when exactly the right answers were chosen. Answers
 * and questions that the check does not have count for nothing.
 */
export function markKnowledgeCheck(
  check: Pick<CourseModule, 'questions' | 'passMarkPercent'>,
  given: GivenAnswers,
): Mark {
  const questions = check.questions.map((question): MarkedQuestion => {
    const chosen = question.answers
      .map(({ key }) => key)
      .filter((key) => given[question.key]?.includes(key))
    const isCorrect = question.answers.every(
      (answer) => answer.isCorrect === chosen.includes(answer.key),
    )
    return { question, chosen, isCorrect }
  })
  const correct = questions.filter((marked) => marked.isCorrect).length
  const needed = neededToPass(check)
  return { questions, correct, needed, passed: questions.length > 0 && correct >= needed }
}

/** A pass mark of 80 % of 9 questions is 8: never less than the percentage says. */
export function neededToPass(check: Pick<CourseModule, 'questions' | 'passMarkPercent'>): number {
  return Math.ceil((check.questions.length * check.passMarkPercent) / 100)
}
