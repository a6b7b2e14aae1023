import { siteOf } from '../people/people.ts'
import type { Database } from '../platform/database.ts'
import type { AppContext } from '../platform/web.ts'
import { formatDate } from '../ui/dates.ts'
import { renderPage } from '../ui/document.tsx'
import { InsetText } from '../ui/govuk/inset-text.tsx'
import { Page } from '../ui/layout.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import type { PublicationKind } from './publication-kind.ts'
import { findWithdrawn, type Publication } from './publication-queries.ts'

/**
 * The answer of a public address whose page was withdrawn: 410 with the reason. Null where nothing
 * was withdrawn, so that the slice answers 404.
 */
export async function withdrawnPage<Content extends object>(
  c: AppContext,
  kind: PublicationKind<Content>,
  slug: string,
): Promise<Response | null> {
  const database: Database = c.var.database
  const publication = await findWithdrawn(database, kind.kind, slug)
  if (!publication) return null
  const page = <WithdrawnPage site={await siteOf(c)} noun={kind.noun} publication={publication} />
  return c.html(renderPage(page), 410)
}

function WithdrawnPage(props: { site: SiteContext; noun: string; publication: Publication }) {
  const { site, noun, publication } = props
  return (
    <Page site={site} title={`This ${noun} has been withdrawn`} isUnlisted>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <h1 class="govuk-heading-l">This {noun} has been withdrawn</h1>
          <p class="govuk-body">
            It was taken down on {formatDate(publication.withdrawn_at!)}. The reason:
          </p>
          <InsetText>{publication.withdrawn_reason}</InsetText>
          <p class="govuk-body">
            You can{' '}
            <a class="govuk-link" href="/search">
              search this site
            </a>
            , or read{' '}
            <a class="govuk-link" href="/report">
              how to report a concern about a child
            </a>
            .
          </p>
        </div>
      </div>
    </Page>
  )
}
