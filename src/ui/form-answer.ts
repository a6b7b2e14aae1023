import type { VNode } from 'preact'
import type { FormState } from '../platform/forms.ts'
import type { AppContext } from '../platform/web.ts'
import { renderPage } from './document.tsx'
import { hasErrors } from './form.tsx'

/** The answer with a page that shows a form: 422 where the form was refused. */
export function answerForm(c: AppContext, page: VNode, form: FormState): Response {
  return c.html(renderPage(page), hasErrors(form) ? 422 : 200) as Response
}
