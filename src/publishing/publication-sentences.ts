import { formatDate, formatDateTime } from '../ui/dates.ts'
import type { PublicationState } from './publication-queries.ts'
import type { PublicationEvent, PublicationStatus } from './publication-status.ts'
import type { WorkflowRefusal } from './publication-workflow.ts'

const someone = (name: string | null): string => name ?? 'The system'

/** "Ann Example published version 2 on 1 October 2020 at 9am." */
export function sentenceOf(event: PublicationEvent): string {
  const who = someone(event.by)
  const when = `on ${formatDateTime(event.at)}`
  const version = `version ${event.version}`
  switch (event.action) {
    case 'created':
      return `${who} wrote the first draft ${when}.`
    case 'imported':
      return `${who} imported the first draft ${when}.`
    case 'submitted':
      return `${who} asked for a review of ${version} ${when}.`
    case 'returned':
      return `${who} gave ${version} back to its author ${when}.`
    case 'scheduled':
      return `${who} planned ${version} ${when}, to be published ${event.note ? `on ${formatDateTime(event.note)}` : 'later'}.`
    case 'unscheduled':
      return `${who} took back the plan to publish ${version} ${when}.`
    case 'published':
      return `${who} published ${version} ${when}.`
    case 'withdrawn':
      return `${who} withdrew ${version} from the public ${when}.`
    case 'restored':
      return `${who} made version ${event.note ?? '?'} the newest draft again, as ${version}, ${when}.`
    case 'reviewed':
      return `${who} read ${version} again ${when} and found that it holds.${event.note ? ` Next review: ${formatDate(event.note)}.` : ''}`
  }
}

/** Words that a person typed with the event: a reviewer's wish, a reason. */
export function wordsOf(event: PublicationEvent): string | null {
  return event.action === 'returned' || event.action === 'withdrawn' ? event.note : null
}

export const stateWords: Record<PublicationState, string> = {
  draft: 'Draft',
  'in-review': 'In review',
  scheduled: 'Scheduled',
  published: 'Published',
  'review-due': 'Review due',
  withdrawn: 'Withdrawn',
}

/** Where a publication stands, in a few sentences: what the public reads, then the newest version. */
export function standing(status: PublicationStatus): string[] {
  return [...publicStanding(status), ...draftStanding(status)]
}

function publicStanding({ publication, events, publicVersion }: PublicationStatus): string[] {
  if (publication.withdrawn_at) {
    const withdrawal = events.find(({ action }) => action === 'withdrawn')
    return [
      `Withdrawn by ${someone(withdrawal?.by ?? null)} on ${formatDateTime(publication.withdrawn_at)}. Its address now says why: “${publication.withdrawn_reason}”`,
    ]
  }
  if (publicVersion === null) return ['Not public yet.']
  const release = events.find(
    ({ action, version }) => action === 'published' && version === publicVersion,
  )
  const due = publication.review_due_on
  return [
    `The public reads version ${publicVersion}, published by ${someone(release?.by ?? null)} on ${formatDateTime(publication.published_at!)}.${due ? ` To be read again by ${formatDate(due)}.` : ''}`,
  ]
}

function draftStanding(status: PublicationStatus): string[] {
  const { publication, versions, draft, version, events } = status
  const latest = versions[0]
  const saved = `Version ${version} was saved by ${someone(latest?.savedBy ?? null)} on ${formatDateTime(latest?.savedAt ?? publication.created_at)}.`
  switch (draft) {
    case 'none':
      return []
    case 'draft':
      return [saved]
    case 'in-review': {
      const asked = events.find(({ action }) => action === 'submitted')
      return [`${saved} ${someone(asked?.by ?? null)} asked for a review of it.`]
    }
    case 'scheduled': {
      const planned = events.find(({ action }) => action === 'scheduled')
      return [
        `${saved} ${someone(planned?.by ?? null)} planned it to be published on ${formatDateTime(publication.scheduled_for!)}.`,
      ]
    }
  }
}

/** What can be done next, as one says it to the person who looks. */
export function nextStep(status: PublicationStatus): string {
  const { draft, kind, isOwnWork, obstacles, publication } = status
  if (draft === 'scheduled')
    return 'It will be published by itself. Saving a change takes the plan back, and it must be reviewed again.'
  if (draft === 'in-review')
    return isOwnWork
      ? 'Another person must publish it, because you wrote it or asked for the review.'
      : 'Read it, then publish it or give it back with a note.'
  if (draft === 'draft')
    return obstacles.length > 0
      ? 'Some things must be put right before it can be reviewed.'
      : 'When it is ready, ask another person to review it.'
  if (publication.withdrawn_at)
    return `Nobody can read this ${kind.noun}. To bring it back, ask for a review.`
  return status.state === 'review-due'
    ? 'Read it again. If it still holds, say so; if not, edit it.'
    : 'Nothing is waiting. Edit it to begin a new version; the public page stays as it is until the new one is published.'
}

/** Why something was not done. */
export function refusalSentence(
  reason: WorkflowRefusal['reason'],
  kind: { noun: string; access: { sentence: string } },
): string {
  switch (reason) {
    case 'own-work':
      return `You wrote this version or asked for its review, so another person must publish it. Anyone else who may ${kind.access.sentence} can do it.`
    case 'changed-meanwhile':
      return 'Somebody saved a newer version while you had this page open. Nothing was done. Read the newer version below, then decide.'
    case 'nothing-to-review':
      return 'There is nothing to review: the newest version is already in review, or is the one the public reads.'
    case 'not-in-review':
      return 'This version is not in review now. Somebody may have given it back, published it, or saved a change. Nothing was done.'
    case 'not-published':
      return `The public cannot read this ${kind.noun} now, so nothing was done.`
    case 'not-planned':
      return 'No publication is planned any more, so nothing was done.'
    case 'in-the-past':
      return 'That moment is already past. Nothing was done.'
  }
}
