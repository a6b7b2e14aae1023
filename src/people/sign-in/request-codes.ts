import { randomInt, timingSafeEqual } from 'node:crypto'
import type { Database } from '../../platform/database.ts'
import type { Services } from '../../platform/web.ts'
import { giveTryBack, keepCode, takeTry, type PasswordRequest } from './password-request-queries.ts'

/**
 * The secrets of requests that are proved by e-mail: a six-digit code that is typed where it was asked for. A new
 * password, an address at registration and another address of somebody signed in all go by it.
 */

/** How long a code works. */
export const codeMinutes = 10
/** How often it may be typed wrong. */
const wrongCodes = 5

/** Makes the code of a request, for the e-mail. Made again after a failure, the last one works. */
export async function makeCode(
  services: Pick<Services, 'database' | 'secrets'>,
  requestId: string,
): Promise<string> {
  const code = sixDigits()
  await keepSecret(services, services.database, requestId, code)
  return code
}

/** A code that is short enough to be typed from one device into another. */
export function sixDigits(): string {
  return String(randomInt(1_000_000)).padStart(6, '0')
}

/** Only what the request's MAC needs is kept, so that a short code cannot be guessed from a copy of the table. */
export async function keepSecret(
  services: Pick<Services, 'secrets'>,
  database: Database,
  requestId: string,
  secret: string,
): Promise<void> {
  await keepCode(database, requestId, macOf(services, requestId, secret))
}

export type Proof = 'proved' | 'over' | 'too-many-wrong' | 'wrong-code'

/** Is this the secret of the request? A wrong one counts. Whoever goes on uses the request up. */
export async function proveRequest(
  services: Services,
  request: PasswordRequest,
  secret: string,
): Promise<Proof> {
  const { database, clock } = services
  const tried = await takeTry(database, request.id, wrongCodes, clock.now())
  if (!tried) return request.attempts >= wrongCodes ? 'too-many-wrong' : 'over'
  const typed = macOf(services, request.id, secret.replace(/\s/g, ''))
  if (!request.secretHash || !timingSafeEqual(typed, request.secretHash))
    return tried.attempts >= wrongCodes ? 'too-many-wrong' : 'wrong-code'
  await giveTryBack(database, request.id)
  return 'proved'
}

/** Can something still be typed into it? */
export function isOpen(request: PasswordRequest, now: Date): boolean {
  return request.usedAt === null && request.expiresAt > now && request.attempts < wrongCodes
}

function macOf(services: Pick<Services, 'secrets'>, requestId: string, secret: string): Buffer {
  return services.secrets.mac('password request', `${requestId} ${secret}`)
}
