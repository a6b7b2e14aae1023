/** Draft → in review → published → review due → withdrawn: what other slices may use. */
export { createDraft, saveDraft, type Draft } from './publication-drafts.ts'
export { DraftForm, DraftPage, NewDraftPage, type DraftPageProps } from './draft-pages.tsx'
export { answerDraftForm, draftOf, type DraftAnswer } from './draft-answers.ts'
export { EditorChecks } from './editor-check-list.tsx'
export type { EditorCheck } from './editor-checks.ts'
export { EditConflictNotice, findEditConflict, type EditConflict } from './edit-conflict.tsx'
export { checksOf } from './publication-checks.ts'
export { listEvents, type EventRow } from './publication-history-queries.ts'
export { EditionTags, PublicationHeader, StateTags } from './publication-header.tsx'
export { publicationJobs } from './publication-jobs.ts'
export type { PublicationKind, PublicationKindName } from './publication-kind.ts'
export {
  findLatest,
  findPublication,
  findPublished,
  findVersion,
  hasNewerDraft,
  listLatest,
  listPublished,
  stateOf,
} from './publication-queries.ts'
export type {
  Edition,
  Publication,
  PublicationAction,
  PublicationState,
} from './publication-queries.ts'
export { publicationPaths } from './publication-paths.ts'
export type { Act } from './publication-records.ts'
export { markReviewed, publish, submitForReview, withdraw } from './publication-workflow.ts'
export { findPublicationStatus, type PublicationStatus } from './publication-status.ts'
export { findReplacedTerms, type FoundTerm } from './replaced-terms.ts'
export { termsToCheck } from './term-queries.ts'
export { addTerm, type TermDetails } from './terms.ts'
export { pictureResolver } from './pictures.ts'
export type { FixedEntry } from './search-fixed-entries.ts'
export { slugOf } from './slug.ts'
export { withdrawnPage } from './withdrawn-page.tsx'
export { namePublications, type PublicationName } from './publication-names.ts'
