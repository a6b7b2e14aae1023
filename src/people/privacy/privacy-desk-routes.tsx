import { Hono } from 'hono'
import { may } from '../../platform/access.ts'
import { ukDate } from '../../platform/clock.ts'
import { NotFound } from '../../platform/errors.ts'
import { emptyForm, readForm, withError } from '../../platform/forms.ts'
import type { AppContext, AppEnv } from '../../platform/web.ts'
import { renderPage } from '../../ui/layout.tsx'
import { freshProof } from '../account/fresh-proof.ts'
import { tellAuditEntries } from '../audit/audit-log.ts'
import { siteOf } from '../site.ts'
import { checkCopy, makeCopy, releaseCopy } from './copies.ts'
import { zipAnswer } from './zip-answer.ts'
import type { PersonalData } from './personal-data.ts'
import { answerPrivacyRequests } from './privacy-access.ts'
import { PrivacyRequestPage, type DeskForms } from './privacy-request-page.tsx'
import { PrivacyRequestsPage, type DeskRequest } from './privacy-desk-pages.tsx'
import { AnswerForm, ExtensionForm, NoteForm } from './privacy-forms.ts'
import { clockOf } from './privacy-jobs.ts'
import { privacyDeskPaths } from './privacy-paths.ts'
import { findExport } from './privacy-export-queries.ts'
import { findRequest, listNotes, listRequests } from './privacy-request-queries.ts'
import {
  acknowledgeRequest,
  answerRequest,
  countPrivacyRequests,
  extendRequest,
  noteOnRequest,
  type StepRefusal,
} from './privacy-requests.ts'

/** Officers at the queue of what people ask about their data. */
export function privacyDeskRoutes(data: PersonalData): Hono<AppEnv> {
  const routes = new Hono<AppEnv>()

  routes.get('/manage/privacy-requests', may(answerPrivacyRequests), async (c) => {
    const { database } = c.var
    const now = c.var.services.clock.now()
    const state = c.req.query('state') === 'ended' ? 'ended' : 'open'
    const requests = await listRequests(database, { state, limit: 200 })
    return c.html(
      renderPage(
        <PrivacyRequestsPage
          site={await siteOf(c)}
          state={state}
          requests={requests.map((request) => ({
            ...request,
            clock: clockOf(request, ukDate(now)),
          }))}
          counts={await countPrivacyRequests(database, now)}
        />,
      ),
    )
  })

  routes.get('/manage/privacy-requests/:id', may(answerPrivacyRequests), (c) =>
    deskPage(c, {}, 200),
  )

  routes.post(
    '/manage/privacy-requests/:id/acknowledgement',
    may(answerPrivacyRequests),
    async (c) => {
      const result = await acknowledgeRequest(c.var.services, idOf(c), c.var.person!)
      return result.ok ? done(c, 'acknowledged') : refusedStep(c, result.reason)
    },
  )

  routes.post('/manage/privacy-requests/:id/extension', may(answerPrivacyRequests), async (c) => {
    const form = await readForm(c, ExtensionForm)
    if (!form.ok) return deskPage(c, { extension: form }, 422)
    const { reason } = form.value
    const result = await extendRequest(c.var.services, idOf(c), reason, c.var.person!)
    if (result.ok) return done(c, 'extended')
    return deskPage(c, { extension: withError(form, 'form', refusals[result.reason]) }, 422)
  })

  routes.post('/manage/privacy-requests/:id/answer', may(answerPrivacyRequests), async (c) => {
    const form = await readForm(c, AnswerForm)
    if (!form.ok) return deskPage(c, { answer: form }, 422)
    const result = await answerRequest(c.var.services, idOf(c), form.value, c.var.person!)
    if (result.ok) return done(c, 'answered')
    return deskPage(c, { answer: withError(form, 'form', refusals[result.reason]) }, 422)
  })

  routes.post('/manage/privacy-requests/:id/notes', may(answerPrivacyRequests), async (c) => {
    const form = await readForm(c, NoteForm)
    if (!form.ok) return deskPage(c, { note: form }, 422)
    await noteOnRequest(c.var.services, idOf(c), form.value.note, c.var.person!)
    return done(c, 'noted')
  })

  routes.post(
    '/manage/privacy-requests/:id/export',
    may(answerPrivacyRequests),
    freshProof(pageOf),
    async (c) => {
      const result = await makeCopy(c.var.services, data, idOf(c), c.var.person!)
      return result.ok ? done(c, 'made') : refusedStep(c, result.reason)
    },
  )

  routes.post(
    '/manage/privacy-requests/:id/export/download',
    may(answerPrivacyRequests),
    freshProof(pageOf),
    async (c) => {
      const content = await checkCopy(c.var.services, idOf(c), c.var.person!)
      if (!content) throw new NotFound('there is no copy')
      return zipAnswer(c, content)
    },
  )

  routes.post(
    '/manage/privacy-requests/:id/export/release',
    may(answerPrivacyRequests),
    freshProof(pageOf),
    async (c) => {
      const result = await releaseCopy(c.var.services, idOf(c), c.var.person!)
      return result.ok ? done(c, 'released') : refusedStep(c, result.reason)
    },
  )

  return routes
}

const said: Record<string, string> = {
  acknowledged: 'Acknowledged. The person is told.',
  extended: 'Extended. The person is told the reason.',
  answered: 'Answered. The person is told.',
  noted: 'The note has been added.',
  made: 'The copy has been made. Download it and look at it.',
  erased: 'The record has been erased, and the person has had a last email.',
  released: 'Released. The person is told that they can fetch it.',
}

export const refusals: Record<StepRefusal, string> = {
  ended: 'This request has ended already',
  acknowledged: 'It has been acknowledged already',
  extended: 'It has been extended already. A second time is not possible',
  'too-late': 'The month is over: the person had to be told before. Answer it now',
  'no-copy': 'Make the copy, look at it and release it first',
  'not-erased': 'Erase the record first: that answers the request by itself',
  'own-request': 'This is your own request. Another officer answers it',
}

async function deskPage(
  c: AppContext,
  forms: Partial<DeskForms>,
  status: 200 | 422,
): Promise<Response> {
  const { database, services } = c.var
  const found = await findRequest(database, idOf(c))
  if (!found) throw new NotFound('there is no such request')
  const now = services.clock.now()
  const request: DeskRequest = { ...found, clock: clockOf(found, ukDate(now)) }
  return c.html(
    renderPage(
      <PrivacyRequestPage
        site={await siteOf(c)}
        request={request}
        notes={await listNotes(database, request.id)}
        copy={await findExport(database, request.id, now)}
        history={await tellAuditEntries(
          services,
          { subjectKind: 'privacy-request', subjectId: request.id },
          50,
        )}
        forms={{
          extension: emptyForm,
          answer: emptyForm,
          note: emptyForm,
          step: emptyForm,
          ...forms,
        }}
        isOwn={request.person_id === c.var.person!.id}
        success={said[c.req.query('done') ?? '']}
      />,
    ),
    status,
  )
}

function pageOf(c: AppContext): string {
  return privacyDeskPaths.show(idOf(c))
}

function idOf(c: AppContext): string {
  return c.req.param('id') ?? ''
}

function done(c: AppContext, what: string): Response {
  return c.redirect(`${privacyDeskPaths.show(idOf(c))}?done=${what}`, 303)
}

function refusedStep(c: AppContext, reason: StepRefusal): Promise<Response> {
  return deskPage(c, { step: withError(emptyForm, 'form', refusals[reason]) }, 422)
}
