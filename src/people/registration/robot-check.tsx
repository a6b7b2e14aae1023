import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { FormState } from '../../platform/forms.ts'
import type { Services } from '../../platform/web.ts'
import { isTrapped, RobotTrap } from '../../ui/robot-trap.tsx'

/**
 * Tells most robots from people without asking anybody to prove it: a field that people do not see, and the moment at
 * which the page was shown. Both travel in the form, so that no cookie is needed.
 */

const shortestMs = 2_000
const longestMs = 24 * 3600_000
const stampField = 'shown'

/** What a form carries of when it was shown; nobody else can make one. */
export function makeStamp(services: Pick<Services, 'clock' | 'secrets'>): string {
  const made = `${services.clock.now().getTime()}.${randomBytes(16).toString('base64url')}`
  return `${made}.${macOf(services, made)}`
}

export type RobotRefusal = 'too-fast' | 'too-old' | 'filled-in'

/** Whether a robot sent the form; else what is one and the same for each sending of one page. */
export function checkForRobots(
  services: Pick<Services, 'clock' | 'secrets'>,
  values: FormState['values'],
): { ok: true; page: string } | { ok: false; reason: RobotRefusal } {
  const stamp = values[stampField]
  const shownAt = typeof stamp === 'string' ? readStamp(services, stamp) : null
  if (isTrapped({ values })) return { ok: false, reason: 'filled-in' }
  if (shownAt === null) return { ok: false, reason: 'too-old' }
  const ageMs = services.clock.now().getTime() - shownAt
  if (ageMs > longestMs) return { ok: false, reason: 'too-old' }
  return ageMs < shortestMs ? { ok: false, reason: 'too-fast' } : { ok: true, page: String(stamp) }
}

/** What a person does about it. */
export const robotSentences: Record<RobotRefusal, string> = {
  'too-fast':
    'The form was sent so soon that a robot may have filled it in. Check what it says, then press Continue again',
  'too-old': 'The page had been open for too long. Check what it says, then press Continue again',
  'filled-in':
    'A field that only robots see was filled in, perhaps by your browser. We have emptied it: press Continue again',
}

/** Stands in the form. After `too-fast` the page keeps its moment, so that pressing again is enough. */
export function RobotFields({ stamp }: { stamp: string }) {
  return (
    <>
      <input type="hidden" name={stampField} value={stamp} />
      <RobotTrap />
    </>
  )
}

/** The stamp that the page shows again: its own while that can still pass. */
export function stampAgain(
  services: Pick<Services, 'clock' | 'secrets'>,
  values: FormState['values'],
): string {
  const stamp = values[stampField]
  const shownAt = typeof stamp === 'string' ? readStamp(services, stamp) : null
  const isGood = shownAt !== null && services.clock.now().getTime() - shownAt < longestMs
  return isGood ? String(stamp) : makeStamp(services)
}

function readStamp(services: Pick<Services, 'secrets'>, stamp: string): number | null {
  const [, made, mac] = /^(\d{1,16}\.[\w-]{22})\.([\w-]{43})$/.exec(stamp) ?? []
  if (!made || !mac) return null
  const expected = macOf(services, made)
  return timingSafeEqual(Buffer.from(mac), Buffer.from(expected)) ? Number.parseInt(made, 10) : null
}

function macOf({ secrets }: Pick<Services, 'secrets'>, made: string): string {
  return secrets.mac('registration form', made).toString('base64url')
}
