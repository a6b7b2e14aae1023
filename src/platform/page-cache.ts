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
}

/** What is sent for a request. No body for 304 and HEAD. */
export type CachedAnswer = {
  status: 200 | 304
  headers: Record<string, string>
  body: Buffer<ArrayBuffer> | null
}

const freshMs = 60_000
const staleMs = 24 * 3600_000
const mostBytes = 32 * 1024 * 1024
const longestAddress = 500
const hit = { outcome: 'hit' }
const notModified = { outcome: 'not-modified' }
const stale = { outcome: 'stale' }
const made = { outcome: 'made' }

/**
 * Anonymous pages as compressed bytes in memory, answered before the router. Cleared by every publication, in every
 * process (see notices.ts), and each entry is made again after a minute, as pages speak of today.
 * An old entry is kept for a day to answer with while the database is down.
 */
export type PageCache = ReturnType<typeof openPageCache>

export function openPageCache(clock: Clock, metrics: Metrics) {
  const pages = new Map<string, CachedPage>()
  let bytes = 0

  const drop = (key: string): void => {
    bytes -= pages.get(key)?.bytes ?? 0
    pages.delete(key)
  }

  return {
    /** Answers from memory and returns true, or returns false. */
    answer(request: IncomingMessage, response: ServerResponse): boolean {
      if (request.method !== 'GET' && request.method !== 'HEAD') return false
      const page = pages.get(cacheKey(request))
      if (!page || page.freshUntil <= clock.now().getTime() || hasSession(request)) return false
      const { status, headers, body } = answerWith(page, request)
      metrics.cachedPages.inc(status === 304 ? notModified : hit)
      response.writeHead(status, headers)
      response.end(body ?? undefined)
      return true
    },

    /** The page as it was, which may be old: for when the database does not answer. */
    staleAnswer(request: IncomingMessage): CachedAnswer | null {
      const page = pages.get(cacheKey(request))
      if (!page || page.staleUntil <= clock.now().getTime()) return null
      metrics.cachedPages.inc(stale)
      return answerWith(page, request)
    },

    /**
     * Keeps a page and answers with it, so that its first visitor gets what the next ones get. `headers` are those of
     * the response, without length, encoding and ETag. Null where the page is not one to keep.
     */
    keep(
      request: IncomingMessage,
      body: Buffer,
      headers: Record<string, string>,
    ): CachedAnswer | null {
      const key = cacheKey(request)
      if (key.length > longestAddress || hasSession(request)) return null
      const variants = variantsOf(body, headers)
      const size =
        variants.br.body.length + variants.gzip.body.length + variants.identity.body.length
      drop(key)
      const now = clock.now().getTime()
      const page = { variants, freshUntil: now + freshMs, staleUntil: now + staleMs, bytes: size }
      pages.set(key, page)
      bytes += size
      metrics.cachedPages.inc(made)
      for (const oldest of pages.keys()) {
        if (bytes <= mostBytes) break
        drop(oldest)
      }
      return answerWith(page, request)
    },

    /** Everything must be made again; what is here stays as a stale answer. */
    clear(): void {
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

function answerWith(page: CachedPage, request: IncomingMessage): CachedAnswer {
  const {
    body,
    etag,
    headers,
    notModified: short,
  } = page.variants[acceptedEncoding(request.headers['accept-encoding'])]
  const known = request.headers['if-none-match']
  if (known !== undefined && isKnown(known, etag))
    return { status: 304, headers: short, body: null }
  return {
    status: 200,
    headers,
    body: request.method === 'HEAD' ? null : (body as Buffer<ArrayBuffer>),
  }
}

function isKnown(known: string, etag: string): boolean {
  return (
    known === etag ||
    known === '*' ||
    known.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)
  )
}

/** Brotli, else gzip, else as it is; an encoding with q=0 is refused by the client. */
export function acceptedEncoding(header: string | string[] | undefined): Encoding {
  const offered = String(header ?? '').toLowerCase()
  if (isOffered(offered, 'br')) return 'br'
  return isOffered(offered, 'gzip') ? 'gzip' : 'identity'
}

function isOffered(offered: string, name: string): boolean {
  // What browsers send is recognised at a glance; the rest is read.
  if (!offered.includes(name)) return false
  return offered.split(',').some((part) => {
    const [encoding, quality = 'q=1'] = part.split(';').map((word) => word.trim())
    return encoding === name && !/^q\s*=\s*0(\.0*)?$/.test(quality)
  })
}
