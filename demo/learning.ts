import { courseKind, planSession } from '../src/learning/learning.ts'
import type { Services } from '../src/platform/web.ts'
import { thresholdsAndReferrals } from './learning/thresholds-and-referrals.ts'
import { publishHistoric, type Cast } from './publish-historic.ts'

const historicNote =
  'This course shows training as it was offered in October 2020. You can try everything on it, but its content is out of date and its certificate proves nothing.'

/** The course of October 2020 with a live session of that autumn. Gives the course's id. */
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
  return { course }
}
