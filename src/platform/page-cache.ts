import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Clock } from './clock.ts'
import type { Metrics } from './metrics.ts'
import { sessionCookie } from './sessions.ts'

type Encoding = 'br' | 'gzip' | 'identity'
type Variant = {
  body: Buffer
  etag: string
  headers: Record<string, string>
  notModified: Record<string, string>
}
type CachedPage = {
  variants: Record<Encoding, Variant>
  freshUntil: number
  staleUntil: number
  bytes: number
  wanted: boolean
}

const freshMs = 60_000
const staleMs = 24 * 3600_000
const mostBytes = 32 * 1024 * 1024
const longestAddress = 500

/**
 * Anonymous pages as compressed bytes in memory, answered before the router. Cleared by every publication, in every
 * process (see notices.ts), and each entry is made again after a minute, as pages speak of today.
 * An old entry is kept for a day to answer with while the database is down.
 */
export type PageCache = ReturnType<typeof openPageCache>

/** An empty cache; what it answers is counted in the metrics. */
export function openPageCache(clock: Clock, metrics: Metrics) {
  const pages = new Map<string, CachedPage>()
  let bytes = 0
  let clearings = 0

  const drop = (key: string): void => {
    bytes -= pages.get(key)?.bytes ?? 0
    pages.delete(key)
  }

  // Oldest first, but a page that was asked for since it was last looked at gets a second chance:
  // addresses made up by a robot do not push out the pages people read.
  const makeRoom = (): void => {
    for (const [key, page] of pages) {
      if (bytes <= mostBytes) return
      if (page.wanted) {
        page.wanted = false
        pages.delete(key)
        pages.set(key, page)
      } else drop(key)
    }
  }

  return {
    /** Answers from memory and returns true, or returns false. */
    answer(request: IncomingMessage, response: ServerResponse): boolean {
      if (request.method !== 'GET' && request.method !== 'HEAD') return false
      const page = pages.get(cacheKey(request))
      if (!page || page.freshUntil <= clock.now().getTime() || hasSession(request)) return false
      page.wanted = true
      metrics.cachedPages.inc({ outcome: send(page, request, response) })
      return true
    },

    /** Answers with a page that may be old: for when the database does not answer. */
    staleAnswer(request: IncomingMessage): {
      status: number
      headers: Record<string, string>
      body: Uint8Array<ArrayBuffer> | null
    } | null {
      const page = pages.get(cacheKey(request))
      if (!page || page.staleUntil <= clock.now().getTime()) return null
      const { body, etag, headers, notModified } =
        page.variants[acceptedEncoding(request.headers['accept-encoding'])]
      metrics.cachedPages.inc({ outcome: 'stale' })
      if (request.headers['if-none-match'] === etag)
        return { status: 304, headers: notModified, body: null }
      return { status: 200, headers, body: request.method === 'HEAD' ? null : new Uint8Array(body) }
    },

    /** Ask before a page is made, and give the answer to `keep`: a page made before a publication is not kept after it. */
    moment(): number {
      return clearings
    },

    /**
     * Keeps a page and returns it as the visitor takes it. `headers` are those of the response,
     * without length, encoding and ETag.
     */
    keep(
      request: IncomingMessage,
      body: Buffer,
      headers: Record<string, string>,
      moment: number,
    ): { body: Buffer; headers: Record<string, string> } {
      const key = cacheKey(request)
      const variants = variantsOf(body, headers)
      const taken = variants[acceptedEncoding(request.headers['accept-encoding'])]
      if (key.length > longestAddress || moment !== clearings) return taken
      const size =
        variants.br.body.length + variants.gzip.body.length + variants.identity.body.length
      drop(key)
      const now = clock.now().getTime()
      pages.set(key, {
        variants,
        freshUntil: now + freshMs,
        staleUntil: now + staleMs,
        bytes: size,
        wanted: false,
      })
      bytes += size
      makeRoom()
      return taken
    },

    /** Everything must be made again; what is here stays as a stale answer. */
    clear(): void {
      clearings += 1
      for (const page of pages.values()) page.freshUntil = 0
    },

    /** Forgets everything. */
    forget(): void {
      pages.clear()
      bytes = 0
    },
  }
}

function cacheKey(request: IncomingMessage): string {
  return `${request.headers.host ?? ''} ${request.url ?? ''}`
}

function hasSession(request: IncomingMessage): boolean {
  return request.headers.cookie?.includes(`${sessionCookie}=`) ?? false
}

function variantsOf(body: Buffer, headers: Record<string, string>): CachedPage['variants'] {
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 16)
  const variant = (encoding: Encoding, bytes: Buffer): Variant => {
    const etag = `"${hash}-${encoding}"`
    const shared = { ...headers, etag, vary: 'Accept-Encoding, Cookie' }
    return {
      body: bytes,
      etag,
      headers: {
        ...shared,
        'content-length': String(bytes.length),
        ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
      },
      notModified: shared,
    }
  }
  return {
    br: variant(
      'br',
      brotliCompressSync(body, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: 6,
          [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
        },
      }),
    ),
    gzip: variant('gzip', gzipSync(body, { level: 6 })),
    identity: variant('identity', body),
  }
}

function send(
  page: CachedPage,
  request: IncomingMessage,
  response: ServerResponse,
): 'hit' | 'not-modified' {
  const { body, etag, headers, notModified } =
    page.variants[acceptedEncoding(request.headers['accept-encoding'])]
  const known = request.headers['if-none-match']
  if (
    known !== undefined &&
    (known === etag ||
      known === '*' ||
      known.split(/,\s*/).some((tag) => tag.replace(/^W\//, '') === etag))
  ) {
    response.writeHead(304, notModified).end()
    return 'not-modified'
  }
  response.writeHead(200, headers)
  response.end(request.method === 'HEAD' ? undefined : body)
  return 'hit'
}

/** Brotli, else gzip, else as it is; an encoding with q=0 is refused by the client. */
export function acceptedEncoding(header: string | string[] | undefined): Encoding {
  const offered = String(header ?? '')
  const accepts = (name: string): boolean =>
    offered.includes(name) && !new RegExp(`${name}\\s*;\\s*q=0(\\.0*)?\\s*(,|$)`).test(offered)
  if (accepts('br')) return 'br'
  return accepts('gzip') ? 'gzip' : 'identity'
}
