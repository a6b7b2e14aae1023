import { formatDate } from '../ui/dates.ts'
import { Callout, PageList, Phone } from '../ui/content.tsx'
import { Button } from '../ui/govuk/button.tsx'
import { Input } from '../ui/govuk/input.tsx'
import { Tag } from '../ui/govuk/tag.tsx'
import { Page } from '../ui/layout.tsx'
import { PageLinks } from '../ui/page-links.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import { withFields } from '../ui/with-fields.ts'
import { searchLimits } from './search-words.ts'
import type { MarkedText, SearchAnswer, SearchKind, SearchResult } from './site-search.ts'

const searchPath = (fields: Record<string, string | undefined>): string =>
  withFields('/search', fields)

type Props = {
  site: SiteContext
  answer: SearchAnswer
  kind: SearchKind | null
}

const kindWords: Record<SearchKind, { one: string; many: string }> = {
  report: { one: 'How to report', many: 'How to report' },
  campaign: { one: 'Campaign', many: 'Campaigns' },
  guidance: { one: 'Guidance', many: 'Guidance' },
  course: { one: 'Training', many: 'Training' },
  bulletin: { one: 'Bulletin', many: 'Bulletins' },
}
export const searchKinds = Object.keys(kindWords) as SearchKind[]

/** What was found. A search for help is sensitive: its title is neutral and it leaves no history. */
export function SearchPage({ site, answer, kind }: Props) {
  const { query, isUrgent } = answer
  return (
    <Page
      site={site}
      title={query ? `Search: ${query}` : 'Search'}
      isUnlisted
      isSensitive={isUrgent}
      styles={['search.css']}
      breadcrumbs={[{ text: 'Home', href: '/' }]}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <h1 class="govuk-heading-l">Search</h1>
          <form
            class="cairn-search-form"
            action="/search"
            method="get"
            role="search"
            aria-label="Search again or in other words"
          >
            <Input
              name="q"
              label="Words to look for"
              type="search"
              value={query}
              autocomplete={isUrgent ? 'off' : undefined}
            />
            <Button>Search</Button>
          </form>
          {isUrgent && <ReportFirst />}
          {query ? <Answer answer={answer} kind={kind} /> : <WhereToLook />}
        </div>
      </div>
    </Page>
  )
}

function ReportFirst() {
  return (
    <Callout isUrgent>
      <h2 class="govuk-heading-m">Are you worried about a child, or about yourself?</h2>
      <p class="govuk-body">
        If somebody is in danger now, call <Phone number="999" />.
      </p>
      <p class="govuk-body">
        <a class="govuk-link govuk-!-font-weight-bold" href="/report">
          Report a concern, or talk to somebody
        </a>
      </p>
    </Callout>
  )
}

function Answer({ answer, kind }: Omit<Props, 'site'>) {
  const { query, corrected, total, results, page, pages, counts } = answer
  return (
    <>
      {corrected && !answer.isPartial && (
        <p class="govuk-body">
          Nothing was found for “{shortened(query)}”. Showing results for{' '}
          <strong>{corrected}</strong>. Search only for{' '}
          <a class="govuk-link" href={searchPath({ q: query, exact: '1' })}>
            {shortened(query)}
          </a>
          .
        </p>
      )}
      {answer.alsoTerms.map(({ typed, same }) => (
        <p class="govuk-body">
          Also looked for {listed(same)}: {same.length === 1 ? 'it says' : 'they say'} the same as “
          {typed}”.
        </p>
      ))}
      {query.length > searchLimits.characters && (
        <p class="govuk-body">
          Only the first {searchLimits.characters} characters were looked for.
        </p>
      )}
      <h2 class="govuk-heading-m" id="results">
        {total === 0 ? `Nothing found for “${shortened(query)}”` : foundWords(answer, kind)}
      </h2>
      {answer.offered && (
        <p class="govuk-body">
          Did you mean{' '}
          <a class="govuk-link" href={searchPath({ q: answer.offered })}>
            {answer.offered}
          </a>
          ?
        </p>
      )}
      {answer.isPartial && <p class="govuk-body">{partialWords(answer)}</p>}
      {counts.size > 1 && <KindFilter answer={answer} kind={kind} />}
      {total === 0 ? <WhereToLook /> : <PageList headingLevel={3} items={results.map(itemOf)} />}
      <PageLinks
        label="Pages of results"
        path={searchPath({})}
        query={{ q: answer.corrected ?? query, kind: kind ?? undefined }}
        page={page}
        pages={pages}
      />
    </>
  )
}

function foundWords({ total, page, pages }: SearchAnswer, kind: SearchKind | null): string {
  const results = total === 1 ? '1 result' : `${total} results`
  const within = kind ? ` in ${kindWords[kind].many.toLowerCase()}` : ''
  return pages > 1 ? `${results}${within}, page ${page} of ${pages}` : results + within
}

function partialWords({ missing, corrected }: SearchAnswer): string {
  const read = corrected ? ` Your words were read as “${corrected}”.` : ''
  return missing.length === 0
    ? `No page has all of your words. These have some of them.${read}`
    : `Nothing was found for ${listed(missing)}. These pages have the other words.${read}`
}

function KindFilter({ answer, kind }: Omit<Props, 'site'>) {
  const { counts } = answer
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const choices: { kind: SearchKind | null; text: string; count: number }[] = [
    { kind: null, text: 'All', count: all },
    ...searchKinds
      .filter((name) => counts.has(name))
      .map((name) => ({ kind: name, text: kindWords[name].many, count: counts.get(name)! })),
  ]
  return (
    <nav aria-label="Kinds of results" class="cairn-search-kinds">
      <ul>
        {choices.map((choice) => (
          <li>
            <a
              class="govuk-link"
              href={searchPath({
                q: answer.corrected ?? answer.query,
                kind: choice.kind ?? undefined,
              })}
              aria-current={choice.kind === kind ? 'true' : undefined}
            >
              {choice.text} ({choice.count})
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function itemOf(result: SearchResult) {
  return {
    href: result.path,
    title: <Marked text={result.title} />,
    summary: <Marked text={result.excerpt} />,
    meta: (
      <>
        {kindWords[result.kind].one}
        {result.publishedAt && ` · published ${formatDate(result.publishedAt)}`}
        {result.isHistoric && (
          <>
            {' '}
            <Tag classes="govuk-tag--grey">Historic</Tag>
          </>
        )}
      </>
    ),
  }
}

function Marked({ text }: { text: MarkedText }) {
  return <>{text.map((piece) => (piece.isFound ? <mark>{piece.text}</mark> : piece.text))}</>
}

function WhereToLook() {
  return (
    <>
      <p class="govuk-body">You can also look in:</p>
      <ul class="govuk-list govuk-list--bullet">
        {[
          { href: '/report', text: 'How to report a concern' },
          { href: '/campaigns', text: 'Campaigns' },
          { href: '/guidance', text: 'Guidance' },
          { href: '/training', text: 'Training' },
          { href: '/bulletins', text: 'Bulletins' },
        ].map(({ href, text }) => (
          <li>
            <a class="govuk-link" href={href}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}

/** First, last, and those around the present one. */
const listed = (labels: string[]): string => labels.map((label) => `“${label}”`).join(', ')

const shortened = (words: string): string =>
  words.length > 60 ? `${words.slice(0, 60).trimEnd()}…` : words
