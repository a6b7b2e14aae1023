import { ukDate } from '../platform/clock.ts'
import type { Services } from '../platform/web.ts'
import { routeReferences } from '../concerns/concerns.ts'
import { findPartnershipOf } from '../people/people.ts'
import type { Edition } from '../publishing/publishing.ts'
import { sendingReadiness, textReadiness, type Readiness } from './bulletin-checks.ts'
import type { BulletinContent } from './bulletin-content.ts'
import {
  compileBulletin,
  type BulletinEmailData,
  type CompiledBulletin,
} from './bulletin-emails.tsx'
import { bulletinPaths } from './bulletin-paths.ts'
import { findLinkedPages, linkWords } from './linked-pages.ts'
import { findSender } from './sender-queries.ts'

export type MailServices = Pick<Services, 'database' | 'clock'> & { config: { publicUrl: string } }

/** A bulletin as its mail would be now, and what it is still short of. */
export type PreparedBulletin = {
  compiled: CompiledBulletin
  readiness: Readiness[]
  replyTo: string
  partnershipName: string
}

/** Looks up everything a bulletin's mail needs, makes the mail and checks it. */
export async function prepareBulletin(
  services: MailServices,
  edition: Edition<BulletinContent>,
): Promise<PreparedBulletin> {
  const { database, clock, config } = services
  const now = clock.now()
  const [sender, partnership, linked, routes] = await Promise.all([
    findSender(database),
    findPartnershipOf(database, ukDate(now)),
    findLinkedPages(database, [edition.content]),
    routeReferences(database, now),
  ])
  const data: BulletinEmailData = {
    publicUrl: config.publicUrl,
    routes,
    title: edition.title,
    summary: edition.summary,
    content: edition.content,
    webPath: bulletinPaths.show(edition.publication.slug),
    partnershipName: partnership?.name ?? 'Safeguarding children partnership',
    ...sender,
    linked: new Map(
      [...linked]
        .filter(([, page]) => page.isPublic)
        .map(([id, page]) => [id, { words: linkWords(page), path: page.path }]),
    ),
    historicNote: edition.publication.historic_note,
  }
  const compiled = compileBulletin(data)
  return {
    compiled,
    readiness: [
      ...textReadiness(edition.content),
      ...sendingReadiness(edition.content, { ...sender, linked, mailBytes: compiled.bytes }),
    ],
    replyTo: sender.contactEmail,
    partnershipName: data.partnershipName,
  }
}
