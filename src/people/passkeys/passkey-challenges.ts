import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Services } from '../../platform/web.ts'
import { useChallenge } from './passkey-queries.ts'

/**
 * A challenge says itself until when it holds, and what it is for, under a MAC: nothing is kept when one is made, so
 * looking at the sign-in page costs no row. It is bound to the browser, or to the session, that it was made for.
 */
export type ChallengeUse = { purpose: 'sign-in' | 'proof' | 'creation'; boundTo: Buffer }

const holdsMs = 5 * 60_000
const nonceBytes = 16
const timeBytes = 6
const macBytes = 32

type Given = Pick<Services, 'secrets' | 'clock' | 'database'>

/** What a passkey signs (Web Authentication, 13.4.3): random, with its end, and only of use for one thing. */
export function makeChallenge(services: Given, use: ChallengeUse): Uint8Array<ArrayBuffer> {
  const head = Buffer.alloc(nonceBytes + timeBytes)
  randomBytes(nonceBytes).copy(head)
  head.writeUIntBE(services.clock.now().getTime() + holdsMs, nonceBytes, timeBytes)
  return new Uint8Array(Buffer.concat([head, macOf(services, head, use)]))
}

/** Uses a challenge up, whatever becomes of the answer. False where it is none of ours, over, used, or of another browser. */
export async function takeChallenge(
  services: Given,
  challenge: string,
  use: ChallengeUse,
): Promise<boolean> {
  const given = Buffer.from(challenge, 'base64url')
  if (given.length !== nonceBytes + timeBytes + macBytes) return false
  const head = given.subarray(0, nonceBytes + timeBytes)
  if (!timingSafeEqual(given.subarray(head.length), macOf(services, head, use))) return false
  const expiresAt = new Date(head.readUIntBE(nonceBytes, timeBytes))
  if (expiresAt <= services.clock.now()) return false
  const hash = createHash('sha256').update(given).digest()
  return useChallenge(services.database, { hash, expiresAt })
}

function macOf(services: Given, head: Buffer, { purpose, boundTo }: ChallengeUse): Buffer {
  const text = `${purpose} ${head.toString('hex')} ${boundTo.toString('hex')}`
  return services.secrets.mac('passkey challenge', text)
}
