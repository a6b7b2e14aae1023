import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../platform/database.ts'
import type { MailMessage } from '../platform/mail.ts'
import type { Services } from '../platform/web.ts'
import { bulletinPaths } from './bulletin-paths.ts'
import { pauseAfter, serverPause, troubleOf, type Trouble } from './delivery-outcome.ts'
import {
  becomeWorker,
  claimNext,
  clearProblem,
  endWorker,
  finishMailing,
  noteProblem,
  recoverAbandoned,
  settle,
  showLife,
  whatIsLeft,
  type Claim,
  type Settlement,
} from './delivery-queries.ts'
import { findMailing, stopMailing, type Mailing } from './mailing-queries.ts'
import { joinSegments } from './mailing-segments.ts'

export type SendingServices = Pick<Services, 'database' | 'clock' | 'mail' | 'log'> & {
  config: { publicUrl: string }
}

/** A sending that was silent for longer may be a restored backup that has gone out before: a person decides. */
export const longestSilenceMs = 3600_000
/** After this long without a usable mail server the sending stops by itself. */
const longestProblemMs = 12 * 3600_000
/** So many refusals before the first success mean that something is wrong with us, not with the addresses. */
const refusalsThatStop = 20
const showLifeEveryMs = 5000

/**
 * Sends what is due of a mailing, one mail at a time, for up to `sliceMs`, and may be killed at any point. A row is
 * claimed and committed before its mail leaves, and marked after the server took it; what a dead worker left between
 * the two is found by its lock and sent again under the same Message-ID. So nobody is lost, no row is sent twice
 * knowingly, and a kill costs at most one second copy on the wire.
 * Returns whether more is due now.
 */
export async function sendMailing(
  services: SendingServices,
  mailingId: string,
  options: { sliceMs: number },
): Promise<{ moreIsDue: boolean }> {
  const { database, log } = services
  return database.connection().execute(async (connection) => {
    const mailing = await findMailing(database, mailingId)
    if (!mailing || mailing.state !== 'sending') return { moreIsDue: false }
    if (await isTooLate(services, mailing)) return { moreIsDue: false }
    const worker = await becomeWorker(connection)
    try {
      const abandoned = await recoverAbandoned(database, mailingId, mailing.when_unsure)
      if (abandoned > 0) log.info('mailing.recovered', { mailing: mailingId, abandoned })
      const run = { services, connection, mailing, worker, ...startOf(options.sliceMs) }
      await sendWhileDue(run)
      return await concludeRun(services, mailingId)
    } finally {
      await endWorker(connection, worker)
    }
  })
}

type Run = {
  services: SendingServices
  /** Holds the worker's lock: when it breaks, claiming breaks with it. */
  connection: Database
  mailing: Mailing
  worker: number
  endsAt: number
  counts: { sent: number; refused: number; unsureInARow: number }
  lifeShownAt: number
}

function startOf(sliceMs: number): Pick<Run, 'endsAt' | 'counts' | 'lifeShownAt'> {
  return {
    endsAt: performance.now() + sliceMs,
    counts: { sent: 0, refused: 0, unsureInARow: 0 },
    lifeShownAt: -Infinity,
  }
}

async function sendWhileDue(run: Run): Promise<void> {
  const { services, connection, mailing, worker } = run
  while (performance.now() < run.endsAt) {
    if (performance.now() - run.lifeShownAt > showLifeEveryMs) {
      await showLife(services.database, mailing.id, services.clock.now())
      run.lifeShownAt = performance.now()
    }
    const claim = await claimNext(connection, mailing.id, worker, services.clock.now())
    if (!claim) return
    if (claim.recipient && !(await deliver(run, claim, claim.recipient))) return
  }
}

/** Sends one claimed mail and settles its row. False when the server cannot be used now. */
async function deliver(
  run: Run,
  claim: Claim,
  recipient: NonNullable<Claim['recipient']>,
): Promise<boolean> {
  const { services, mailing } = run
  const message = messageFor(mailing, claim.messageId, recipient, services.config.publicUrl)
  const trouble = await services.mail.send(message).then(
    () => null,
    (error: unknown) => troubleOf(error),
  )
  if (!trouble) {
    await settleSurely(run, claim, { state: 'sent', answer: null })
    run.counts.sent += 1
    run.counts.unsureInARow = 0
    if (mailing.problem) await clearProblem(services.database, mailing.id)
    mailing.problem = null
    return true
  }
  await settleSurely(run, claim, settlementOf(trouble, claim, mailing, services.clock.now()))
  return goesOnAfter(run, trouble)
}

function settlementOf(trouble: Trouble, claim: Claim, mailing: Mailing, now: Date): Settlement {
  const { kind, answer } = trouble
  const pauseMs = pauseAfter(claim.attempts)
  switch (kind) {
    case 'refused':
      return { state: 'failed', answer }
    case 'unreachable':
      return { state: 'queued', answer, at: now, wasTried: false, isUnsure: false }
    case 'later':
      return pauseMs === null
        ? { state: 'failed', answer }
        : {
            state: 'queued',
            answer,
            at: new Date(now.getTime() + pauseMs),
            wasTried: true,
            isUnsure: false,
          }
    case 'unsure':
      return pauseMs === null || mailing.when_unsure === 'hold'
        ? { state: 'ambiguous', answer }
        : { state: 'queued', answer, at: now, wasTried: true, isUnsure: true }
  }
}

async function goesOnAfter(run: Run, trouble: Trouble): Promise<boolean> {
  const { services, mailing, counts } = run
  if (trouble.kind === 'refused') {
    counts.refused += 1
    if (counts.sent > 0 || counts.refused < refusalsThatStop) return true
    await stopMailing(services.database, mailing.id, 'refusals')
    services.log.error('mailing.stopped', { mailing: mailing.id, because: 'refusals' })
    return false
  }
  if (trouble.kind === 'unsure') counts.unsureInARow += 1
  if (trouble.kind === 'later' || (trouble.kind === 'unsure' && counts.unsureInARow < 3))
    return true
  const now = services.clock.now()
  const since = mailing.problem_since ?? now
  const lastsMs = now.getTime() - since.getTime()
  if (lastsMs > longestProblemMs) {
    await stopMailing(services.database, mailing.id, 'unreachable')
    services.log.error('mailing.stopped', { mailing: mailing.id, because: 'unreachable' })
    return false
  }
  const retryAt = new Date(now.getTime() + serverPause(lastsMs))
  await noteProblem(services.database, mailing.id, { answer: trouble.answer, since, retryAt })
  services.log.error('mailing.waits-for-server', { mailing: mailing.id })
  return false
}

// The mail has left: the row must not stay undecided because the database is away for a moment.
async function settleSurely(run: Run, claim: Claim, settlement: Settlement): Promise<void> {
  const { services, mailing, worker } = run
  const row = { mailingId: mailing.id, subscriberId: claim.subscriberId, worker }
  for (let attempt = 1; ; attempt += 1) {
    try {
      const isOurs = await settle(services.database, row, settlement, services.clock.now())
      if (!isOurs) services.log.error('mailing.row-was-taken', { mailing: mailing.id })
      return
    } catch (error) {
      if (attempt === 10) throw error
      await sleep(attempt * 200)
    }
  }
}

async function concludeRun(
  services: SendingServices,
  mailingId: string,
): Promise<{ moreIsDue: boolean }> {
  const { database, clock, log } = services
  if (await finishMailing(database, mailingId, clock.now())) {
    log.info('mailing.finished', { mailing: mailingId })
    return { moreIsDue: false }
  }
  const mailing = await findMailing(database, mailingId)
  if (mailing?.state !== 'sending' || mailing.retry_at !== null) return { moreIsDue: false }
  return { moreIsDue: (await whatIsLeft(database, mailingId, clock.now())).due > 0 }
}

async function isTooLate(services: SendingServices, mailing: Mailing): Promise<boolean> {
  const silentMs = services.clock.now().getTime() - mailing.active_at.getTime()
  if (silentMs <= longestSilenceMs) return false
  if (await stopMailing(services.database, mailing.id, 'late'))
    services.log.error('mailing.stopped', { mailing: mailing.id, because: 'late' })
  return true
}

/** The mail one subscriber gets: the frozen words around an address of their own to unsubscribe at. */
export function messageFor(
  mailing: Pick<Mailing, 'subject' | 'html_segments' | 'text_segments' | 'from_name' | 'reply_to'>,
  messageId: string,
  recipient: { email: string; unsubscribeToken: string },
  publicUrl: string,
): MailMessage {
  const unsubscribeUrl = publicUrl + bulletinPaths.unsubscribe(recipient.unsubscribeToken)
  return {
    to: recipient.email,
    fromName: mailing.from_name,
    subject: mailing.subject,
    html: joinSegments(mailing.html_segments, unsubscribeUrl),
    text: joinSegments(mailing.text_segments, unsubscribeUrl),
    messageId,
    headers: {
      ...listHeaders(publicUrl, unsubscribeUrl),
      ...(mailing.reply_to ? { 'Reply-To': mailing.reply_to } : {}),
    },
  }
}

/** RFC 2919 and RFC 8058: mail programs show a button that unsubscribes with one POST. */
function listHeaders(publicUrl: string, unsubscribeUrl: string): Record<string, string> {
  return {
    'List-Id': `<bulletin.${new URL(publicUrl).hostname}>`,
    'List-Unsubscribe': `<${unsubscribeUrl}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    Precedence: 'bulk',
  }
}
