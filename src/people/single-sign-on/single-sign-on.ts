import { createHash } from 'node:crypto'
import type { SignedInPerson } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { revokeSessions } from '../../platform/sessions.ts'
import type { Services } from '../../platform/web.ts'
import { sendNotice } from '../people-notices.ts'
import { signInPaths } from '../people-paths.ts'
import { noteSignIn } from '../sign-in/credential-queries.ts'
import { holdOwnSession } from '../sign-in/own-session.ts'
import { providerTries, type Pause } from '../sign-in/tries.ts'
import { whyNotWithout, type LastWayIn } from '../sign-in/ways-in.ts'
import {
  deleteLinkedAccount,
  deletePendingAccount,
  findLinkedPerson,
  findPendingAccount,
  insertLinkedAccount,
  listLinkedAccounts,
  noteLinkedAccountUse,
  savePendingAccount,
} from './linked-account-queries.ts'
import {
  beginVisit,
  endVisit,
  type CallbackProblem,
  type ProviderProblem,
} from './provider-client.ts'
import { insertVisit, takeVisit, type Provider } from './provider-queries.ts'

/** How long somebody may take at the provider, and how long what they proved there waits to be linked. */
const visitMs = 10 * 60_000
const pendingMs = 15 * 60_000

/**
 * Somebody wants to sign in with a provider: where to send them. Each try has a state of its own that works once, for
 * this provider and in this browser; each provider has an address of its own to come back to.
 */
export async function sendToProvider(
  services: Services,
  provider: Provider,
  from: { browser: Buffer; address: string; next: string | null; isSignedIn: boolean },
): Promise<{ ok: true; url: string } | ({ ok: false } & ({ reason: ProviderProblem } | Pause))> {
  const tries = providerTries(services, from.address)
  const pause = await tries.count()
  if (pause) return { ok: false, ...pause }
  const begun = await beginVisit(services, provider, {
    redirectUri: redirectUriOf(services, provider.id),
    asksAgain: from.isSignedIn,
  })
  if (!begun.ok) return begun
  await insertVisit(services.database, {
    ...begun.visit,
    next: from.next,
    stateHash: hashOf(begun.state),
    providerId: provider.id,
    browser: from.browser,
    expiresAt: new Date(services.clock.now().getTime() + visitMs),
  })
  return { ok: true, url: begun.url }
}

export type Arrival =
  | { ok: true; kind: 'known'; personId: string; next: string | null }
  | { ok: true; kind: 'unknown'; next: string | null }
  | { ok: false; reason: CallbackProblem | 'over' | 'somebody-else' }

/**
 * Somebody comes back from a provider. They are known by issuer and subject alone: an address that the provider claims
 * says nothing of who has it here. Whoever is not known waits, and nothing is made for them.
 */
export async function receiveFromProvider(
  services: Services,
  provider: Provider,
  from: { browser: Buffer | null; query: string; signedInAs: string | null },
): Promise<Arrival> {
  const { database, clock } = services
  const url = new URL(`${redirectUriOf(services, provider.id)}${from.query}`)
  const state = url.searchParams.get('state') ?? ''
  const now = clock.now()
  const visit =
    from.browser &&
    (await takeVisit(database, {
      stateHash: hashOf(state),
      providerId: provider.id,
      browser: from.browser,
      now,
    }))
  if (!from.browser || !visit) return { ok: false, reason: 'over' }
  const ended = await endVisit(services, provider, { url, state, visit })
  if (!ended.ok) return ended

  const account = { issuer: provider.issuer, subject: ended.subject }
  const personId = await findLinkedPerson(database, account)
  if (personId && from.signedInAs && from.signedInAs !== personId)
    return { ok: false, reason: 'somebody-else' }
  if (personId) {
    await noteLinkedAccountUse(database, account, now)
    await noteSignIn(database, personId, now)
    services.log.info('sign-in.passed', { person: personId, step: 'provider' })
    return { ok: true, kind: 'known', personId, next: visit.next }
  }
  await savePendingAccount(database, {
    ...account,
    browser: from.browser,
    email: ended.email,
    next: visit.next,
    now,
    expiresAt: new Date(now.getTime() + pendingMs),
  })
  return { ok: true, kind: 'unknown', next: visit.next }
}

export type LinkRefusal = 'none' | 'taken' | 'has-one'

/**
 * Links what this browser proved at a provider with the account of the person who is signed in. Both sides are proved:
 * the provider within a quarter of an hour in this browser, and the person by a fresh sign-in, which the route asks for.
 */
export async function linkPendingAccount(
  services: Services,
  person: SignedInPerson,
  { browser, session }: { browser: Buffer | null; session: Buffer },
): Promise<{ ok: true; next: string | null } | { ok: false; reason: LinkRefusal }> {
  const now = services.clock.now()
  if (!browser) return { ok: false, reason: 'none' }
  return services.database.transaction().execute(async (transaction) => {
    await holdOwnSession(transaction, person.id, session)
    const pending = await findPendingAccount(transaction, browser, now)
    if (!pending) return { ok: false as const, reason: 'none' as const }
    const owner = await findLinkedPerson(transaction, pending)
    if (owner !== person.id) {
      if (owner) return { ok: false as const, reason: 'taken' as const }
      const linked = await listLinkedAccounts(transaction, person.id)
      if (linked.some(({ providerId }) => providerId === pending.providerId))
        return { ok: false as const, reason: 'has-one' as const }
      const account = { ...pending, personId: person.id, now }
      if (!(await insertLinkedAccount(transaction, account)))
        return { ok: false as const, reason: 'taken' as const }
      await audit(transaction, {
        action: 'person.account-linked',
        by: person.id,
        subject: { kind: 'person', id: person.id },
        details: { provider: pending.providerName },
      })
      await sendNotice(services, transaction, { kind: 'account-linked', personId: person.id })
    }
    await deletePendingAccount(transaction, browser)
    return { ok: true as const, next: pending.next }
  })
}

/**
 * Takes an agency's account away from one's own ways in, unless it is the last; other sessions end. Gone already counts
 * as taken away.
 */
export async function unlinkOwnAccount(
  services: Services,
  person: SignedInPerson,
  provider: Provider,
  session: Buffer,
): Promise<{ ok: true } | { ok: false; reason: LastWayIn }> {
  return services.database.transaction().execute(async (transaction) => {
    // A provider that is switched off lets nobody in, so its account is no way in to lose.
    const linkedAccounts = provider.isEnabled ? 1 : 0
    const reason = await whyNotWithout(transaction, person, { linkedAccounts })
    if (reason && provider.isEnabled) return { ok: false as const, reason }
    const account = { issuer: provider.issuer, personId: person.id }
    if (!(await deleteLinkedAccount(transaction, account))) return { ok: true as const }
    await revokeSessions(transaction, person.id, { exceptTokenHash: session })
    await audit(transaction, {
      action: 'person.account-unlinked',
      by: person.id,
      subject: { kind: 'person', id: person.id },
      details: { provider: provider.name },
    })
    await sendNotice(services, transaction, { kind: 'account-unlinked', personId: person.id })
    return { ok: true as const }
  })
}

/** The address that a provider sends people back to, which its own settings must name. */
export function redirectUriOf({ config }: Pick<Services, 'config'>, providerId: string): string {
  return `${config.publicUrl}${signInPaths.callback(providerId)}`
}

function hashOf(state: string): Buffer {
  return createHash('sha256').update(state).digest()
}
