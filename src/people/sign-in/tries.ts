import { addressForm } from '../../platform/email-address.ts'
import { createHash } from 'node:crypto'
import { clearAttempts, countAttempt, takeBackAttempt } from '../../platform/throttle.ts'
import { networkOf } from '../../platform/network.ts'
import type { Services } from '../../platform/web.ts'

/** Too many tries: either a pause, or enough for today. */
export type Pause = { reason: 'pause'; minutes: number } | { reason: 'enough-today' }

type Limit = { attempts: number; windowMs: number }

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** Five tries, then a pause until five minutes have passed since the first; twenty a day at most. */
const perAccount = {
  short: { attempts: 5, windowMs: 5 * minuteMs },
  day: { attempts: 20, windowMs: dayMs },
}
/** An office or a school shares one address, so this counts failures only and leaves room. */
const perAddress = {
  short: { attempts: 60, windowMs: 15 * minuteMs },
  day: { attempts: 600, windowMs: dayMs },
}
/** Each code costs an e-mail to somebody who may not have asked. */
const codesPerAccount = {
  short: { attempts: 3, windowMs: 15 * minuteMs },
  day: { attempts: 10, windowMs: dayMs },
}
const codesPerAddress = {
  short: { attempts: 20, windowMs: 15 * minuteMs },
  day: { attempts: 200, windowMs: dayMs },
}

/** An address that never answered gets three codes in a week, then one a day: nobody can be flooded by a stranger. */
const codesUnanswered = { attempts: 3, windowMs: 7 * dayMs }
const codesAfterThose = { attempts: 1, windowMs: dayMs }
/** To register, those come for each network that asks, so that a stranger cannot use up the room of whoever reads it. */
const codesAfterThoseInAll = { attempts: 5, windowMs: dayMs }
/** A whole school may register on one training day, from one address. */
const registrationsPerAddress = {
  short: { attempts: 60, windowMs: 15 * minuteMs },
  day: { attempts: 600, windowMs: dayMs },
}
const registrationsInAll = {
  short: { attempts: 600, windowMs: 15 * minuteMs },
  day: { attempts: 6000, windowMs: dayMs },
}

type Watched = { services: Services; keys: { key: string; limit: Limit }[] }

/** Where tries come from: the client's address, and the device that has signed in to this account before. */
export type Origin = { address: string; device: string | null }

/**
 * What is counted at a sign-in: the account that was named, known or not, and the network it came from. A device that
 * has signed in to the account before is counted by itself, so that nobody can shut its owner out by guessing.
 */
export function signInTries(services: Services, email: string, { address, device }: Origin) {
  return watch(services, [
    ...windows(
      device ? `sign-in device ${device}` : `sign-in account ${hashOf(addressForm(email))}`,
      perAccount,
    ),
    ...windows(`sign-in address ${networkOf(address)}`, perAddress),
  ])
}

/** What is counted at a passkey. Nobody guesses a signature, so only the network is counted. */
export function passkeyTries(services: Services, address: string) {
  return watch(services, windows(`passkey address ${networkOf(address)}`, perAddress))
}

/** What is counted when somebody goes to a provider: each asks its server. */
export function providerTries(services: Services, address: string) {
  return watch(services, windows(`provider address ${networkOf(address)}`, perAddress))
}

/** What is counted at a second factor: the person whose password was right. */
export function secondFactorTries(services: Services, personId: string) {
  return watch(services, windows(`second-factor ${personId}`, perAccount))
}

/** What is counted when a signed-in person gives the password once more. */
export function passwordTries(services: Services, personId: string) {
  return watch(services, windows(`password ${personId}`, perAccount))
}

/** What is counted when a code for an address is asked for, in the same way. */
export function codeRequestTries(services: Services, email: string, { address, device }: Origin) {
  return watch(services, [
    ...windows(
      device ? `code device ${device}` : `code account ${hashOf(mailboxOf(email))}`,
      codesPerAccount,
    ),
    ...windows(`code address ${networkOf(address)}`, codesPerAddress),
  ])
}

/** What is counted when a code to register is asked for: the network, the site as a whole, and then the mailbox. */
export function registrationTries(services: Services, email: string, address: string) {
  const { database, clock } = services
  const mailbox = `registration account ${hashOf(mailboxOf(email))}`
  const ownDay = `${mailbox} day from ${networkOf(address)}`
  const site = watch(services, [
    ...windows(`registration address ${networkOf(address)}`, registrationsPerAddress),
    ...windows('registration all', registrationsInAll),
  ])
  return {
    /** Counts one code. Null while there is room. */
    count: async (): Promise<Pause | null> => {
      const pause = await site.count()
      if (pause) return pause
      const week = await countAttempt(database, clock, `${mailbox} week`, codesUnanswered)
      if (week.allowed) return null
      const own = await countAttempt(database, clock, ownDay, codesAfterThose)
      // A network that has had its code does not use up the day of the others.
      if (!own.allowed) return { reason: 'enough-today' }
      const all = await countAttempt(database, clock, `${mailbox} day`, codesAfterThoseInAll)
      return all.allowed ? null : { reason: 'enough-today' }
    },
    /** Whoever reads the mailbox answered. */
    forget: async (): Promise<void> => {
      await clearAttempts(database, `${mailbox} week`)
      await clearAttempts(database, `${mailbox} day`)
      await clearAttempts(database, ownDay)
    },
  }
}

/**
 * What is counted when a complaint's code is sent: the mailbox, whichever complaint it is for. Counted by the job, so
 * that the page says the same to everybody.
 */
export function complaintCodeTries({ database, clock }: Services, email: string) {
  const mailbox = `complaint account ${hashOf(mailboxOf(email))}`
  const [week, day] = [`${mailbox} week`, `${mailbox} day`]
  let counted = week
  return {
    /** Counts one code; false when there is no room for it. */
    count: async (): Promise<boolean> => {
      counted = week
      if ((await countAttempt(database, clock, week, codesUnanswered)).allowed) return true
      counted = day
      return (await countAttempt(database, clock, day, codesAfterThose)).allowed
    },
    /** The mail did not go out. */
    takeBack: () => takeBackAttempt(database, counted),
    /** Whoever reads the mailbox answered. */
    forget: async (): Promise<void> => {
      await clearAttempts(database, week)
      await clearAttempts(database, day)
    },
  }
}

/** May somebody who has a record be told once more that they need not register? Once a day. */
export function knownAddressTries({ database, clock }: Services, email: string) {
  const key = `registration known ${hashOf(mailboxOf(email))}`
  return {
    count: async (): Promise<boolean> =>
      (await countAttempt(database, clock, key, codesAfterThose)).allowed,
    takeBack: () => takeBackAttempt(database, key),
  }
}

function watch(services: Services, keys: Watched['keys']) {
  const watched = { services, keys }
  return {
    /** Counts one try. Null while there is room. */
    count: () => countTry(watched),
    /** The try was right: it does not count, and the account begins anew. */
    forget: () => forgetTry(watched),
  }
}

async function countTry(watched: Watched): Promise<Pause | null> {
  // A try that a pause refuses is none: it does not use up the day as well.
  const paused = await fullWindows(watched, (windowMs) => windowMs < dayMs)
  if (paused.length > 0) {
    const longestMs = Math.max(...paused.map(({ retryAfterMs }) => retryAfterMs))
    return { reason: 'pause', minutes: Math.max(1, Math.ceil(longestMs / minuteMs)) }
  }
  const full = await fullWindows(watched, (windowMs) => windowMs === dayMs)
  return full.length > 0 ? { reason: 'enough-today' } : null
}

async function fullWindows(
  { services, keys }: Watched,
  isCounted: (windowMs: number) => boolean,
): Promise<{ retryAfterMs: number }[]> {
  const counts = await Promise.all(
    keys
      .filter(({ limit }) => isCounted(limit.windowMs))
      .map(({ key, limit }) => countAttempt(services.database, services.clock, key, limit)),
  )
  return counts.filter(({ allowed }) => !allowed)
}

async function forgetTry({ services, keys }: Watched): Promise<void> {
  await Promise.all(
    keys.map(({ key }) =>
      key.includes(' address ')
        ? takeBackAttempt(services.database, key)
        : clearAttempts(services.database, key),
    ),
  )
}

function windows(name: string, limits: { short: Limit; day: Limit }): Watched['keys'] {
  return [
    { key: `${name} short`, limit: limits.short },
    { key: `${name} day`, limit: limits.day },
  ]
}

/**
 * The mailbox that an address is most likely read in, for counting only: what follows a plus is a label, and Gmail leaves
 * out dots.
 */
function mailboxOf(email: string): string {
  const [local = '', domain] = addressForm(email).split('@')
  if (!domain) return local
  const unlabelled = local.replace(/(?<=.)\+.*$/, '')
  return gmailDomains.has(domain)
    ? `${unlabelled.replaceAll('.', '')}@gmail.com`
    : `${unlabelled}@${domain}`
}

const gmailDomains = new Set(['gmail.com', 'googlemail.com'])

// The table holds no e-mail address that somebody typed.
function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 32)
}
