import { counted } from '../ui/counts-and-lists.ts'
import { Figures } from '../ui/content.tsx'
import { formatDateTime, formatTime } from '../ui/dates.ts'
import { PostButton, PostForm, SubmitButton } from '../ui/form.tsx'
import { Button } from '../ui/govuk/button.tsx'
import { InsetText } from '../ui/govuk/inset-text.tsx'
import { Table } from '../ui/govuk/table.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import { WorkspacePage } from '../ui/workspace.tsx'
import { bulletinPaths, wayTo } from './bulletin-paths.ts'
import type {
  DeliveryCounts,
  DeliveryState,
  ListedDelivery,
  Mailing,
  StopReason,
} from './mailing-queries.ts'
import { MailingTag } from './mailing-words.tsx'
import { MailFrame } from '../ui/mail-view.tsx'

export type MailingPageProps = {
  site: SiteContext
  bulletin: { id: string; title: string }
  mailing: Mailing
  startedBy: string | null
  counts: DeliveryCounts
  /** Those it did not reach, or may have reached twice: at most `listedAtMost`. */
  missed: readonly ListedDelivery[]
  success: string | undefined
}

export const listedAtMost = 500

const stopWords: Record<StopReason, string> = {
  person: 'Somebody of the business unit stopped it.',
  late: 'It was interrupted for more than an hour. It may have gone out before from another copy of this site, so a person has to decide.',
  refusals:
    'The mail server refused the first twenty addresses. Something is wrong with the server or our sender address, not with the list.',
  unreachable: 'The mail server could not be used for twelve hours.',
}

/** How far a mailing is, who missed it, and what can be done. */
export function MailingPage(props: MailingPageProps) {
  const { site, mailing, bulletin, counts, success } = props
  const left = counts.queued + counts.sending
  const missedCount = counts.failed + counts.ambiguous
  return (
    <WorkspacePage
      site={site}
      title={`Mailing: ${bulletin.title}`}
      heading={headingOf(mailing, counts)}
      caption={bulletin.title}
      success={success}
      breadcrumbs={wayTo(bulletin)}
    >
      <p class="govuk-body">
        <MailingTag state={mailing.state} /> Version {mailing.version}, begun on{' '}
        {formatDateTime(mailing.started_at)}
        {props.startedBy && ` by ${props.startedBy}`}
        {mailing.finished_at && `, finished at ${formatTime(mailing.finished_at)}`}.
      </p>
      <Progress counts={counts} />
      <Figures
        items={[
          { label: 'Sent', value: counts.sent.toLocaleString('en-GB') },
          { label: 'Waiting', value: left.toLocaleString('en-GB') },
          { label: 'Refused', value: counts.failed.toLocaleString('en-GB') },
          { label: 'Not known', value: counts.ambiguous.toLocaleString('en-GB') },
          { label: 'Left the list meanwhile', value: counts.skipped.toLocaleString('en-GB') },
        ]}
      />
      <Standing {...props} left={left} />
      {missedCount > 0 && mailing.state !== 'sending' && (
        <PostForm action={bulletinPaths.resendMailing(mailing.id)} label="Send again">
          <h2 class="govuk-heading-m">Send again to those who missed it</h2>
          <p class="govuk-body">
            Exactly the {counted(missedCount, 'address', 'addresses')} below that got nothing or of
            which it is not known. Nobody else gets a second mail.
          </p>
          <SubmitButton classes="govuk-button--secondary">
            Send again to {counted(missedCount, 'address', 'addresses')}
          </SubmitButton>
        </PostForm>
      )}
      <Missed missed={props.missed} counts={counts} />
      <h2 class="govuk-heading-m">What was sent</h2>
      <p class="govuk-body">Kept as it went out, whatever is changed later.</p>
      <MailFrame
        title={`E-mail as sent: ${mailing.subject}`}
        src={bulletinPaths.mailingHtml(mailing.id)}
        width={600}
      />
    </WorkspacePage>
  )
}

function headingOf({ state }: Mailing, { sent, total }: DeliveryCounts): string {
  const figures = `${sent.toLocaleString('en-GB')} of ${counted(total, 'subscriber')}`
  if (state === 'sending') return `Sending: ${figures}`
  return state === 'stopped' ? `Stopped at ${figures}` : `Sent to ${figures}`
}

function Progress({ counts }: { counts: DeliveryCounts }) {
  const done = counts.total - counts.queued - counts.sending
  return (
    <progress class="cairn-progress" max={counts.total} value={done} aria-label="Done">
      {done} of {counts.total}
    </progress>
  )
}

function Standing({ mailing, left, counts }: MailingPageProps & { left: number }) {
  return (
    <>
      {mailing.problem && mailing.state === 'sending' && (
        <InsetText>
          <p class="govuk-body">
            The mail server cannot be used now: “{mailing.problem}”. Nobody is lost.
            {mailing.retry_at && ` It is tried again at ${formatTime(mailing.retry_at)}.`}
          </p>
          <PostButton
            action={bulletinPaths.continueMailing(mailing.id)}
            classes="govuk-button--secondary"
          >
            Try now
          </PostButton>
        </InsetText>
      )}
      {mailing.stopped_because && <InsetText>{stopWords[mailing.stopped_because]}</InsetText>}
      {mailing.state === 'sending' && (
        <div class="govuk-button-group">
          <PostButton
            action={bulletinPaths.stopMailing(mailing.id)}
            classes="govuk-button--warning"
          >
            Stop sending
          </PostButton>
          <Button href={bulletinPaths.mailing(mailing.id)} classes="govuk-button--secondary">
            Show the figures of now
          </Button>
        </div>
      )}
      {mailing.state === 'stopped' && left > 0 && (
        <PostButton action={bulletinPaths.continueMailing(mailing.id)}>
          Go on with the {counted(left, 'subscriber')} left
        </PostButton>
      )}
      {counts.timesUnsure > 0 && (
        <p class="govuk-body">
          {counted(counts.timesUnsure, 'time')} the line broke before the mail server had answered.
          {mailing.when_unsure === 'resend'
            ? ' Those mails were sent again with the same number, so that mail programs can tell that it is the same mail.'
            : ' Those mails are listed as not known.'}
        </p>
      )}
    </>
  )
}

const stateWords: Record<DeliveryState, string> = {
  queued: 'Waiting',
  sending: 'On its way',
  sent: 'Sent',
  failed: 'Refused',
  ambiguous: 'Not known',
  skipped: 'Left the list meanwhile',
}

function Missed({ missed, counts }: Pick<MailingPageProps, 'missed' | 'counts'>) {
  if (missed.length === 0) return null
  const total = counts.failed + counts.ambiguous + counts.skipped
  return (
    <>
      <h2 class="govuk-heading-m">Who missed it</h2>
      {total > missed.length && (
        <p class="govuk-body">
          The first {missed.length} of {total.toLocaleString('en-GB')}.
        </p>
      )}
      <Table
        classes="cairn-stacked-table"
        caption="Who missed it, and why"
        captionClasses="govuk-visually-hidden"
        head={[
          { text: 'Address' },
          { text: 'What happened' },
          { text: 'Tries', format: 'numeric' },
          { text: 'What the mail server said' },
        ]}
        rows={missed.map(({ email, state, attempts, answer }) => [
          { text: email ?? 'Removed subscriber' },
          { text: stateWords[state] },
          { text: attempts, format: 'numeric' },
          { text: state === 'skipped' ? '' : (answer ?? '') },
        ])}
      />
    </>
  )
}
