/**
 * What an error of the mail server means for the one mail:
 * - `refused`: it will not take this one (5xx);
 * - `later`: it may take this one later (4xx);
 * - `unreachable`: it takes nothing now, and this one surely did not leave;
 * - `unsure`: the connection broke after the mail was on its way, so it may have arrived.
 */
export type Trouble = { kind: 'refused' | 'later' | 'unreachable' | 'unsure'; answer: string }

type SmtpError = Error & {
  code?: string
  originalCode?: string
  timeoutType?: string
  responseCode?: number
  response?: string
  command?: string
}

const neverConnected = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EADDRNOTAVAIL',
])
const beforeAnyMail = new Set([
  'EAUTH',
  'ENOAUTH',
  'EDNS',
  'ETLS',
  'EREQUIRETLS',
  'ECONFIG',
  'EPROXY',
])

/** Where in doubt it is `unsure`: a mail sent twice is better than one that nobody knows was lost. */
export function troubleOf(thrown: unknown): Trouble {
  const error = thrown as SmtpError
  const trouble = (kind: Trouble['kind']): Trouble => ({ kind, answer: answerOf(error) })
  if (beforeAnyMail.has(error.code ?? '')) return trouble('unreachable')
  if (neverConnected.has(error.originalCode ?? error.code ?? '')) return trouble('unreachable')
  if (/^(CONNECT|GREETING|UPGRADE)_TIMEOUT$/.test(error.timeoutType ?? ''))
    return trouble('unreachable')
  if (error.responseCode) {
    const isAboutThisMail = error.command === 'RCPT TO' || error.command === 'DATA'
    if (error.responseCode === 421 || !isAboutThisMail) return trouble('unreachable')
    return trouble(error.responseCode >= 500 ? 'refused' : 'later')
  }
  // Refused on our side, before anything was said to the server.
  if (error.code === 'EENVELOPE' || error.code === 'EMESSAGE') return trouble('refused')
  return trouble('unsure')
}

function answerOf(error: SmtpError): string {
  const words = error.response ?? error.message ?? 'no answer'
  return words.replace(/\s+/g, ' ').trim().slice(0, 300)
}

/** How long after the nth try a mail is tried again; null when it is given up. */
export function pauseAfter(attempts: number): number | null {
  const minutes = [1, 3, 10, 20, 30, 30, 30][attempts - 1]
  return minutes === undefined ? null : minutes * 60_000
}

/** How long nothing is sent while the server cannot be used: the longer it lasts, from 15 seconds to 5 minutes. */
export function serverPause(problemLastsMs: number): number {
  return Math.min(Math.max(problemLastsMs, 15_000), 300_000)
}
