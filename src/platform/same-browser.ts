import { createHash, randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'

/**
 * A cookie for what is begun in a browser and must end in the same one: it holds 256 random bits and says nothing of
 * anybody. It is set when somebody begins to sign in, never before, and lasts half an hour.
 */
export const sameBrowserCookie = '__Host-cairn-begun'
const lastsSeconds = 30 * 60

/** Recognises this browser from now on. Gives the hash to keep beside what was begun. */
export function recogniseBrowser(c: Context): Buffer {
  const token = knownToken(c) ?? randomBytes(32).toString('base64url')
  setCookie(c, sameBrowserCookie, token, {
    httpOnly: true,
    secure: true,
    // Not Strict: who comes back from an identity provider comes from another site.
    sameSite: 'Lax',
    path: '/',
    maxAge: lastsSeconds,
  })
  return hashOf(token)
}

/** The hash of a browser that has begun something, or null. */
export function recognisedBrowser(c: Context): Buffer | null {
  const token = knownToken(c)
  return token ? hashOf(token) : null
}

function knownToken(c: Context): string | null {
  const token = getCookie(c, sameBrowserCookie) ?? ''
  return /^[\w-]{43}$/.test(token) ? token : null
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
