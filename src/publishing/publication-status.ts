import { findPeopleById } from '../people/people.ts'
import { ukDate } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import { listEvents, listVersions } from './publication-history-queries.ts'
import type { PublicationKind } from './publication-kind.ts'
import {
  findLatest,
  hasNewerDraft,
  stateOf,
  type Edition,
  type Publication,
  type PublicationAction,
  type PublicationState,
} from './publication-queries.ts'
import { hasWorkedOn, isReviewable, obstaclesOf, publicVersionOf } from './publication-workflow.ts'

/** Somebody did something with a publication. `by` is a name; null is the system itself. */
export type PublicationEvent = {
  version: number
  action: PublicationAction
  by: string | null
  at: Date
  note: string | null
}

export type SavedVersion = {
  number: number
  title: string
  savedBy: string | null
  savedAt: Date
  note: string | null
}

/** Everything the workspace says about where a publication stands. */
export type PublicationStatus = {
  publication: Publication
  kind: PublicationKind
  title: string
  version: number
  state: PublicationState
  /** Where the newest version stands when it is not the one the public reads. */
  draft: 'none' | 'draft' | 'in-review' | 'scheduled'
  newerDraft: boolean
  publicVersion: number | null
  /** Newest first. */
  versions: SavedVersion[]
  /** Newest first. */
  events: PublicationEvent[]
  /** What must be put right before a review. */
  obstacles: string[]
  canBeReviewed: boolean
  /** The person who looks has a hand in it, so another must publish it. */
  isOwnWork: boolean
  today: string
}

/** Null where there is no such publication of this kind. */
export async function findPublicationStatus<Content extends object>(
  database: Database,
  kind: PublicationKind<Content>,
  publicationId: string,
  by: { personId: string; now: Date },
): Promise<PublicationStatus | null> {
  const edition = await findLatest(database, kind, publicationId)
  if (!edition) return null
  const { publication } = edition
  const versions = await listVersions(database, publicationId)
  const events = await listEvents(database, publicationId)
  const people = await findPeopleById(database, [
    ...versions.map(({ savedBy }) => savedBy),
    ...events.map((event) => event.by),
  ])
  const nameOf = (id: string | null): string | null => (id && people.get(id)?.name) || null
  const today = ukDate(by.now)
  return {
    publication,
    // A kind of any content serves wherever all kinds are treated alike.
    kind: kind as unknown as PublicationKind,
    title: edition.title,
    version: edition.version,
    state: stateOf(publication, today),
    draft: draftOf(publication),
    newerDraft: hasNewerDraft(publication),
    publicVersion: publicVersionOf(publication),
    versions: versions.map((version) => ({ ...version, savedBy: nameOf(version.savedBy) })),
    events: events.map((event) => ({ ...event, by: nameOf(event.by) })),
    obstacles: obstaclesOf(kind, edition as Edition<Content>),
    canBeReviewed: isReviewable(publication),
    isOwnWork: await hasWorkedOn(database, publication, by.personId),
    today,
  }
}

function draftOf(publication: Publication): PublicationStatus['draft'] {
  return publication.scheduled_for ? 'scheduled' : publication.draft_state
}
