import type { FormState } from '../../platform/forms.ts'
import { Scroll } from '../../ui/content.tsx'
import { listed } from '../../ui/counts-and-lists.ts'
import { formatDateTime } from '../../ui/dates.ts'
import { FormErrors, PostButton, hasErrors } from '../../ui/form.tsx'
import { Details } from '../../ui/govuk/details.tsx'
import { Table } from '../../ui/govuk/table.tsx'
import { PageLinks } from '../../ui/page-links.tsx'
import type { SiteContext } from '../../ui/site-context.ts'
import { WorkspacePage } from '../../ui/workspace.tsx'
import { roleNames } from '../people-access.ts'
import { duplicatePaths, personPaths } from '../people-paths.ts'
import { DuplicateTabs, duplicatesCrumbs } from './duplicate-pages.tsx'
import { ToldMerge } from './pair-pages.tsx'
import { mergesOnPage, type PastMerge } from './past-merge-queries.ts'
import type { UndoTold } from './undoing.ts'

/** A merge with the names of today. */
export type NamedMerge = PastMerge & {
  keptName: string
  mergedName: string
  byName: string
  undoneByName: string | null
  undoUntil: string
  canBeUndone: boolean
}

export function MergesPage(props: {
  site: SiteContext
  merges: NamedMerge[]
  total: number
  page: number
}) {
  return (
    <WorkspacePage site={props.site} title="Merged records" breadcrumbs={duplicatesCrumbs}>
      <DuplicateTabs current="merges" />
      <p class="govuk-body">
        {props.total === 0
          ? 'No records have been merged yet.'
          : 'A merge can be undone for 30 days, if nothing that came after it is in the way.'}
      </p>
      {props.merges.length > 0 && (
        <Scroll label="Merges">
          <Table
            classes="cairn-roster"
            caption="Merges"
            captionClasses="govuk-visually-hidden"
            firstCellIsHeader
            head={[{ text: 'Records' }, { text: 'When and by whom' }, { text: 'Undo' }]}
            rows={props.merges.map((merge) => [
              {
                text: (
                  <a class="govuk-link" href={duplicatePaths.merge(merge.id)}>
                    {merge.mergedName} into {merge.keptName}
                  </a>
                ),
              },
              { text: `${formatDateTime(merge.mergedAt)}, ${merge.byName}` },
              { text: undoText(merge) },
            ])}
          />
        </Scroll>
      )}
      <PageLinks
        path={duplicatePaths.merges}
        query={{}}
        page={props.page}
        pages={Math.ceil(props.total / mergesOnPage)}
      />
    </WorkspacePage>
  )
}

/** One merge: what it did, and what an undo would do. */
export function MergePage(props: {
  site: SiteContext
  merge: NamedMerge
  undo:
    | { ok: true; told: UndoTold; seen: string }
    | { ok: false; sentence: string; inTheWay: string | null }
  form: FormState
  success?: string | undefined
}) {
  const { merge, undo } = props
  return (
    <WorkspacePage
      site={props.site}
      title={`${merge.mergedName} into ${merge.keptName}`}
      caption="Merge"
      hasErrors={hasErrors(props.form)}
      success={props.success}
      breadcrumbs={[...duplicatesCrumbs, { text: 'Merged', href: duplicatePaths.merges }]}
    >
      <FormErrors form={props.form} />
      <p class="govuk-body">
        {merge.byName} merged the two records on {formatDateTime(merge.mergedAt)}.{' '}
        <a class="govuk-link" href={personPaths.show(merge.keptId)}>
          Open the record that was kept
        </a>
      </p>
      {merge.undoneAt && (
        <p class="govuk-body">
          {merge.undoneByName ?? 'Somebody'} undid the merge on {formatDateTime(merge.undoneAt)}.
        </p>
      )}
      {merge.undoneAt ? (
        <Details summary="What the merge had done">
          <p class="govuk-body">
            This is what was told before the merge. It was undone since, so it is no longer so.
          </p>
          <ToldMerge told={merge.told} />
        </Details>
      ) : (
        <ToldMerge told={merge.told} />
      )}
      {!merge.undoneAt && <h2 class="govuk-heading-m">Undo the merge</h2>}
      {!merge.undoneAt && !undo.ok && (
        <p class="govuk-body">
          {undo.sentence}{' '}
          {undo.inTheWay && (
            <a class="govuk-link" href={duplicatePaths.merge(undo.inTheWay)}>
              Open that merge
            </a>
          )}
        </p>
      )}
      {undo.ok && <Undo merge={merge} undo={undo} />}
    </WorkspacePage>
  )
}

function Undo({ merge, undo }: { merge: NamedMerge; undo: { told: UndoTold; seen: string } }) {
  const { back, stay, changedSince, hasLeft, endedRoles } = undo.told
  return (
    <>
      <p class="govuk-body">This can be done until {merge.undoUntil}. Then:</p>
      <ul class="govuk-list govuk-list--bullet">
        <li>
          {back === 0
            ? 'No entry moved, so none goes back.'
            : back === 1
              ? '1 entry that was moved goes back to the other record, with what has been added to it since, such as the progress on a course.'
              : `${back} entries that were moved go back to the other record, with what has been added to them since, such as the progress on a course.`}
        </li>
        {stay > 0 && (
          <li>
            {stay === 1
              ? '1 entry is gone or belongs to somebody else since then, and stays as it is.'
              : `${stay} entries are gone or belong to somebody else since then, and stay as they are.`}
          </li>
        )}
        {changedSince > 0 && (
          <li>
            {changedSince === 1
              ? '1 value was changed since then, and stays as it is now.'
              : `${changedSince} values were changed since then, and stay as they are now.`}
          </li>
        )}
        <li>
          What came after the merge stays where it happened: new enrolments, places of work and
          roles stay with the record that was kept.
        </li>
        {endedRoles.length > 0 && (
          <li>
            The other record does not get back what was taken away since then:{' '}
            {listed(endedRoles.map((role) => roleNames[role]))}.
          </li>
        )}
        {hasLeft ? (
          <li>
            {merge.keptName} has left since then, so the other record is a leaver’s as well and
            nobody can sign in with it. If it is somebody else’s, say on it that they are back.
          </li>
        ) : (
          <li>
            The other record is in the lists again, signs in with its own address, and its ways in
            work as before. Both get an email about it.
          </li>
        )}
      </ul>
      <PostButton
        action={duplicatePaths.undoing(merge.id)}
        classes="govuk-button--warning"
        fields={{ seen: undo.seen }}
      >
        Undo the merge
      </PostButton>
    </>
  )
}

function undoText(merge: NamedMerge): string {
  if (merge.undoneAt) return `Undone on ${formatDateTime(merge.undoneAt)}`
  return merge.canBeUndone ? `Until ${merge.undoUntil}` : 'No longer'
}
