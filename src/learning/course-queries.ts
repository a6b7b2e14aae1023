import type { Generated } from 'kysely'
import type { Database } from '../platform/database.ts'
import { minutesOf, type CourseContent, type Delivery } from './course-content.ts'

declare module '../platform/database.ts' {
  interface Tables {
    training_framework: {
      code: string
      name: string
      nation: string | null
      position: number
    }
    competency_band: { framework: string; code: string; label: string; position: number }
    course_version: {
      course_id: string
      number: number
      title: string
      framework: string | null
      band_code: string | null
      delivery: Delivery
      minutes: number
      published_at: Date
    }
    course_session: {
      id: Generated<string>
      course_id: string
      module_key: string
      starts_at: Date
      ends_at: Date
      place: string
      how_to_join: Generated<string>
      cancelled_at: Date | null
      sequence: Generated<number>
      created_at: Date
      changed_at: Date
    }
  }
}

/** A framework with its bands, in the order of their demands. */
export type Framework = { code: string; name: string; bands: { code: string; label: string }[] }

/** The frameworks of training with their bands, in their order. */
export async function listFrameworks(database: Database): Promise<Framework[]> {
  const frameworks = await database
    .selectFrom('training_framework')
    .select(['code', 'name'])
    .orderBy('position')
    .execute()
  const bands = await database
    .selectFrom('competency_band')
    .selectAll()
    .orderBy('framework')
    .orderBy('position')
    .execute()
  return frameworks.map((framework) => ({
    ...framework,
    bands: bands
      .filter((band) => band.framework === framework.code)
      .map(({ code, label }) => ({ code, label })),
  }))
}

/** Binds a version as it is published, so that people can enrol on it. */
export async function insertCourseVersion(
  database: Database,
  version: {
    courseId: string
    number: number
    title: string
    content: CourseContent
    publishedAt: Date
  },
): Promise<void> {
  const { courseId, number, title, content, publishedAt } = version
  const facts = {
    title,
    framework: content.band?.framework ?? null,
    band_code: content.band?.code ?? null,
    delivery: content.delivery ?? ('online' as const),
    minutes: minutesOf(content),
    published_at: publishedAt,
  }
  await database
    .insertInto('course_version')
    .values({ course_id: courseId, number, ...facts })
    .onConflict((on) => on.columns(['course_id', 'number']).doUpdateSet(facts))
    .execute()
}

/** A live part of a course, at a time and a place. */
export type CourseSession = {
  id: string
  courseId: string
  /** The module that is done by whoever attends. */
  moduleKey: string
  startsAt: Date
  endsAt: Date
  place: string
  howToJoin: string
  cancelledAt: Date | null
  sequence: number
  changedAt: Date
}

export type SessionPlan = Pick<
  CourseSession,
  'moduleKey' | 'startsAt' | 'endsAt' | 'place' | 'howToJoin'
>

/** The sessions of one course, or of all, from an instant on, earliest first. */
export async function listSessions(
  database: Database,
  filter: { courseId?: string; from?: Date },
): Promise<CourseSession[]> {
  let query = sessions(database)
  if (filter.courseId !== undefined) query = query.where('course_id', '=', filter.courseId)
  if (filter.from) query = query.where('ends_at', '>=', filter.from)
  return query.orderBy('starts_at').orderBy('id').execute()
}

/** A session by its id, a cancelled one too. */
export async function findSession(database: Database, id: string): Promise<CourseSession | null> {
  return (await sessions(database).where('id', '=', id).executeTakeFirst()) ?? null
}

/** Plans a session of a course. Gives its id. */
export async function insertSession(
  database: Database,
  courseId: string,
  plan: SessionPlan,
  now: Date,
): Promise<string> {
  const { id } = await database
    .insertInto('course_session')
    .values({ course_id: courseId, ...columnsOf(plan), created_at: now, changed_at: now })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Moves or cancels a session, and counts the change: calendars take the highest `SEQUENCE` (RFC 5545, 3.8.7.4). */
export async function updateSession(
  database: Database,
  id: string,
  change: SessionPlan | { cancelledAt: Date },
  now: Date,
): Promise<void> {
  await database
    .updateTable('course_session')
    .set((is) => ({
      ...('cancelledAt' in change ? { cancelled_at: change.cancelledAt } : columnsOf(change)),
      sequence: is('sequence', '+', 1),
      changed_at: now,
    }))
    .where('id', '=', id)
    .execute()
}

function columnsOf({ moduleKey, startsAt, endsAt, place, howToJoin }: SessionPlan) {
  return {
    module_key: moduleKey,
    starts_at: startsAt,
    ends_at: endsAt,
    place,
    how_to_join: howToJoin,
  }
}

function sessions(database: Database) {
  return database
    .selectFrom('course_session')
    .select([
      'id',
      'course_id as courseId',
      'module_key as moduleKey',
      'starts_at as startsAt',
      'ends_at as endsAt',
      'place',
      'how_to_join as howToJoin',
      'cancelled_at as cancelledAt',
      'sequence',
      'changed_at as changedAt',
    ])
}
