import type { Problem } from '../platform/web.ts'
import { Callout, Phone } from './content.tsx'
import { Page, renderPage } from './layout.tsx'
import type { SiteContext } from './site-context.ts'
import { wordsIn, type Words } from './words/words.ts'

/**
 * A whole page that tells what went wrong. It needs no database, and always says where to report a
 * concern: the person may have come for that.
 */
export function renderProblemPage(site: SiteContext, problem: Problem): string {
  const words = wordsIn(site.language).problems
  const help = problem.reason ?? helpFor(problem.status, words)
  return renderPage(
    <Page site={site} title={words[problem.status]} isUnlisted>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <h1 class="govuk-heading-l">{words[problem.status]}</h1>
          {help && <p class="govuk-body">{help}</p>}
          <p class="govuk-body">
            <a class="govuk-link" href="/">
              {words.homePage}
            </a>
          </p>
          <Callout isUrgent>
            <h2 class="govuk-heading-m">{words.reportTitle}</h2>
            <p>
              {words.danger} <Phone number="999" />.
            </p>
            <p>
              {words.nspcc} <Phone number="0808 800 5000" />.
            </p>
            <p>
              {words.childline} <Phone number="0800 1111" />.
            </p>
            <p>
              <a class="govuk-link" href="/report">
                {words.reportRoutes}
              </a>
            </p>
          </Callout>
        </div>
      </div>
    </Page>,
  )
}

function helpFor(status: Problem['status'], words: Words['problems']): string | undefined {
  switch (status) {
    case 404:
      return words.notFoundHelp
    case 409:
      return words.changedHelp
    case 429:
      return words.triesHelp
    case 500:
    case 503:
      return words.laterHelp
    case 400:
    case 403:
    case 413:
      return undefined
  }
}
