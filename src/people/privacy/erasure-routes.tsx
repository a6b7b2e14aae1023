import { Hono } from 'hono'
import { may } from '../../platform/access.ts'
import { NotFound } from '../../platform/errors.ts'
import { emptyForm, readForm, withError, type FormState } from '../../platform/forms.ts'
import type { AppContext, AppEnv } from '../../platform/web.ts'
import { renderPage } from '../../ui/layout.tsx'
import { askForFreshProof } from '../account/fresh-proof.ts'
import { personPaths } from '../people-paths.ts'
import { siteOf } from '../site.ts'
import { ErasurePage, refusalSentence } from './erasure-pages.tsx'
import { erasePerson, planErasure, refuseErasure } from './erasure.ts'
import { findDataSubject } from './personal-data-queries.ts'
import type { DataSubject, PersonalData } from './personal-data.ts'
import { answerPrivacyRequests } from './privacy-access.ts'
import { ErasureForm } from './privacy-forms.ts'
import { erasurePaths, privacyDeskPaths } from './privacy-paths.ts'
import { findRequest, type ListedRequest } from './privacy-request-queries.ts'

/** Erasing a record, with a preview. */
export function erasureRoutes(data: PersonalData): Hono<AppEnv> {
  const routes = new Hono<AppEnv>()

  routes.get(
    '/manage/people/:id/erasure',
    may(answerPrivacyRequests),
    async (c) => askForFreshProof(c, pageOf(c)) ?? erasurePage(c, data, emptyForm, 200),
  )

  routes.post('/manage/people/:id/erasure', may(answerPrivacyRequests), async (c) => {
    const form = await readForm(c, ErasureForm)
    if (!form.ok) return erasurePage(c, data, form, 422)
    const subject = await subjectOf(c)
    const request = await requestOf(c, subject)
    const by = c.var.person!
    const stale = askForFreshProof(c, pageOf(c))
    if (stale) return stale
    const result = await erasePerson(c.var.services, data, {
      personId: subject.id,
      by,
      requestId: request?.id ?? null,
      outcome: form.value.outcome,
    })
    if (!result.ok) {
      const sentence = refusalSentence(result, subject.name)
      return erasurePage(c, data, withError(form, 'form', sentence), 422)
    }
    return c.redirect(
      request
        ? `${privacyDeskPaths.show(request.id)}?done=erased`
        : `${personPaths.show(subject.id)}?done=erased`,
      303,
    )
  })

  return routes
}

function pageOf(c: AppContext): string {
  return erasurePaths.preview(c.req.param('id') ?? '', c.req.query('request'))
}

async function erasurePage(
  c: AppContext,
  data: PersonalData,
  form: FormState,
  status: 200 | 422 | 429 | 503,
): Promise<Response> {
  const { services, database } = c.var
  const subject = await subjectOf(c)
  return c.html(
    renderPage(
      <ErasurePage
        site={await siteOf(c)}
        person={subject}
        request={await requestOf(c, subject)}
        plan={await planErasure(database, data, subject)}
        refusal={await refuseErasure(services, database, subject.id, c.var.person!.id)}
        form={form}
      />,
    ),
    status,
  )
}

async function subjectOf(c: AppContext): Promise<DataSubject> {
  const subject = await findDataSubject(c.var.database, c.req.param('id') ?? '')
  if (!subject) throw new NotFound('there is no such record')
  return subject
}

/** The request that asked for it, where one is named. */
async function requestOf(c: AppContext, subject: DataSubject): Promise<ListedRequest | null> {
  const id = c.req.query('request')
  if (!id) return null
  const request = await findRequest(c.var.database, id)
  if (request?.person_id !== subject.id || request.kind !== 'erasure')
    throw new NotFound('there is no such request')
  return request
}
