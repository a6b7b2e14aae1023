import {
  ClientSecretBasic,
  ClientSecretPost,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  type ClientAuth,
  type Configuration,
  type CustomFetch,
} from 'openid-client'
import { OutgoingRefusal, isFitForBrowsers, outgoingFetch } from '../../platform/outgoing-fetch.ts'
import type { Services } from '../../platform/web.ts'
import { emailAddress } from '../sign-in/sign-in-forms.ts'
import type { Provider, Visit } from './provider-queries.ts'

/** The one place that speaks OpenID Connect. Nobody waits longer than this for a provider. */
const longestMs = 9_000
const purpose = 'sign-in provider'

/** Why a provider could not be spoken with. */
export type ProviderProblem =
  | 'address'
  | 'not-https'
  | 'not-public'
  | 'unreachable'
  | 'too-slow'
  | 'no-provider'
  | 'another-issuer'
  | 'secret'

/** What the provider says when it refuses us, or what is wrong with what it says. */
export type CallbackProblem = ProviderProblem | 'cancelled' | 'refused'

type Outcome<T, Problem> = ({ ok: true } & T) | { ok: false; reason: Problem }

/** Looks whether a provider answers at this address. Gives the issuer as it calls itself. */
export async function discoverProvider(
  services: Services,
  issuer: string,
): Promise<Outcome<{ issuer: string }, ProviderProblem>> {
  const found = await configure(services, { issuer, clientId: 'none', secret: 'none' })
  return found.ok ? { ok: true, issuer: found.configuration.serverMetadata().issuer } : found
}

/** Where to send somebody who signs in with a provider, and what must come back. */
export async function beginVisit(
  services: Services,
  provider: Provider,
  options: { redirectUri: string; asksAgain: boolean },
): Promise<Outcome<{ url: string; state: string; visit: Omit<Visit, 'next'> }, ProviderProblem>> {
  const found = await openProvider(services, provider)
  if (!found.ok) return found
  const [state, nonce, codeVerifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()]
  const url = buildAuthorizationUrl(found.configuration, {
    redirect_uri: options.redirectUri,
    scope: 'openid email',
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
    // Somebody who is signed in shows once more who they are: the provider must not answer from memory.
    ...(options.asksAgain ? { prompt: 'login' } : {}),
  })
  return { ok: true, url: url.href, state, visit: { nonce, codeVerifier } }
}

/**
 * Exchanges what a browser brought back for who it is. Checked are the state, the issuer in the address (RFC 9207), the
 * code with its verifier, and of the ID token its signature, issuer, audience, time and nonce.
 */
export async function endVisit(
  services: Services,
  provider: Provider,
  callback: { url: URL; state: string; visit: Visit },
): Promise<Outcome<{ subject: string; email: string | null }, CallbackProblem>> {
  const found = await openProvider(services, provider)
  if (!found.ok) return found
  try {
    const tokens = await authorizationCodeGrant(found.configuration, callback.url, {
      expectedState: callback.state,
      expectedNonce: callback.visit.nonce,
      pkceCodeVerifier: callback.visit.codeVerifier,
      idTokenExpected: true,
    })
    const claims = tokens.claims()
    if (!claims || !isSubject(claims.sub)) return { ok: false, reason: 'refused' }
    const email =
      claims['email'] ?? (await emailFrom(found.configuration, tokens.access_token, claims.sub))
    const told = emailAddress.safeParse(email)
    return { ok: true, subject: claims.sub, email: told.success ? told.data : null }
  } catch (error) {
    return { ok: false, reason: callbackProblemOf(services, error) }
  }
}

/** What OpenID Connect allows: 1 to 255 characters, and nothing that cannot be kept. */
function isSubject(subject: string): boolean {
  return subject.length > 0 && subject.length <= 255 && !subject.includes('\u0000')
}

/** Seals a client secret, as only this installation can read it. */
export function sealClientSecret(services: Services, secret: string): Buffer {
  return services.secrets.seal(purpose, secret)
}

async function openProvider(
  services: Services,
  provider: Provider,
): Promise<Outcome<{ configuration: Configuration }, ProviderProblem>> {
  const { issuer, clientId, clientSecretSealed } = provider
  const secret = clientSecretSealed && services.secrets.unseal(purpose, clientSecretSealed)
  if (!clientId || !secret) return { ok: false, reason: 'secret' }
  return configure(services, { issuer, clientId, secret })
}

async function configure(
  services: Services,
  given: { issuer: string; clientId: string; secret: string },
): Promise<Outcome<{ configuration: Configuration }, ProviderProblem>> {
  if (!URL.canParse(given.issuer)) return { ok: false, reason: 'address' }
  const url = new URL(given.issuer)
  const allowsThisMachine = services.config.allowsLoopbackProviders
  const deadline = AbortSignal.timeout(longestMs)
  const guarded: CustomFetch = (address, request) =>
    outgoingFetch(address, request, { deadline, allowsThisMachine })
  try {
    const configuration = await discovery(
      url,
      given.clientId,
      undefined,
      secretAsTheyWantIt(given.secret),
      {
        [customFetch]: guarded,
        timeout: Math.ceil(longestMs / 1000),
        execute: [
          enableNonRepudiationChecks,
          ...(allowsThisMachine ? [allowInsecureRequests] : []),
        ],
      },
    )
    const metadata = configuration.serverMetadata()
    // One address for the people of everybody: then the provider would not say whose people they are.
    if (new URL(metadata.issuer).href !== url.href) return { ok: false, reason: 'another-issuer' }
    const login = new URL(metadata.authorization_endpoint ?? '')
    if (!isFitForBrowsers(login, { allowsThisMachine })) return { ok: false, reason: 'no-provider' }
    if (!metadata.token_endpoint || !metadata.jwks_uri) return { ok: false, reason: 'no-provider' }
    return { ok: true, configuration }
  } catch (error) {
    return { ok: false, reason: problemOf(error) }
  }
}

function secretAsTheyWantIt(secret: string): ClientAuth {
  return (server, client, body, headers) => {
    const known = server.token_endpoint_auth_methods_supported
    const how =
      !known || known.includes('client_secret_basic') ? ClientSecretBasic : ClientSecretPost
    how(secret)(server, client, body, headers)
  }
}

/** Many providers tell the address only when asked for it. It is shown and filled in, nothing more; so it may be missing. */
async function emailFrom(
  configuration: Configuration,
  accessToken: string,
  subject: string,
): Promise<unknown> {
  if (!configuration.serverMetadata().userinfo_endpoint) return null
  try {
    return (await fetchUserInfo(configuration, accessToken, subject)).email
  } catch {
    return null
  }
}

function callbackProblemOf(services: Services, error: unknown): CallbackProblem {
  const { error: said, code } = error as { error?: unknown; code?: unknown }
  if (said === 'access_denied' || said === 'login_required') return 'cancelled'
  const problem = problemOf(error)
  services.log.info('sign-in.provider-refused', {
    code: typeof code === 'string' ? code.slice(0, 60) : '',
  })
  return problem === 'no-provider' || problem === 'another-issuer' ? 'refused' : problem
}

function problemOf(error: unknown): ProviderProblem {
  const refusal = [error, (error as Error).cause].find((one) => one instanceof OutgoingRefusal)
  if (refusal) return refusal.reason === 'too-large' ? 'no-provider' : refusal.reason
  if ((error as Error).name === 'TimeoutError') return 'too-slow'
  return (error as { code?: string }).code === 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED'
    ? 'another-issuer'
    : 'no-provider'
}
