import { renderToString } from 'preact-render-to-string'
import type { Problem } from '../platform/web.ts'

const titles: Record<Problem['status'], string> = {
  400: 'This page cannot be shown',
  403: 'You cannot do this',
  404: 'Page not found',
  409: 'Someone else has changed this',
  413: 'This is too large',
  429: 'Too many tries',
  500: 'Sorry, there is a problem with this service',
  503: 'Sorry, this service is not available now',
}

/** A whole page that tells what went wrong. It needs no database, and always says where to report a concern. */
export function renderProblemPage(problem: Problem): string {
  return `<!doctype html>${renderToString(
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{titles[problem.status]}</title>
      </head>
      <body>
        <main>
          <h1>{titles[problem.status]}</h1>
          {problem.reason ? <p>{problem.reason}</p> : null}
          <p>
            If a child is in immediate danger, call <a href="tel:999">999</a>. You can also call the
            NSPCC on <a href="tel:08088005000">0808 800 5000</a>, or, if you are under 19, Childline
            on <a href="tel:08001111">0800 1111</a>.
          </p>
          <p>
            <a href="/report">How to report a concern</a> · <a href="/">Home</a>
          </p>
        </main>
      </body>
    </html>,
  )}`
}
