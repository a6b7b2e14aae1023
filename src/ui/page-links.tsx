import { Pagination, type PaginationItem } from './govuk/pagination.tsx'
import { withFields } from './with-fields.ts'

/** The pages of a list, with what it is narrowed to kept in each address; nothing where there is one page. */
export function PageLinks(props: {
  path: string
  query?: Record<string, string | undefined>
  page: number
  pages: number
  /** What it is called beside other navigation. */
  label?: string | undefined
}) {
  const { page, pages } = props
  if (pages < 2) return null
  const href = (number: number): string =>
    withFields(props.path, { ...props.query, page: number > 1 ? String(number) : '' })
  return (
    <Pagination
      landmarkLabel={props.label}
      previous={page > 1 ? { href: href(page - 1) } : undefined}
      next={page < pages ? { href: href(page + 1) } : undefined}
      items={shownNumbers(page, pages).map((number): PaginationItem =>
        number === null
          ? { ellipsis: true }
          : { number, href: href(number), current: number === page },
      )}
    />
  )
}

/** First, last and the neighbours of this page; null for what is left out. */
function shownNumbers(page: number, pages: number): (number | null)[] {
  const shown = [...new Set([1, page - 1, page, page + 1, pages])]
    .filter((number) => number >= 1 && number <= pages)
    .toSorted((one, other) => one - other)
  return shown.flatMap((number, at) =>
    at > 0 && number - shown[at - 1]! > 1 ? [null, number] : [number],
  )
}
