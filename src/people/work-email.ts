import { domainToASCII } from 'node:url'
import disposable from 'disposable-email-domains-js'
import { z } from 'zod'
import { isSharedMailbox } from './shared-mailbox.ts'

/**
 * Addresses for a person's own record: one that mail reaches, of one person, and not for a day. What is refused is said
 * with what to do instead. Signing in takes any address, as whoever has a record signs in with what it says.
 */

/** Why an address is refused; null where it may be taken. The address as it is kept, with the domain in small letters. */
export function readWorkEmail(
  typed: string,
): { ok: true; email: string } | { ok: false; message: string } {
  const trimmed = typed.trim()
  const message = formProblem(trimmed) ?? ownerProblem(trimmed)
  if (message) return { ok: false, message }
  const at = trimmed.lastIndexOf('@')
  return { ok: true, email: `${trimmed.slice(0, at)}@${asciiDomain(trimmed.slice(at + 1))}` }
}

/**
 * For forms in which somebody gives their own work address, or an officer that of somebody. Where a record is corrected,
 * what it says already (`current`) may stay.
 */
export const workEmail = (current?: string) =>
  z.string({ error: 'Enter an email address' }).transform((typed, context) => {
    if (current && typed.trim() === current) return current
    const read = readWorkEmail(typed)
    if (read.ok) return read.email
    context.addIssue({ code: 'custom', message: read.message })
    return z.NEVER
  })

/** For an address to write to that need not be one person's, such as a line manager's. */
export const reachableEmail = z.string().transform((typed, context) => {
  const trimmed = typed.trim()
  const message = formProblem(trimmed)
  if (!message) return trimmed
  context.addIssue({ code: 'custom', message })
  return z.NEVER
})

/** Mail for everybody: no employer stands behind it. Childminders and foster carers often have no other. */
export function isPersonalProvider(email: string): boolean {
  return personalProviders.has(email.slice(email.lastIndexOf('@') + 1).toLowerCase())
}

const example = 'like name@example.org'

// In the order in which a slip is best explained.
function formProblem(typed: string): string | null {
  if (typed === '') return 'Enter an email address'
  if (/[\p{Cc}\p{Cf}\u2028\u2029]/u.test(typed))
    return 'The email address contains characters that cannot be seen. Type it again'
  if (Buffer.byteLength(typed) > 254) return 'Enter an email address of 254 characters or fewer'
  if (/^mailto:|[<>]/i.test(typed)) return `Enter the email address alone, ${example}`
  if (/\s/u.test(typed)) return `Enter the email address without spaces, ${example}`
  if (!typed.includes('@')) return `Enter an email address with an @, ${example}`
  if (/["\\]/.test(typed) || typed.indexOf('@') !== typed.lastIndexOf('@'))
    return `Enter one email address with one @ and no quotation marks, ${example}`
  if (/[,;]/.test(typed)) return `Enter one email address without commas, ${example}`
  const [local = '', domain = ''] = typed.split('@')
  return localProblem(local) ?? domainProblem(domain)
}

function localProblem(local: string): string | null {
  if (local === '') return `Enter what comes before the @, ${example}`
  if (/\P{ASCII}/u.test(local))
    return 'Before the @ an email address has letters without accents only. Enter it in that form, or another address'
  if (Buffer.byteLength(local) > 64)
    return 'What comes before the @ must be 64 characters or fewer. Check the email address'
  if (/^\.|\.$|\.\./.test(local))
    return 'Before the @ there is a full stop too many. Check the email address'
  return /^[\w!#$%&'*+/=?^`{|}~.-]+$/.test(local)
    ? null
    : `Enter an email address in the right form, ${example}`
}

function domainProblem(domain: string): string | null {
  if (domain === '') return `Enter what comes after the @, ${example}`
  if (/^\.|\.$|\.\./.test(domain))
    return 'After the @ there is a full stop too many. Check the email address'
  const labels = asciiDomain(domain).split('.')
  const isName =
    labels.length > 1 &&
    labels.join('.').length <= 253 &&
    labels.every((label) => /^(?!-)[a-z0-9-]{1,63}(?<!-)$/.test(label)) &&
    // The last part is never a number: that would be an address of a machine.
    /^[a-z][a-z0-9-]*[a-z0-9]$/.test(labels.at(-1) ?? '')
  if (!isName || /(^|\.)(localhost|local|invalid|internal)$/.test(labels.join('.')))
    return `After the @ an email address has the name of a website or organisation, such as example.org. Check the email address`
  return null
}

function ownerProblem(email: string): string | null {
  const domain = asciiDomain(email.slice(email.lastIndexOf('@') + 1))
  if (isDisposable(domain))
    return 'This address lasts for a short time only, and what is learned has to stay with the person. Check how it is spelt, or enter a work address, or a personal one if there is no other'
  if (isSharedMailbox(email))
    return 'This looks like a mailbox that several people share. Certificates and reminders are for one person: enter a work address that one person alone reads, or a personal one if there is no other'
  return null
}

// The package makes the set anew for each question, which takes milliseconds.
let disposableDomains: Set<string> | undefined

// A domain under a disposable one is as short-lived.
function isDisposable(domain: string): boolean {
  disposableDomains ??= disposable.disposableEmailBlocklistSet()
  const known = disposableDomains
  const labels = domain.split('.')
  return labels.slice(0, -1).some((_label, at) => known.has(labels.slice(at).join('.')))
}

/** Names in other scripts as the net carries them, `''` for what is none. */
function asciiDomain(domain: string): string {
  // The function would also read other spellings of numeric addresses, a percent sign or a path.
  return /[\s/\\?#%:[\]]/.test(domain) ? '' : domainToASCII(domain)
}

const personalProviders = new Set([
  'gmail.com',
  'googlemail.com',
  'hotmail.com',
  'hotmail.co.uk',
  'outlook.com',
  'live.com',
  'live.co.uk',
  'msn.com',
  'yahoo.com',
  'yahoo.co.uk',
  'ymail.com',
  'rocketmail.com',
  'icloud.com',
  'me.com',
  'mac.com',
  'aol.com',
  'aol.co.uk',
  'btinternet.com',
  'btopenworld.com',
  'sky.com',
  'talktalk.net',
  'talktalk.co.uk',
  'tiscali.co.uk',
  'virginmedia.com',
  'virgin.net',
  'ntlworld.com',
  'blueyonder.co.uk',
  'plus.com',
  'plusnet.com',
  'o2.co.uk',
  'tesco.net',
  'freeserve.co.uk',
  'orange.net',
  'proton.me',
  'protonmail.com',
  'fastmail.com',
  'gmx.co.uk',
  'gmx.com',
  'mail.com',
  'zoho.com',
])
