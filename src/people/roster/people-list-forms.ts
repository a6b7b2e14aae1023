import { z } from 'zod'
import { roles } from '../../platform/access.ts'
import { ukDate } from '../../platform/clock.ts'
import { searchWords } from '../person-forms.ts'
import { waysOfSigningIn, type PeopleQuery } from './people-search-queries.ts'

const detailsStates = ['confirmed', 'not-confirmed', 'due', 'overdue'] as const

/** The search over the list. What makes no sense is left out rather than refused. */
export const PeopleFilter = z.object({
  q: searchWords,
  role: z.enum(roles).optional().catch(undefined),
  organisation: z.uuid().optional().catch(undefined),
  state: z.enum(['current', 'left', 'all']).optional().catch(undefined),
  /** Who left in so many days. */
  leftWithin: z.coerce.number().int().min(1).max(3660).optional().catch(undefined),
  details: z.enum(detailsStates).optional().catch(undefined),
  sector: z
    .string()
    .regex(/^[a-z-]{1,40}$/)
    .optional()
    .catch(undefined),
  signIn: z.enum(waysOfSigningIn).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(2000).optional().catch(undefined),
})
export type PeopleFilter = z.infer<typeof PeopleFilter>

/** Everything that narrows the list, for addresses and hidden fields; what is empty is not there. */
export function fieldsOf(filter: PeopleFilter): Record<string, string> {
  const { page: _page, ...narrowing } = filter
  return Object.fromEntries(
    Object.entries(narrowing)
      .filter(([, value]) => value !== undefined && value !== '')
      .map(([name, value]) => [name, String(value)]),
  )
}

/** What the list is narrowed to, beside words. */
export function queryOf(filter: PeopleFilter, now: Date): PeopleQuery {
  const dayMs = 24 * 3600_000
  return {
    now,
    today: ukDate(now),
    state: filter.state ?? (filter.leftWithin ? 'left' : 'current'),
    leftSince: filter.leftWithin ? new Date(now.getTime() - filter.leftWithin * dayMs) : undefined,
    role: filter.role,
    details: filter.details,
    sector: filter.sector,
    organisationId: filter.organisation,
    signIn: filter.signIn,
  }
}
