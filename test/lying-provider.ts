import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { atEnd } from './database.ts'

export type Lie = {
  header?: Record<string, unknown>
  claims?: Record<string, unknown>
  /** Signs with a key that it does not publish. */
  key?: KeyObject
  /** Changes the ID token when it is made. */
  token?: (token: string) => string
}

/**
 * An OpenID Connect provider that says of somebody whatever a test wants, as one that was broken into would. It notes
 * which codes were brought to it.
 */
export async function lyingProvider(settings: { namesIssuer?: boolean } = {}) {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const provider = {
    issuer: '',
    lie: {} as Lie,
    /** The nonce and client of the last visit, which an honest token repeats. */
    nonce: '',
    clientId: '',
    broughtCodes: [] as string[],
    publicKey,
    /** How many requests came at all. */
    requests: 0,
    metadata: {} as Record<string, unknown>,
    delayMs: 0,
    /** What a browser brings back from here: a code, and what else is given. */
    callback: (address: string, extra: Record<string, string> = {}): string => {
      const asked = new URL(address).searchParams
      provider.nonce = asked.get('nonce') ?? ''
      provider.clientId = asked.get('client_id') ?? ''
      const back = new URL(asked.get('redirect_uri') ?? '')
      const code = createHash('sha256').update(address).digest('base64url')
      const said = {
        code,
        state: asked.get('state') ?? '',
        ...(settings.namesIssuer ? { iss: provider.issuer } : {}),
        ...extra,
      }
      for (const [name, value] of Object.entries(said))
        if (value) back.searchParams.set(name, value)
      return back.pathname + back.search
    },
  }
  const idToken = (): string => {
    const { header, claims, key, token } = provider.lie
    const now = Math.floor(Date.now() / 1000)
    const head = { alg: 'RS256', kid: 'lies', typ: 'JWT', ...header }
    const body = {
      iss: provider.issuer,
      aud: provider.clientId,
      sub: 'somebody',
      email: 'somebody@agency.example',
      email_verified: true,
      iat: now,
      exp: now + 300,
      nonce: provider.nonce,
      ...claims,
    }
    const text = [head, body]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.')
    const signature =
      head.alg === 'none'
        ? ''
        : sign('sha256', Buffer.from(text), key ?? privateKey).toString('base64url')
    const made = `${text}.${signature}`
    return token ? token(made) : made
  }
  const answerTo = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    provider.requests += 1
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const answer = (content: object) => {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(content))
    }
    if (provider.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, provider.delayMs))
    switch (request.url) {
      case '/.well-known/openid-configuration':
        return answer({
          issuer: provider.issuer,
          authorization_endpoint: `${provider.issuer}/authorise`,
          token_endpoint: `${provider.issuer}/token`,
          jwks_uri: `${provider.issuer}/keys`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256'],
          ...(settings.namesIssuer ? { authorization_response_iss_parameter_supported: true } : {}),
          ...provider.metadata,
        })
      case '/keys':
        return answer({
          keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'lies', use: 'sig', alg: 'RS256' }],
        })
      case '/token': {
        const form = new URLSearchParams(Buffer.concat(parts).toString())
        provider.broughtCodes.push(form.get('code') ?? '')
        return answer({ access_token: 'x', token_type: 'Bearer', id_token: idToken() })
      }
      default:
        response.statusCode = 404
        return answer({})
    }
  }
  const server = createServer((request, response) => void answerTo(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  atEnd(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  provider.issuer = `http://localhost:${(server.address() as AddressInfo).port}`
  return provider
}
