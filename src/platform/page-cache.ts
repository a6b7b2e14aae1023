import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Clock } from './clock.ts'
import type { Metrics } from './metrics.ts'
import { sessionCookie } from './sessions.ts'

type Encoding = 'br' | 'gzip' | 'identity'
type Variant = { etag: string; whole: KeptAnswer; notModified: KeptAnswer }
type CachedPage = {
  variants: Record<Encoding, Variant>
  freshUntil: number
  staleUntil: number
  bytes: number
  wanted: boolean
}

/** What of a GET request decides how it is answered from memory. */
export type Asked = {
  host: string | undefined
  /** Path and query. */
  url: string | undefined
  cookie: string | undefined
  /** Accept-Encoding. */
  encodings: string | undefined
  /** If-None-Match. */
  knownTags: string | undefined
}

/** An answer that is the same object as long as the page is: whoever sends it may keep what it makes of it. */
export type KeptAnswer = {
  status: 200 | 304
  /** Name, value, name, value …: so Node sends them without another look. */
  headers: readonly string[]
  body: Buffer | null
}

const freshMs = 60_000
const staleMs = 24 * 3600_000
const mostBytes = 32 * 1024 * 1024
/** What a page takes besides its bodies: its headers three times, its tags, its place. Small pages are most of this. */
const bytesBesideBodies = 4 * 1024
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
  const answered = {
    200: metrics.cachedPages.labels('hit'),
    304: metrics.cachedPages.labels('not-modified'),
    stale: metrics.cachedPages.labels('stale'),
  }
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
    /** The answer from memory to a GET request, or null when the page must be made. */
    find(asked: Asked): KeptAnswer | null {
      const page = pages.get(cacheKey(asked))
      if (!page || page.freshUntil <= clock.now().getTime() || hasSession(asked)) return null
      page.wanted = true
      const answer = answerWith(page, asked)
      answered[answer.status].inc()
      return answer
    },

    /** An answer that may be old: for when the database does not answer. */
    findStale(asked: Asked): KeptAnswer | null {
      const page = pages.get(cacheKey(asked))
      if (!page || page.staleUntil <= clock.now().getTime()) return null
      answered.stale.inc()
      return answerWith(page, asked)
    },

    /** Ask before a page is made, and give the answer to `keep`: a page made before a publication is not kept after it. */
    moment(): number {
      return clearings
    },

    /**
     * Keeps a page and returns it as the visitor takes it. `headers` are those of the response,
     * without length, encoding and ETag.
     */
    keep(asked: Asked, body: Buffer, headers: Record<string, string>, moment: number): KeptAnswer {
      const key = cacheKey(asked)
      const variants = variantsOf(body, headers)
      const taken = variants[acceptedEncoding(asked.encodings)].whole
      if (key.length > longestAddress || moment !== clearings) return taken
      const size = Object.values(variants).reduce(
        (sum, { whole }) => sum + whole.body!.length,
        bytesBesideBodies,
      )
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

/** What decides, of a request that Node's HTTP server has read. */
export function askedOf({ headers, headersDistinct, url }: IncomingMessage): Asked {
  return {
    // All of them, as the app reads it, which refuses a second one: `headers` has the first alone.
    host: headersDistinct['host']?.join(', '),
    url,
    cookie: headers.cookie,
    encodings: String(headers['accept-encoding'] ?? ''),
    knownTags: headers['if-none-match'],
  }
}

function cacheKey({ host, url }: Asked): string {
  return `${host ?? ''} ${url ?? ''}`
}

function hasSession({ cookie }: Asked): boolean {
  return cookie !== undefined && cookie.includes(`${sessionCookie}=`)
}

function answerWith({ variants }: CachedPage, { encodings, knownTags }: Asked): KeptAnswer {
  const { etag, whole, notModified } = variants[acceptedEncoding(encodings)]
  return knownTags !== undefined && names(knownTags, etag) ? notModified : whole
}

function names(tags: string, etag: string): boolean {
  return (
    tags === etag ||
    tags === '*' ||
    tags.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)
  )
}

/** All that RFC 9110, section 15.4.5, wants of a 304; what else the page said, the browser has kept. */
const toldAgain = new Set([
  'cache-control',
  'cdn-cache-control',
  'content-location',
  'etag',
  'expires',
  'vary',
])

function variantsOf(body: Buffer, headers: Record<string, string>): CachedPage['variants'] {
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 16)
  const variant = (encoding: Encoding, bytes: Buffer): Variant => {
    const etag = `"${hash}-${encoding}"`
    const all = Object.entries({
      ...headers,
      etag,
      vary: 'Accept-Encoding, Cookie',
      'content-length': String(bytes.length),
      ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
    })
    const again = all.filter(([name]) => toldAgain.has(name))
    return {
      etag,
      whole: { status: 200, headers: all.flat(), body: bytes },
      notModified: { status: 304, headers: again.flat(), body: null },
    }
  }
  return {
    br: variant(
      'br',
      alone(
        brotliCompressSync(body, {
          params: {
            [constants.BROTLI_PARAM_QUALITY]: 6,
            [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
          },
        }),
      ),
    ),
    gzip: variant('gzip', alone(gzipSync(body, { level: 6 }))),
    identity: variant('identity', alone(body)),
  }
}

/** The bytes and nothing else: what zlib gives is a view of 16 KB or more, which stays in memory with it. */
function alone(bytes: Buffer): Buffer {
  if (bytes.length === bytes.buffer.byteLength) return bytes
  const copy = Buffer.allocUnsafeSlow(bytes.length)
  bytes.copy(copy)
  return copy
}

/** Brotli, else gzip, else as it is; an encoding with q=0 is refused by the client. */
export function acceptedEncoding(offered: string | undefined = ''): Encoding {
  if (offered.includes('br') && !refused.br.test(offered)) return 'br'
  return offered.includes('gzip') && !refused.gzip.test(offered) ? 'gzip' : 'identity'
}

const refused = {
  br: /br\s*;\s*q=0(\.0*)?\s*(,|$)/,
  gzip: /gzip\s*;\s*q=0(\.0*)?\s*(,|$)/,
}
