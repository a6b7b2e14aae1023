import { z } from 'zod'
import { NotFound } from '../platform/errors.ts'
import { checkForm, readForm, type FormState } from '../platform/forms.ts'
import type { Database } from '../platform/database.ts'
import { actOf, type AppContext } from '../platform/web.ts'
import { afterRowButton, type Row } from '../ui/form-rows.ts'
import { findEditConflict, type EditConflict } from './edit-conflict.tsx'
import { saveDraft, type Draft } from './publication-drafts.ts'
import type { RouteToCheck } from './publication-checks.ts'
import type { PublicationKind } from './publication-kind.ts'
import { findLatest, type Edition } from './publication-queries.ts'
import { findPublicationStatus, type PublicationStatus } from './publication-status.ts'

const anyForm = z.unknown()

/** The draft of the address, and where it stands. Throws NotFound. */
export async function draftOf<Content extends object>(
  c: AppContext,
  kind: PublicationKind<Content>,
): Promise<{ status: PublicationStatus; edition: Edition<Content> }> {
  const { database } = c.var
  const { by, now } = actOf(c)
  const id = c.req.param('id') ?? ''
  const [status, edition] = await Promise.all([
    findPublicationStatus(database, kind, id, { personId: by, now }),
    findLatest(database, kind, id),
  ])
  if (!status || !edition) throw new NotFound(kind.kind)
  return { status, edition }
}

/** How the page of a draft is shown again. */
export type DraftAnswer = { code?: 409 | 422; conflict?: EditConflict }

/**
 * Answers a `DraftForm` that was sent: a row is added, moved or removed; or a version is saved; or it is said what is
 * wrong, or who saved meanwhile.
 */
export async function answerDraftForm<Content extends object>(
  c: AppContext,
  kind: PublicationKind<Content>,
  slice: {
    schema: z.ZodType<Draft<Content> & { basedOn: number }>
    /** A new row of each list in the form. */
    blanks: Record<string, Row>
    /** The address of the draft. */
    path: (id: string) => string
    routesToCheck: (database: Database) => Promise<RouteToCheck[]>
    show: (form: FormState, answer: DraftAnswer) => Promise<Response>
  },
): Promise<Response> {
  const { database } = c.var
  const id = c.req.param('id') ?? ''
  const typed = await readForm(c, anyForm)
  const moved = afterRowButton(typed.values, slice.blanks)
  if (moved) return slice.show({ values: moved, errors: [] }, {})
  const form = checkForm(typed.values, slice.schema)
  if (!form.ok) return slice.show(form, { code: 422 })
  const saved = await saveDraft(database, kind, id, form.value, actOf(c))
  if (saved.ok) return c.redirect(`${slice.path(id)}?saved=1`, 303)
  const routes = await slice.routesToCheck(database)
  const conflict = await findEditConflict(database, kind, id, form.value, routes)
  const again = { values: { ...form.values, basedOn: String(saved.latest) }, errors: [] }
  return slice.show(again, { code: 409, conflict })
}
