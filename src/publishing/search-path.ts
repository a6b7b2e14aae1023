import type { SearchQuestion } from './site-search.ts'

/** The address of a search. */
export function searchPath({ query, kind, page, asTyped }: SearchQuestion): string {
  const asked = new URLSearchParams({ q: query })
  if (kind) asked.set('kind', kind)
  if (page && page > 1) asked.set('page', String(page))
  if (asTyped) asked.set('exact', '1')
  return `/search?${asked}`
}
