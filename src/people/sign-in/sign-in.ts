import type { Role, SignedInPerson } from '../../platform/access.ts'
import type { Services } from '../../platform/web.ts'
import { findCredentials, noteSignIn, savePasswordHash } from './credential-queries.ts'
import { busy, hashPassword, isOldHash, passwordMatches } from './password-hashing.ts'
import { originOf, type KnownDevice } from './known-device.ts'
import { signInTries, type Pause } from './tries.ts'

export type SignInRefusal = { reason: 'wrong' | 'busy' } | Pause

/**
 * Checks an e-mail address and password. Somebody unknown, a leaver, an account without a password and a wrong
 * password get the same answer after the same work.
 */
export async function checkSignIn(
  services: Services,
  given: { email: string; password: string },
  from: { address: string; device: KnownDevice | null },
): Promise<{ ok: true; personId: string } | ({ ok: false } & SignInRefusal)> {
  const { database, clock } = services
  const known = await findCredentials(database, given.email)
  const tries = signInTries(services, given.email, originOf(from, known?.personId))
  const pause = await tries.count()
  if (pause) return { ok: false, ...pause }

  const matches = await passwordMatches(given.password, known?.hash ?? null)
  if (matches === busy) return { ok: false, reason: 'busy' }
  if (!matches || !known) return { ok: false, reason: 'wrong' }

  await tries.forget()
  await noteSignIn(database, known.personId, clock.now())
  if (known.hash && isOldHash(known.hash)) {
    const renewed = await hashPassword(given.password)
    if (renewed !== busy) await savePasswordHash(database, known.personId, renewed, clock.now())
  }
  services.log.info('sign-in.passed', { person: known.personId, step: 'password' })
  return { ok: true, personId: known.personId }
}

/** Where a person goes after signing in, when they did not ask for a page. */
export function homeOf(person: Pick<SignedInPerson, 'roles'>): string {
  const workspaceRoles: Role[] = ['officer', 'communications', 'training-coordinator']
  if (person.roles.some((role) => workspaceRoles.includes(role))) return '/manage'
  return person.roles.includes('agency-lead') ? '/agency' : '/account'
}

/**
 * The page that was asked for before signing in, if it is a path of this site; else null. Whatever a browser would
 * read as another site (`//host`, `/\host`, `/.//host`, a scheme, a tab in between) is not.
 */
export function ownPath(next: string | undefined): string | null {
  if (
    !next ||
    next.length > 2000 ||
    !/^\/(?![/\\])/.test(next) ||
    // oxlint-disable-next-line no-control-regex -- browsers leave some of them out
    /[\u0000-\u0020\\\u007f]/.test(next)
  )
    return null
  const here = 'https://this-site.invalid'
  if (!URL.canParse(next, here)) return null
  const url = new URL(next, here)
  const path = url.pathname + url.search
  if (url.origin !== here || url.username || path.startsWith('//')) return null
  // Back to a page of signing in or out would lead nowhere.
  return /^\/sign-(in|out)(\/|$|\?)/.test(path) ? null : path
}
