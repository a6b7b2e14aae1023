import { findPartnershipOf, findPeopleById } from '../people/people.ts'
import { ukDate } from '../platform/clock.ts'
import type { Job } from '../platform/jobs.ts'
import type { Services } from '../platform/web.ts'
import type { PublicationKind } from './publication-kind.ts'
import { publicationPaths } from './publication-paths.ts'
import { reviewDueEmail, type PageDue } from './review-emails.tsx'
import { markReminded, takeReviewsDue, type ReviewDue } from './review-queries.ts'
import { rebuildSearchWords } from './search-queries.ts'
import { renewSearch } from './search.ts'

const remind = 'publication.remind-of-review'
const atOnce = 500

/** Looks after what is published: reminds owners of reviews, and forgets words that no page has any more. */
export function publicationCareJobs(
  services: Services,
  kinds: readonly PublicationKind[],
): Job<never>[] {
  const { database } = services
  const look: Job = {
    name: 'publication.look-for-reviews',
    schedule: '30 7 * * *',
    work: () => lookForReviews(services, kinds),
  }
  const tell: Job<Reminder> = { name: remind, work: (reminder) => sendReminder(services, reminder) }
  const words: Job = {
    name: 'publication.rebuild-search-words',
    schedule: '10 4 * * *',
    work: async () => {
      await renewSearch(database, kinds, 'all')
      await rebuildSearchWords(database)
    },
  }
  // An upgrade may find pages by more than before.
  const upgrade: Job = {
    name: 'publication.renew-search',
    schedule: '*/5 * * * *',
    work: () => renewSearch(database, kinds, 'older'),
  }
  return [look, tell, words, upgrade] as Job<never>[]
}

type Reminder = { carerId: string; today: string; pages: PageDue[] }

/** One reminder for each person. Marking and enqueueing are one transaction: each date brings one mail. */
async function lookForReviews(
  services: Services,
  kinds: readonly PublicationKind[],
): Promise<void> {
  const today = ukDate(services.clock.now())
  await services.database.transaction().execute(async (transaction) => {
    const due = await takeReviewsDue(transaction, today, atOnce)
    const cared = Map.groupBy(due, ({ carerId }) => carerId)
    for (const [carerId, reviews] of cared) {
      if (carerId === null) continue
      const pages = reviews.map((review) => pageDue(review, kinds, services.config.publicUrl))
      const reminder: Reminder = { carerId, today, pages }
      await services.jobs.enqueue(transaction, remind, reminder)
    }
    await markReminded(
      transaction,
      due.map(({ id }) => id),
    )
  })
}

function pageDue(
  { id, kind, title, dueOn }: ReviewDue,
  kinds: readonly PublicationKind[],
  publicUrl: string,
): PageDue {
  const noun = kinds.find((candidate) => candidate.kind === kind)?.noun ?? kind
  return { title, noun, dueOn, address: `${publicUrl}${publicationPaths.show(id)}` }
}

async function sendReminder(services: Services, reminder: Reminder): Promise<void> {
  const { database, mail, config } = services
  const { carerId, today, pages } = reminder
  const carer = (await findPeopleById(database, [carerId])).get(carerId)
  // Who has left is not written to; the page stays in everybody's list of what is due.
  if (!carer || carer.hasLeft) return
  const partnership = await findPartnershipOf(database, today)
  const email = reviewDueEmail({
    partnershipName: partnership?.name ?? 'the safeguarding children partnership',
    pages,
  })
  // Run twice, it is the same message.
  const messageId = `review-due-${today}-${carerId}@${new URL(config.publicUrl).hostname}`
  await mail.send({ to: carer.email, messageId, ...email })
}
