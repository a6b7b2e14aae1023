import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider, type ClientMetadata } from 'oidc-provider'
import { atEnd } from './database.ts'

export type IdentityProvider = {
  /** http://localhost:PORT */
  issuer: string
  /** Registers this site there, as the agency's own administrators do. */
  register: (redirectUri: string) => { clientId: string; clientSecret: string }
  /** What it says of the person with this login. */
  people: Map<string, { email: string; email_verified?: boolean }>
}

/**
 * A real OpenID Connect provider on this machine, with a login page of its own that believes whoever names a login.
 * Nothing of it is made for Cairn.
 */
export async function identityProvider(): Promise<IdentityProvider> {
  let handle: (request: IncomingMessage, response: ServerResponse) => void = () => {}
  const server = createServer((request, response) => handle(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  atEnd(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`
  const people: IdentityProvider['people'] = new Map()
  const clients: ClientMetadata[] = []
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const key = { ...privateKey.export({ format: 'jwk' }), kid: 'test', use: 'sig', alg: 'RS256' }

  const open = () => {
    const provider = new Provider(issuer, {
      clients,
      jwks: { keys: [key] as never },
      ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
      cookies: { keys: ['a key for tests only'] },
      claims: { openid: ['sub'], email: ['email', 'email_verified'] },
      features: { devInteractions: { enabled: false } },
      pkce: { required: () => true },
      interactions: { url: (_, { uid }) => `/login/${uid}` },
      findAccount: (_, sub) => ({
        accountId: sub,
        claims: () => ({ sub, ...people.get(sub) }),
      }),
      // Its people are never asked whether they agree: the agency has.
      loadExistingGrant: async ({ oidc }) => {
        const grant = new oidc.provider.Grant({
          clientId: oidc.client!.clientId,
          accountId: oidc.session!.accountId!,
        })
        grant.addOIDCScope('openid email')
        await grant.save()
        return grant
      },
    })
    const answer = provider.callback()
    handle = (request, response) => {
      if (request.url?.startsWith('/login/')) void login(provider, request, response)
      else void answer(request, response)
    }
  }
  open()
  return {
    issuer,
    people,
    register: (redirectUri) => {
      const client = {
        clientId: `cairn-${clients.length}`,
        clientSecret: randomBytes(24).toString('base64url'),
      }
      clients.push({
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [redirectUri],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      })
      open()
      return client
    },
  }
}

async function login(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method === 'GET') {
    response.setHeader('content-type', 'text/html')
    response.end(
      '<!doctype html><html lang="en"><title>Login</title><link rel="icon" href="data:,"><main><h1>Login of the agency</h1><form method="post"><label>Login <input name="login"></label> <button>Continue</button><button name="cancel" value="yes">Cancel</button></form></main></html>',
    )
    return
  }
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  const form = new URLSearchParams(Buffer.concat(parts).toString())
  const result = form.get('cancel')
    ? { error: 'access_denied' }
    : { login: { accountId: form.get('login') ?? '' } }
  await provider.interactionFinished(request, response, result)
}

/**
 * A browser at the provider: logs in (or cancels), and gives the address it is sent back to. `jar` holds the provider's
 * own cookies, so that a second visit is remembered.
 */
export async function loginAt(
  address: string,
  as: string | null,
  jar: Map<string, string> = new Map(),
): Promise<URL> {
  const { origin } = new URL(address)
  let url = new URL(address)
  for (let hops = 0; hops < 12; hops += 1) {
    if (url.origin !== origin) return url
    const isLogin = url.pathname.startsWith('/login/')
    const body = as === null ? 'cancel=yes' : `login=${encodeURIComponent(as)}`
    const answer = await fetch(url, {
      method: isLogin ? 'POST' : 'GET',
      redirect: 'manual',
      headers: {
        cookie: [...jar.values()].join('; '),
        ...(isLogin ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      },
      body: isLogin ? body : null,
    })
    for (const set of answer.headers.getSetCookie()) {
      const [pair = ''] = set.split(';')
      jar.set(pair.split('=')[0]!, pair)
    }
    const to = answer.headers.get('location')
    if (!to) throw new Error(`the provider answered ${answer.status}: ${await answer.text()}`)
    url = new URL(to, url)
  }
  throw new Error('the provider sends round in circles')
}
