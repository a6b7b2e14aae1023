import { findPublished } from '../src/publishing/publishing.ts'
import {
  attemptKnowledgeCheck,
  completeModule,
  courseKind,
  enrol,
  findEnrolment,
  planSession,
} from '../src/learning/learning.ts'
import type { Services } from '../src/platform/web.ts'
import { thresholdsAndReferrals } from './learning/thresholds-and-referrals.ts'
import { publishHistoric, type Cast } from './publish-historic.ts'

const historicNote =
  'This course shows training as it was offered in October 2020. You can try everything on it, but its content is out of date and its certificate proves nothing.'

/** The course of October 2020 with a live session of that autumn, and somebody who completed it. Gives the course's id. */
export async function seedLearning(
  services: Pick<Services, 'database' | 'jobs'>,
  cast: Cast,
): Promise<{ course: string }> {
  const publishedAt = new Date('2020-10-05T08:00:00Z')
  const { slug, draft } = thresholdsAndReferrals
  const course = await publishHistoric(
    services,
    courseKind,
    draft,
    { slug, historicNote, publishedAt },
    cast,
  )
  await planSession(
    services.database,
    course,
    {
      moduleKey: 'talk-it-over',
      startsAt: new Date('2020-11-17T13:30:00Z'),
      endsAt: new Date('2020-11-17T14:30:00Z'),
      place: 'Online',
      howToJoin: 'The link was sent to everyone on the course the week before.',
    },
    { by: cast.authorId, now: publishedAt },
  )
  await completeCourse(services, 'lead@fellside-school.example')
  return { course }
}

/** A person of the demonstration learns as everybody does: in steps, with a check that fails once. */
async function completeCourse(
  { database }: Pick<Services, 'database'>,
  email: string,
): Promise<void> {
  const learner = await database
    .selectFrom('person')
    .select('id')
    .where('email', '=', email)
    .executeTakeFirst()
  const course = await findPublished(database, courseKind, thresholdsAndReferrals.slug)
  if (!learner || !course) return
  const day = (date: string) => new Date(`2020-${date}T15:00:00Z`)
  await enrol(database, course, { personId: learner.id, now: day('10-22') })
  const enrolment = await findEnrolment(database, learner.id, course.publication.id)
  if (!enrolment) return
  for (const module of course.content.modules) {
    await completeModule(database, enrolment.id, module, day('11-05'))
    const right = Object.fromEntries(
      module.questions.map(({ key, answers }) => [
        key,
        answers.filter(({ isCorrect }) => isCorrect).map((answer) => answer.key),
      ]),
    )
    await attemptKnowledgeCheck(database, enrolment.id, module, {}, day('11-11'))
    await attemptKnowledgeCheck(database, enrolment.id, module, right, day('11-12'))
  }
}
