import { addSubscribers, checkAddition } from '../src/bulletins/additions.ts'
import { newItem, type BulletinContent } from '../src/bulletins/bulletins.ts'
import { bulletinKind } from '../src/bulletins/bulletin-kind.tsx'
import { updateSender } from '../src/bulletins/sender-queries.ts'
import { createDraft, publish, submitForReview } from '../src/publishing/publishing.ts'
import { documentFromText } from '../src/publishing/rich-text-as-text.ts'
import type { TestApp, Visitor } from './app.ts'

/** A bulletin with two items and nothing left to do. */
export const readyBulletin: BulletinContent = {
  month: '2020-10',
  introduction: documentFromText('Two things this month.'),
  items: [
    newItem({
      id: 'news-one',
      kind: 'news',
      title: 'The helpline is open at weekends',
      text: documentFromText('From now on somebody answers on Saturdays and Sundays too.'),
    }),
    newItem({
      id: 'event-two',
      kind: 'event',
      title: 'Network morning on 12 November 2020',
      text: documentFromText('Meet others who lead on safeguarding in **schools**.'),
      links: [{ text: 'Programme of the morning', href: 'https://example.org/programme' }],
    }),
  ],
  senderNote: documentFromText('Please pass this on.'),
}

/** Published by two people, with the sender's details in place. */
export async function publishBulletin(
  { database, services, clock }: TestApp,
  author: Visitor,
  reviewer: Visitor,
  content: BulletinContent = readyBulletin,
): Promise<{ id: string; slug: string }> {
  const by = (person: Visitor) => ({ by: person.personId, now: clock.now() })
  await updateSender(database, {
    postalAddress: '1 Market Square, Fellbridge',
    contactEmail: 'bulletin@example.org',
  })
  const made = await createDraft(
    database,
    bulletinKind,
    { title: 'October 2020 bulletin', summary: 'Two things this month', content },
    by(author),
  )
  await submitForReview(database, bulletinKind, made.id, by(author))
  await publish(database, services.jobs, bulletinKind, made.id, {}, by(reviewer))
  return made
}

/** Subscribers at example.org, as many as asked: `person-1@example.org` … */
export async function addTestSubscribers(
  { database, clock }: TestApp,
  by: Visitor,
  count: number,
): Promise<string[]> {
  const emails = Array.from({ length: count }, (_, at) => `person-${at + 1}@example.org`)
  const list = {
    text: emails.join('\n'),
    basis: 'corporate' as const,
    provenance: 'A test',
    collectedOn: '2020-10-01',
  }
  const id = await checkAddition(database, list, by.personId, clock.now())
  await addSubscribers(database, id, by.personId, clock.now())
  return emails
}
