import type { ColumnType, Generated } from 'kysely'
import type { Database } from '../platform/database.ts'
import type { GivenAnswers } from './knowledge-check.ts'

declare module '../platform/database.ts' {
  interface Tables {
    knowledge_check_attempt: {
      id: Generated<string>
      enrolment_id: string
      module_key: string
      answers: ColumnType<GivenAnswers, string, never>
      correct: number
      questions: number
      passed: boolean
      attempted_at: Date
    }
  }
}

export type Attempt = {
  id: string
  enrolmentId: string
  moduleKey: string
  answers: GivenAnswers
  correct: number
  questions: number
  passed: boolean
  attemptedAt: Date
}

/** Keeps one try at a knowledge check. Gives its id. */
export async function insertAttempt(
  database: Database,
  attempt: Omit<Attempt, 'id'>,
): Promise<string> {
  const { id } = await database
    .insertInto('knowledge_check_attempt')
    .values({
      enrolment_id: attempt.enrolmentId,
      module_key: attempt.moduleKey,
      answers: JSON.stringify(attempt.answers),
      correct: attempt.correct,
      questions: attempt.questions,
      passed: attempt.passed,
      attempted_at: attempt.attemptedAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** One attempt of this enrolment, for the learner's own eyes. */
export async function findAttempt(
  database: Database,
  enrolmentId: string,
  attemptId: string,
): Promise<Attempt | null> {
  const row = await database
    .selectFrom('knowledge_check_attempt')
    .select([
      'id',
      'enrolment_id as enrolmentId',
      'module_key as moduleKey',
      'answers',
      'correct',
      'questions',
      'passed',
      'attempted_at as attemptedAt',
    ])
    .where('enrolment_id', '=', enrolmentId)
    .where('id', '=', attemptId)
    .executeTakeFirst()
  return row ?? null
}

/** How often somebody tried the knowledge check of a module. */
export async function countAttempts(
  database: Database,
  enrolmentId: string,
  moduleKey: string,
): Promise<number> {
  const row = await database
    .selectFrom('knowledge_check_attempt')
    .select((is) => is.fn.countAll<number>().as('attempts'))
    .where('enrolment_id', '=', enrolmentId)
    .where('module_key', '=', moduleKey)
    .executeTakeFirstOrThrow()
  return row.attempts
}
