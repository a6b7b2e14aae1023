import { findPartnershipOf } from '../people/people.ts'
import { ukDate } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import {
  findReplacedTerms,
  listEvents,
  termsToCheck,
  type Edition,
  type FoundTerm,
} from '../publishing/publishing.ts'
import { plainTextOf } from '../publishing/rich-text.ts'
import { partOf, sectionsIn, type GuidanceContent, type NationPart } from './guidance-content.ts'
import { listInstruments, listTopics, type Topic } from './guidance-queries.ts'
import { lawOf, type LawLine } from './legal-instruments.ts'
import { nations, type Nation } from './nations.ts'

/** Everything a guidance page shows in one nation, looked up; days are YYYY-MM-DD. */
export type GuidanceView = {
  slug: string
  title: string
  summary: string
  content: GuidanceContent
  topics: Topic[]
  historicNote: string | null
  /** Null in a preview of what was never published. */
  publishedOn: string | null
  reviewedOn: string | null
  nextReviewOn: string | null
  nation: Nation
  /** The nation of an address that names none. */
  homeNation: Nation
  offeredNations: Nation[]
  sections: GuidanceContent['sections']
  part: NationPart | null
  law: LawLine[]
  /** The day whose law is shown: a historic page's own, else today. */
  lawDay: string
  terms: FoundTerm[]
}

/** Looks up what an edition shows in the nation asked for; one that is not offered gives the home nation. */
export async function viewGuidance(
  database: Database,
  edition: Edition<GuidanceContent>,
  asked: string | undefined,
  now: Date,
): Promise<GuidanceView> {
  const { publication, title, summary, content } = edition
  const today = ukDate(now)
  const publishedOn = publication.published_at && ukDate(publication.published_at)
  const lawDay = (publication.historic_note !== null && publishedOn) || today
  const offeredNations = nations.filter(
    (nation) =>
      partOf(content, nation) !== null ||
      content.sections.some((section) => section.nation === nation),
  )
  const homeNation = await homeNationOf(database, offeredNations, today)
  const nation = offeredNations.find((offered) => offered === asked) ?? homeNation
  const part = partOf(content, nation)
  const sections = sectionsIn(content, nation)
  const [topics, instruments, events, terms] = await Promise.all([
    listTopics(database),
    listInstruments(database),
    listEvents(database, publication.id),
    termsToCheck(database),
  ])
  const reviewed = events.find(({ action }) => action === 'reviewed')?.at
  return {
    slug: publication.slug,
    title,
    summary,
    content,
    topics: topics.filter(({ slug }) => content.topics.includes(slug)),
    historicNote: publication.historic_note,
    publishedOn,
    reviewedOn: reviewed ? ukDate(reviewed) : publishedOn,
    nextReviewOn: publication.review_due_on,
    nation,
    homeNation,
    offeredNations,
    sections,
    part,
    law: part ? lawOf(part, instruments, { page: lawDay, today }) : [],
    lawDay,
    terms: onceEach(findReplacedTerms(wordsOf(title, summary, sections, part), terms, { nation })),
  }
}

/** The partnership's nation where a page offers it, else the first that it offers. */
async function homeNationOf(database: Database, offered: Nation[], today: string): Promise<Nation> {
  const own = (await findPartnershipOf(database, today))?.nation ?? 'england'
  return offered.includes(own) ? own : (offered[0] ?? own)
}

function wordsOf(
  title: string,
  summary: string,
  sections: GuidanceContent['sections'],
  part: NationPart | null,
): string {
  const texts = sections.flatMap((section) => [section.title, plainTextOf(section.text)])
  return [title, summary, ...texts, part ? plainTextOf(part.differs) : ''].join('\n')
}

/** Each old word once, however often the page says it. */
function onceEach(found: FoundTerm[]): FoundTerm[] {
  const known = new Map(found.map((term) => [term.replacement, term]))
  return [...known.values()]
}
