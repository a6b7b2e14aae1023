import { findPeopleById } from '../people/people.ts'
import type { Database } from '../platform/database.ts'
import { formatDateTime } from '../ui/dates.ts'
import { InsetText } from '../ui/govuk/inset-text.tsx'
import { ComparisonView } from './comparison-view.tsx'
import type { Draft } from './publication-drafts.ts'
import type { PublicationKind } from './publication-kind.ts'
import { compareEditions } from './edition-comparison.ts'
import type { RouteToCheck } from './publication-checks.ts'
import { findLatest } from './publication-queries.ts'
import type { ComparedField } from './version-comparison.ts'

/** Somebody saved while one was writing: their version, compared with what one wrote. */
export type EditConflict = {
  /** Their version; what a second save is based on. */
  latest: number
  savedBy: string | null
  savedAt: Date
  fields: ComparedField[]
}

/**
 * For a `changed-meanwhile` refusal of `saveDraft`. The slice answers 409 with its form as it was
 * typed, `basedOn` set to `latest`, and `<EditConflictNotice>` above it: so nothing is lost, and a
 * second save is a decision.
 */
export async function findEditConflict<Content extends object>(
  database: Database,
  kind: PublicationKind<Content>,
  publicationId: string,
  mine: Draft<Content>,
  routes: readonly RouteToCheck[],
): Promise<EditConflict> {
  const theirs = await findLatest(database, kind, publicationId)
  if (!theirs) throw new Error('a conflict needs a publication')
  const people = await findPeopleById(database, [theirs.createdBy])
  return {
    latest: theirs.version,
    savedBy: (theirs.createdBy && people.get(theirs.createdBy)?.name) || null,
    savedAt: theirs.createdAt,
    fields: await compareEditions(database, kind, [theirs, mine], routes),
  }
}

export function EditConflictNotice({ conflict }: { conflict: EditConflict }) {
  return (
    <section class="cairn-conflict" aria-labelledby="conflict" role="alert">
      <h2 class="govuk-heading-m" id="conflict">
        {conflict.savedBy ?? 'Somebody'} saved version {conflict.latest} while you were writing
      </h2>
      <p class="govuk-body">
        It was saved on {formatDateTime(conflict.savedAt)}. Nothing is lost: their version is kept,
        and your words are still in the form below. This is how yours differs from theirs:
      </p>
      <ComparisonView fields={conflict.fields} />
      <InsetText>
        Take over into the form what you want to keep of theirs, then save. Your save becomes the
        newest version; theirs stays in the list of versions.
      </InsetText>
    </section>
  )
}
