import { Hono } from 'hono'
import { may } from '../../platform/access.ts'
import { ukDate } from '../../platform/clock.ts'
import { NotFound } from '../../platform/errors.ts'
import { checkForm, emptyForm, readForm, withError, type FormState } from '../../platform/forms.ts'
import type { AppContext, AppEnv } from '../../platform/web.ts'
import { formatDate, formatUntil } from '../../ui/dates.ts'
import { formWith } from '../../ui/form.tsx'
import { renderPage } from '../../ui/layout.tsx'
import { freshProof } from '../account/fresh-proof.ts'
import { nameOrganisations } from '../organisations/organisation-queries.ts'
import { managePeople } from '../people-access.ts'
import { duplicatePaths } from '../people-paths.ts'
import { findPeopleById, findPerson, findPersonByEmail } from '../person-queries.ts'
import { siteOf } from '../site.ts'
import { CompareForm, MergeChoice, QueueFilter, SeenMerge, SeenUndo } from './duplicate-forms.ts'
import { ComparePage, DuplicatesPage } from './duplicate-pages.tsx'
import {
  findDuplicatePair,
  listDuplicatePairs,
  type ComparedRecord,
  type DuplicatePair,
} from './duplicate-queries.ts'
import { comparePeople, dismissPair, reopenPair } from './duplicates.ts'
import { listPlacesOf } from './merge-affiliation-queries.ts'
import { mergePeople, previewMerge, type MergeRefusal, type MergeRequest } from './merging.ts'
import { MergePreviewPage, PairPage, type RecordToCompare } from './pair-pages.tsx'
import { MergePage, MergesPage, type NamedMerge } from './past-merge-pages.tsx'
import { findMerge, listMerges, type PastMerge } from './past-merge-queries.ts'
import { previewUndo, undoDays, undoMerge, undoableUntil, type UndoRefusal } from './undoing.ts'

export const duplicateRoutes = new Hono<AppEnv>()

const said: Record<string, string> = {
  dismissed: 'Noted that these are two people. The pair is not shown again.',
  reopened: 'The pair waits for a decision again.',
  merged: 'The two records are one now. An email about it is on its way.',
  undone: 'The merge has been undone. Both records stand by themselves again.',
}

duplicateRoutes.get('/manage/people/duplicates', may(managePeople), async (c) => {
  const { show, page = 1 } = QueueFilter.parse(c.req.query())
  const found = await listDuplicatePairs(c.var.database, { dismissed: show === 'dismissed', page })
  return c.html(
    renderPage(
      <DuplicatesPage
        site={await siteOf(c)}
        {...found}
        page={page}
        dismissed={show === 'dismissed'}
        success={said[c.req.query('done') ?? '']}
      />,
    ),
  )
})

duplicateRoutes.get('/manage/people/duplicates/compare', may(managePeople), async (c) =>
  comparePage(c, formWith({ one: c.req.query('one') }), 200),
)

duplicateRoutes.post('/manage/people/duplicates/compare', may(managePeople), async (c) => {
  const form = await readForm(c, CompareForm)
  if (!form.ok) return comparePage(c, form, 422)
  const one = await findPersonByEmail(c.var.database, form.value.one)
  if (!one) return comparePage(c, withError(form, 'one', unknown), 422)
  const other = await findPersonByEmail(c.var.database, form.value.other)
  if (!other) return comparePage(c, withError(form, 'other', unknown), 422)
  if (one.id === other.id)
    return comparePage(c, withError(form, 'other', 'Both addresses lead to one record'), 422)
  const pairId = await comparePeople(c.var.services, [one.id, other.id])
  return c.redirect(duplicatePaths.pair(pairId), 303)
})

duplicateRoutes.get('/manage/people/duplicates/:id', may(managePeople), async (c) =>
  pairPage(c, await pairOf(c), emptyForm, 200),
)

duplicateRoutes.post('/manage/people/duplicates/:id/dismissal', may(managePeople), async (c) => {
  const pair = await pairOf(c)
  await dismissPair(c.var.services, pair.id, c.var.person!)
  return c.redirect(`${duplicatePaths.list}?done=dismissed`, 303)
})

duplicateRoutes.post('/manage/people/duplicates/:id/reopening', may(managePeople), async (c) => {
  const pair = await pairOf(c)
  await reopenPair(c.var.services, pair.id, c.var.person!)
  return c.redirect(`${duplicatePaths.pair(pair.id)}?done=reopened`, 303)
})

duplicateRoutes.get(
  '/manage/people/duplicates/:id/merge',
  may(managePeople),
  freshProof(),
  async (c) => {
    const pair = await pairOf(c)
    const form = checkForm(c.req.query(), MergeChoice)
    return form.ok ? previewPage(c, pair, form, form.value, 200) : pairPage(c, pair, form, 422)
  },
)

duplicateRoutes.post(
  '/manage/people/duplicates/:id/merge',
  may(managePeople),
  freshProof((c) => duplicatePaths.pair(c.req.param('id')!)),
  async (c) => {
    const pair = await pairOf(c)
    const form = await readForm(c, SeenMerge)
    if (!form.ok) return pairPage(c, pair, form, 422)
    const result = await mergePeople(
      c.var.services,
      { ...requestOf(pair, form.value), seen: form.value.seen ?? '' },
      c.var.person!,
    )
    if (result.ok) return c.redirect(`${duplicatePaths.merge(result.mergeId)}?done=merged`, 303)
    if (result.reason !== 'changed') return pairPage(c, pair, refused(form, result), 422)
    const again = withError(form, 'form', 'Something has changed since you saw this. Read it again')
    return previewPage(c, pair, again, form.value, 422)
  },
)

duplicateRoutes.get('/manage/people/merges', may(managePeople), async (c) => {
  const { page = 1 } = QueueFilter.parse(c.req.query())
  const { merges, total } = await listMerges(c.var.database, page)
  return c.html(
    renderPage(
      <MergesPage
        site={await siteOf(c)}
        merges={await named(c, merges)}
        total={total}
        page={page}
      />,
    ),
  )
})

duplicateRoutes.get('/manage/people/merges/:id', may(managePeople), async (c) =>
  mergePage(c, await mergeOf(c), emptyForm, 200),
)

duplicateRoutes.post(
  '/manage/people/merges/:id/undoing',
  may(managePeople),
  freshProof((c) => duplicatePaths.merge(c.req.param('id')!)),
  async (c) => {
    const merge = await mergeOf(c)
    const form = await readForm(c, SeenUndo)
    const seen = form.ok ? (form.value.seen ?? '') : ''
    const result = await undoMerge(c.var.services, merge.id, seen, c.var.person!)
    if (result.ok) return c.redirect(`${duplicatePaths.merge(merge.id)}?done=undone`, 303)
    const message =
      result.reason === 'changed'
        ? 'Something has changed since you saw this. Read it again'
        : undoRefusals[result.reason]
    return mergePage(c, merge, withError(emptyForm, 'form', message), 422)
  },
)

const unknown = 'Nobody has this email address'

const mergeRefusals: Record<Exclude<MergeRefusal['reason'], 'roles'>, string> = {
  gone: 'One of the two is no longer there, or has been merged already',
  'own-record': 'One of these records is yours. Another officer decides about it',
  'kept-has-left': 'This person has left, and the other has not. Keep the other record',
  'unproved-address': 'This address has not been proved, and the other has. Choose the other',
}

const undoRefusals: Record<UndoRefusal['reason'], string> = {
  gone: 'This merge is no longer known.',
  undone: 'This merge has been undone already.',
  'too-late': `A merge can be undone for ${undoDays} days. That time is over.`,
  'own-record': 'This merge is about your own record. Another officer decides about it.',
  'address-taken':
    'Somebody else has the email address by now that one of the records would get back. Change that first.',
  'cannot-be-parted':
    'What was moved has been changed since, so that it fits neither record by itself. Put the places of work right first.',
  'merged-further':
    'The record that was kept has itself been merged into another since. Undo that merge first.',
  'later-merge': 'A later merge into the same record builds on this one. Undo that merge first.',
}

const fieldOf: Partial<Record<MergeRefusal['reason'], string>> = {
  'kept-has-left': 'keep',
  'unproved-address': 'email',
  roles: 'keep',
}

function refused(form: FormState, refusal: MergeRefusal): FormState {
  const message =
    refusal.reason === 'roles'
      ? `The other record has roles that this one has not: ${refusal.roles}. A merge gives nobody rights. Keep the other record, or change the roles first`
      : mergeRefusals[refusal.reason]
  return withError(form, fieldOf[refusal.reason] ?? 'form', message)
}

function requestOf(pair: DuplicatePair, choice: MergeChoice): MergeRequest {
  const [kept, merged] = choice.keep === 'one' ? [pair.one, pair.other] : [pair.other, pair.one]
  const side = (chosen: 'one' | 'other') => (chosen === choice.keep ? 'kept' : 'merged')
  return {
    keptId: kept.id,
    mergedId: merged.id,
    name: side(choice.name),
    email: side(choice.email),
    organisation: side(choice.organisation),
  }
}

async function pairOf(c: AppContext): Promise<DuplicatePair> {
  const pair = await findDuplicatePair(c.var.database, c.req.param('id') ?? '')
  if (!pair) throw new NotFound('there is no such pair', pairIsGone)
  return pair
}

const pairIsGone =
  'These two records do not wait for a decision. They were merged, or one of them was changed or erased and they no longer look like one person.'

async function mergeOf(c: AppContext): Promise<PastMerge> {
  const merge = await findMerge(c.var.database, c.req.param('id') ?? '')
  if (!merge) throw new NotFound('there is no such merge')
  return merge
}

async function comparePage(c: AppContext, form: FormState, status: 200 | 422): Promise<Response> {
  return c.html(renderPage(<ComparePage site={await siteOf(c)} form={form} />), status)
}

async function pairPage(
  c: AppContext,
  pair: DuplicatePair,
  form: FormState,
  status: 200 | 422,
): Promise<Response> {
  const [one, other] = await recordsOf(c, pair)
  return c.html(
    renderPage(
      <PairPage
        site={await siteOf(c)}
        pair={pair}
        one={one}
        other={other}
        form={form}
        success={status === 200 ? said[c.req.query('done') ?? ''] : undefined}
      />,
    ),
    status,
  )
}

async function previewPage(
  c: AppContext,
  pair: DuplicatePair,
  form: FormState,
  choice: MergeChoice,
  status: 200 | 422,
): Promise<Response> {
  const request = requestOf(pair, choice)
  const preview = await previewMerge(c.var.services, request, c.var.person!)
  if (!preview.ok) return pairPage(c, pair, refused(form, preview), 422)
  const [one, other] = await recordsOf(c, pair)
  const [kept, merged] = choice.keep === 'one' ? [one, other] : [other, one]
  const { keep, name, email, organisation } = choice
  const sent = formWith({ keep, name, email, organisation, seen: preview.seen })
  return c.html(
    renderPage(
      <MergePreviewPage
        site={await siteOf(c)}
        pair={pair}
        kept={kept}
        merged={merged}
        told={preview.told}
        undoUntil={formatDate(undoableUntil({ mergedAt: c.var.services.clock.now() }))}
        form={{ ...sent, errors: form.errors }}
      />,
    ),
    status,
  )
}

async function mergePage(
  c: AppContext,
  merge: PastMerge,
  form: FormState,
  status: 200 | 422,
): Promise<Response> {
  const [shown] = await named(c, [merge])
  const undo = await previewUndo(c.var.services, merge.id, c.var.person!)
  return c.html(
    renderPage(
      <MergePage
        site={await siteOf(c)}
        merge={shown!}
        undo={
          undo.ok
            ? undo
            : {
                ok: false,
                sentence: undoRefusals[undo.reason],
                inTheWay: 'mergeId' in undo ? undo.mergeId : null,
              }
        }
        form={form}
        success={status === 200 ? said[c.req.query('done') ?? ''] : undefined}
      />,
    ),
    status,
  )
}

async function recordsOf(
  c: AppContext,
  pair: DuplicatePair,
): Promise<[RecordToCompare, RecordToCompare]> {
  return [await recordOf(c, pair.one), await recordOf(c, pair.other)]
}

async function recordOf(
  c: AppContext,
  { id, formerNames }: ComparedRecord,
): Promise<RecordToCompare> {
  const today = ukDate(c.var.services.clock.now())
  const person = await findPerson(c.var.database, today, id)
  if (!person) throw new NotFound('there is no such person')
  const places = await listPlacesOf(c.var.database, id)
  const names = await nameOrganisations(
    c.var.database,
    places.map(({ organisationId }) => organisationId),
    today,
  )
  return {
    ...person,
    formerNames,
    places: places.map(
      ({ organisationId, validFrom, validTo, isMain }) =>
        `${names.get(organisationId) ?? 'An organisation'}, ${validTo ? `${formatDate(validFrom)} ${formatUntil(validTo)}` : `since ${formatDate(validFrom)}`}${isMain || validTo ? '' : ' (not the main one)'}`,
    ),
  }
}

async function named(c: AppContext, merges: PastMerge[]): Promise<NamedMerge[]> {
  const people = await findPeopleById(
    c.var.database,
    merges.flatMap(({ keptId, mergedId, mergedBy, undoneBy }) => [
      keptId,
      mergedId,
      mergedBy,
      undoneBy,
    ]),
  )
  const nameOf = (id: string): string => people.get(id)?.name ?? 'Somebody'
  return merges.map((merge) => ({
    ...merge,
    keptName: nameOf(merge.keptId),
    mergedName: nameOf(merge.mergedId),
    byName: nameOf(merge.mergedBy),
    undoneByName: merge.undoneBy && nameOf(merge.undoneBy),
    undoUntil: formatDate(undoableUntil(merge)),
    canBeUndone: !merge.undoneAt && c.var.services.clock.now() < undoableUntil(merge),
  }))
}
