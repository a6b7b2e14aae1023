import type { Context, MiddlewareHandler } from 'hono'
import { Forbidden } from './errors.ts'
import type { AppEnv } from './web.ts'

export const roles = [
  'officer',
  'communications',
  'training-coordinator',
  'agency-lead',
  'practitioner',
] as const
export type Role = (typeof roles)[number]

/** Who asks. `null` stands for the public. */
export type SignedInPerson = {
  id: string
  name: string
  email: string
  roles: Role[]
  /** The main organisation of today, if any. */
  organisationId: string | null
  /** Has this session passed a second factor? */
  secondFactorPassed: boolean
  /** Does a role of this person ask for one? */
  secondFactorRequired: boolean
}

/** An access rule is a sentence and a test: `{ sentence: 'publish campaigns', allows: … }`. */
export type AccessRule = { sentence: string; allows: (person: SignedInPerson | null) => boolean }

export const anyone: AccessRule = { sentence: 'anyone', allows: () => true }

/** Signed in with the password only: for the pages that finish a sign-in. */
export const partlySignedIn: AccessRule = {
  sentence: 'anyone who gave their password',
  allows: (person) => person !== null,
}

export const signedIn: AccessRule = {
  sentence: 'anyone signed in',
  allows: (person) => isFullySignedIn(person),
}

/** Officers may do everything the business unit does; other roles are named. */
export function officerOr(sentence: string, ...allowed: Role[]): AccessRule {
  return {
    sentence,
    allows: (person) =>
      isFullySignedIn(person) &&
      person.roles.some((role) => role === 'officer' || allowed.includes(role)),
  }
}

/** Anybody of the business unit. */
export const workspace = officerOr('use the workspace', 'communications', 'training-coordinator')

/** Whether somebody has shown their second factor too, where they need one. */
export function isFullySignedIn(person: SignedInPerson | null): person is SignedInPerson {
  return person !== null && (!person.secondFactorRequired || person.secondFactorPassed)
}

/** Stands in the address of a sign-in page: what was sent before it was not carried out. */
export const notCarriedOut = 'not-carried-out'

const ruleOf = new WeakMap<object, AccessRule>()

/**
 * Stands beside the path of every route: `routes.get('/campaigns', may(anyone), handler)`.
 * The public is sent to sign in; a person without the right gets the "not allowed" page.
 */
export function may(rule: AccessRule): MiddlewareHandler<AppEnv> {
  const guard: MiddlewareHandler<AppEnv> = async (c, next) => {
    const person = c.var.person
    if (rule.allows(person)) return next()
    if (c.var.databaseIsDown)
      throw Object.assign(new Error('the session cannot be looked up'), { code: 'ECONNREFUSED' })
    if (person === null) return c.redirect(`/sign-in${wayBack(c)}`, 303)
    if (person.secondFactorRequired && !person.secondFactorPassed)
      return c.redirect(`/sign-in/second-factor${wayBack(c)}`, 303)
    throw new Forbidden(rule.sentence)
  }
  ruleOf.set(guard, rule)
  return guard
}

/** The rule a route's middleware stands for; a test asks this of every route. */
export function accessRuleOf(handler: object): AccessRule | undefined {
  return ruleOf.get(handler)
}

// What a form sent is gone: whoever comes back goes on from its page, and is told.
function wayBack(c: Context<AppEnv>): string {
  const { pathname, search } = new URL(c.req.url)
  if (c.req.method === 'GET') return `?next=${encodeURIComponent(pathname + search)}`
  const page = c.var.pageAbove()
  const next = page === null ? '' : `next=${encodeURIComponent(page)}&`
  return `?${next}${notCarriedOut}=yes`
}
