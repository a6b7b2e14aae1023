import { Hono } from 'hono'
import { siteOf } from '../people/people.ts'
import { may } from '../platform/access.ts'
import { ukDate } from '../platform/clock.ts'
import { NotFound } from '../platform/errors.ts'
import { emptyForm, readForm, withError, type FormState } from '../platform/forms.ts'
import type { AppContext, AppEnv } from '../platform/web.ts'
import { answerForm } from '../ui/form-answer.ts'
import { renderPage } from '../ui/layout.tsx'
import { writeGuidance } from './guidance-kind.ts'
import { guidancePaths } from './guidance-paths.ts'
import { findInstrument, listInstruments } from './guidance-queries.ts'
import { InstrumentForm, instrumentFormOf } from './instrument-forms.ts'
import { InstrumentPage, InstrumentsPage } from './instrument-pages.tsx'
import { keepInstrument } from './legal-instruments.ts'

/** Law and official guidance that pages name. */
export const instrumentRoutes = new Hono<AppEnv>()

instrumentRoutes.get('/manage/legal-instruments', may(writeGuidance), async (c) => {
  const page = (
    <InstrumentsPage
      site={await siteOf(c)}
      instruments={await listInstruments(c.var.database)}
      today={ukDate(c.var.services.clock.now())}
      success={c.req.query('saved') ? 'Saved.' : undefined}
    />
  )
  return c.html(renderPage(page))
})

instrumentRoutes.get('/manage/legal-instruments/new', may(writeGuidance), async (c) =>
  showForm(c, null, emptyForm),
)

instrumentRoutes.post('/manage/legal-instruments/new', may(writeGuidance), async (c) =>
  keep(c, null),
)

instrumentRoutes.get('/manage/legal-instruments/:id', may(writeGuidance), async (c) => {
  const instrument = await findInstrument(c.var.database, c.req.param('id'))
  if (!instrument) throw new NotFound('legal instrument')
  return showForm(c, instrument.id, instrumentFormOf(instrument))
})

instrumentRoutes.post('/manage/legal-instruments/:id', may(writeGuidance), async (c) =>
  keep(c, c.req.param('id')),
)

async function keep(c: AppContext, id: string | null): Promise<Response> {
  const form = await readForm(c, InstrumentForm)
  if (!form.ok) return showForm(c, id, form)
  if (form.value.replacedBy !== null && form.value.replacedBy === id)
    return showForm(c, id, withError(form, 'replacedBy', 'It cannot replace itself'))
  const instrument = { ...form.value, ...(id === null ? {} : { id }) }
  const kept = await keepInstrument(c.var.database, instrument, c.var.person!.id)
  if (kept !== null) return c.redirect(`${guidancePaths.instruments}?saved=1`, 303)
  const message = 'There is an entry with this title and first day already'
  return showForm(c, id, withError(form, 'title', message))
}

async function showForm(c: AppContext, id: string | null, form: FormState): Promise<Response> {
  const others = (await listInstruments(c.var.database)).filter((other) => other.id !== id)
  const page = <InstrumentPage site={await siteOf(c)} id={id} form={form} others={others} />
  return answerForm(c, page, form)
}
