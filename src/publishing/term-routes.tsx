import { Hono } from 'hono'
import { listAgencySectors, siteOf } from '../people/people.ts'
import { may } from '../platform/access.ts'
import { NotFound } from '../platform/errors.ts'
import { emptyForm, readForm, withError, type FormState } from '../platform/forms.ts'
import { actOf, type AppContext, type AppEnv } from '../platform/web.ts'
import { renderPage } from '../ui/document.tsx'
import { answerForm } from '../ui/form-answer.ts'
import { formWith } from '../ui/form.tsx'
import { keepTerms } from './publishing-access.ts'
import { TermForm } from './term-forms.ts'
import { TermPage, TermsPage } from './term-pages.tsx'
import { termPaths } from './term-paths.ts'
import { findTerm, listTerms, type TermRow } from './term-queries.ts'
import { addTerm, changeTerm, type TermRefusal } from './terms.ts'

export const termRoutes = new Hono<AppEnv>()

termRoutes.get('/manage/terms', may(keepTerms), async (c) => {
  const { database } = c.var
  const page = (
    <TermsPage
      site={await siteOf(c)}
      terms={await listTerms(database)}
      sectors={await listAgencySectors(database)}
      success={c.req.query('saved') ? 'Saved.' : undefined}
    />
  )
  return c.html(renderPage(page))
})

termRoutes.get('/manage/terms/new', may(keepTerms), (c) => show(c, null, emptyForm))

termRoutes.post('/manage/terms/new', may(keepTerms), async (c) => {
  const form = await readForm(c, TermForm)
  if (!form.ok) return show(c, null, form)
  if (!(await isSector(c, form.value.sector))) throw new NotFound('sector')
  const outcome = await addTerm(c.var.database, form.value, actOf(c))
  return outcome.ok ? saved(c) : show(c, null, refused(form, outcome))
})

termRoutes.get('/manage/terms/:id', may(keepTerms), async (c) => {
  const term = await termOf(c)
  return show(c, term, formWith({ ...term }))
})

termRoutes.post('/manage/terms/:id', may(keepTerms), async (c) => {
  const term = await termOf(c)
  const form = await readForm(c, TermForm)
  if (!form.ok) return show(c, term, form)
  if (!(await isSector(c, form.value.sector))) throw new NotFound('sector')
  const outcome = await changeTerm(c.var.database, term.id, form.value, actOf(c))
  return outcome.ok ? saved(c) : show(c, term, refused(form, outcome))
})

// The list offers only real ones; another was never chosen in it.
async function isSector(c: AppContext, code: string | null): Promise<boolean> {
  if (code === null) return true
  return (await listAgencySectors(c.var.database)).some((sector) => sector.code === code)
}

async function termOf(c: AppContext): Promise<TermRow> {
  const term = await findTerm(c.var.database, c.req.param('id') ?? '')
  if (!term) throw new NotFound('term')
  return term
}

async function show(c: AppContext, term: TermRow | null, form: FormState): Promise<Response> {
  const { database } = c.var
  const page = (
    <TermPage
      site={await siteOf(c)}
      term={term}
      terms={await listTerms(database)}
      sectors={await listAgencySectors(database)}
      form={form}
    />
  )
  return answerForm(c, page, form)
}

const saved = (c: AppContext): Response => c.redirect(`${termPaths.list}?saved=1`, 303)

function refused(form: FormState, { reason }: TermRefusal): FormState {
  switch (reason) {
    case 'exists':
      return withError(form, 'label', 'This term is listed for this nation already')
    case 'ends-before-it-begins':
      return withError(form, 'validTo', 'The last date must be after the first')
    case 'successor-of-another-nation':
      return withError(form, 'replacedBy', 'Choose a term of the same nation')
    case 'circle':
      return withError(form, 'replacedBy', 'That term leads back to this one. Choose another')
  }
}
