import { availableParallelism } from 'node:os'
import { hash, verify } from '@node-rs/argon2'
import { normalisePassword } from './password-rules.ts'

// argon2id (the library's default kind) with OWASP's parameters: 19 MiB, two passes, one lane.
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const currentPrefix = '$argon2id$v=19$m=19456,t=2,p=1$'

// A hash of a password that nobody knows, so that an unknown account costs the same time as a known one.
const nobodysHash =
  '$argon2id$v=19$m=19456,t=2,p=1$cMZAOoiVqHLui+Yb0QUeHw$FmE9rQDOnQpni3DEmDB/eniBfrNh2dLC9OqOp0RHyWo'

/** Too many people are signing in at this moment; nothing was checked. */
export const busy = 'busy'

const atOnce = Math.max(2, Math.min(4, availableParallelism()))
const longestQueue = 100
const waiting: (() => void)[] = []
let working = 0

/** The hash to keep of a password, or `busy`. */
export function hashPassword(password: string): Promise<string | typeof busy> {
  return inTurn(() => hash(normalisePassword(password), parameters))
}

/** Is this the password? `kept` null stands for an account without one and takes the same time. */
export function passwordMatches(
  password: string,
  kept: string | null,
): Promise<boolean | typeof busy> {
  return inTurn(async () => {
    const matches = await verify(kept ?? nobodysHash, normalisePassword(password))
    return matches && kept !== null
  })
}

/** Was the hash made with other parameters than today's? */
export function isOldHash(kept: string): boolean {
  return !kept.startsWith(currentPrefix)
}

// Each hash takes 19 MiB and a core: more at once would only make everybody wait, and the rest of the site too.
async function inTurn<T>(work: () => Promise<T>): Promise<T | typeof busy> {
  if (working >= atOnce) {
    if (waiting.length >= longestQueue) return busy
    await new Promise<void>((resolve) => waiting.push(resolve))
  } else working += 1
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else working -= 1
  }
}
