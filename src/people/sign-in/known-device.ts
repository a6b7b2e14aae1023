import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { clientAddress, type AppContext, type Services } from '../../platform/web.ts'
import type { Origin } from './tries.ts'

/** A browser in which somebody has signed in before, completely. */
export type KnownDevice = { personId: string; nonce: string }

const deviceCookie = '__Host-cairn-device'
const rememberedForSeconds = 180 * 24 * 3600

/**
 * Remembers that this person has signed in here. Wrong passwords from elsewhere then do not keep them out: tries are
 * counted for a known device by itself (OWASP, "Slow down online guessing attacks with device cookies"). It opens
 * nothing, and is set only when a sign-in is complete.
 */
export function rememberDevice(c: AppContext, personId: string): void {
  const { services } = c.var
  if (knownDeviceOf(c, services)?.personId === personId) return
  const nonce = randomBytes(16).toString('base64url')
  const mac = macOf(services, { personId, nonce }).toString('base64url')
  setCookie(c, deviceCookie, `${personId}.${nonce}.${mac}`, {
    httpOnly: true,
    secure: true,
    sameSite: 'Lax',
    path: '/',
    maxAge: rememberedForSeconds,
  })
}

/** Whose device this is known as, or null; a cookie that we did not make is none. */
function knownDeviceOf(c: Context, services: Pick<Services, 'secrets'>): KnownDevice | null {
  const [personId = '', nonce = '', mac = ''] = (getCookie(c, deviceCookie) ?? '').split('.')
  const given = Buffer.from(mac, 'base64url')
  const expected = macOf(services, { personId, nonce })
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
  return { personId, nonce }
}

/** Where a request comes from, for counting tries. */
export function senderOf(c: AppContext): { address: string; device: KnownDevice | null } {
  return { address: clientAddress(c), device: knownDeviceOf(c, c.var.services) }
}

/** The device counts only for the account that it is known for. */
export function originOf(
  from: { address: string; device: KnownDevice | null },
  personId: string | undefined,
): Origin {
  const isTheirs = from.device !== null && from.device.personId === personId
  return { address: from.address, device: isTheirs ? from.device!.nonce : null }
}

function macOf({ secrets }: Pick<Services, 'secrets'>, { personId, nonce }: KnownDevice): Buffer {
  return secrets.mac('known device', `${personId} ${nonce}`)
}
