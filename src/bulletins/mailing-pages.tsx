import type { FormState } from '../platform/forms.ts'
import type { Edition } from '../publishing/publishing.ts'
import { counted } from '../ui/counts-and-lists.ts'
import { Figures } from '../ui/content.tsx'
import { formatDateTime, formatTime } from '../ui/dates.ts'
import {
  FormErrors,
  hasErrors,
  HiddenField,
  PostButton,
  PostForm,
  RadiosField,
  SelectField,
  SubmitButton,
  TextField,
} from '../ui/form.tsx'
import { Button } from '../ui/govuk/button.tsx'
import { InsetText } from '../ui/govuk/inset-text.tsx'
import { SummaryList } from '../ui/govuk/summary-list.tsx'
import { Table } from '../ui/govuk/table.tsx'
import { WarningText } from '../ui/govuk/warning-text.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import { WorkspacePage } from '../ui/workspace.tsx'
import type { BulletinContent } from './bulletin-content.ts'
import { TodoList } from './bulletin-editor-pages.tsx'
import { longestMailBytes } from './bulletin-emails.tsx'
import type { PreparedBulletin } from './bulletin-mail.ts'
import { bulletinPaths } from './bulletin-paths.ts'
import type {
  DeliveryCounts,
  DeliveryState,
  ListedDelivery,
  Mailing,
  StopReason,
} from './mailing-queries.ts'
import { MailingTag } from './mailing-words.tsx'
import { MailFrame, MailText } from '../ui/mail-view.tsx'

type BulletinEdition = Edition<BulletinContent>

const wayTo = (bulletin: { id: string; title: string }) => [
  { text: 'Bulletins', href: bulletinPaths.manage },
  { text: bulletin.title, href: bulletinPaths.edit(bulletin.id) },
]

/** How the mail may be looked at: its width in pixels, and its colours. */
export type PreviewLook = { width: 600 | 320; scheme: 'light' | 'dark' }

/** The e-mail exactly as it will arrive, and a way to get one. */
export function PreviewPage(props: {
  site: SiteContext
  edition: BulletinEdition
  prepared: PreparedBulletin
  /** As mail programs show it. */
  sender: string
  text: string
  look: PreviewLook
  form: FormState
  testers: readonly { id: string; name: string; email: string }[]
  success: string | undefined
}) {
  const { site, edition, prepared, look, form } = props
  const { id } = edition.publication
  const bulletin = { id, title: edition.title }
  const lookPath = (change: Partial<PreviewLook>): string => {
    const { width, scheme } = { ...look, ...change }
    return `?width=${width}&scheme=${scheme}`
  }
  return (
    <WorkspacePage
      site={site}
      title={`The e-mail: ${edition.title}`}
      heading="The e-mail"
      caption={edition.title}
      hasErrors={hasErrors(form)}
      success={props.success}
      breadcrumbs={wayTo(bulletin)}
    >
      <FormErrors form={form} />
      <SummaryList
        rows={[
          { key: 'Subject', value: prepared.compiled.subject },
          { key: 'From', value: props.sender },
          { key: 'Answers go to', value: prepared.replyTo || 'Nobody yet' },
          { key: 'Version', value: `${edition.version}, as it was last saved` },
          {
            key: 'Size',
            value: `${Math.ceil(prepared.compiled.bytes / 1024)} KB of ${longestMailBytes / 1024} KB that Gmail shows`,
          },
        ]}
      />
      <PostForm action={bulletinPaths.test(id)} label="Send a test">
        <SelectField
          form={form}
          name="to"
          label={{ text: 'Send a test to', classes: 'govuk-label--s' }}
          hint="One mail, marked “Test” in its subject. Subscribers get nothing."
          items={props.testers.map(({ id: personId, name, email }) => ({
            value: personId,
            text: `${name}, ${email}`,
          }))}
        />
        <SubmitButton classes="govuk-button--secondary">Send a test</SubmitButton>
      </PostForm>
      <h2 class="govuk-heading-m" id="html">
        As most programs show it
      </h2>
      <nav class="cairn-switch" aria-label="How to look at it">
        <ul class="govuk-list">
          {([600, 320] as const).map((width) => (
            <li>
              <a
                class="govuk-link"
                href={`${lookPath({ width })}#html`}
                aria-current={look.width === width ? 'true' : undefined}
              >
                {width === 600 ? 'Computer' : 'Phone'}
              </a>
            </li>
          ))}
          {(['light', 'dark'] as const).map((scheme) => (
            <li>
              <a
                class="govuk-link"
                href={`${lookPath({ scheme })}#html`}
                aria-current={look.scheme === scheme ? 'true' : undefined}
              >
                {scheme === 'light' ? 'Light' : 'Dark'}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <MailFrame
        title={`E-mail: ${edition.title}`}
        src={`${bulletinPaths.previewHtml(id)}${lookPath({})}`}
        width={look.width}
      />
      <h2 class="govuk-heading-m">As plain text</h2>
      <p class="govuk-body">For programs that show no formatting, and for some screen readers.</p>
      <MailText>{props.text}</MailText>
    </WorkspacePage>
  )
}

export type SendPageProps = {
  site: SiteContext
  bulletin: { id: string; title: string }
  /** Null while nothing is published. */
  published: { edition: BulletinEdition; prepared: PreparedBulletin } | null
  hasNewerDraft: boolean
  recipients: number
  /** Earlier sendings, newest first. */
  mailings: readonly Mailing[]
  form: FormState
}

/** What will happen, said before it happens; sending asks for the number of people to be typed. */
export function SendPage(props: SendPageProps) {
  const { site, bulletin, published, form, recipients } = props
  const sent = props.mailings.find(({ version }) => version === published?.edition.version)
  const blocking = published?.prepared.readiness.filter(({ blocks }) => blocks !== 'nothing') ?? []
  return (
    <WorkspacePage
      site={site}
      title={`Send: ${bulletin.title}`}
      heading={published && !sent ? `Send to ${counted(recipients, 'subscriber')}` : 'Send'}
      caption={bulletin.title}
      hasErrors={hasErrors(form)}
      breadcrumbs={wayTo(bulletin)}
    >
      <FormErrors form={form} />
      {!published && (
        <p class="govuk-body">
          Only a published bulletin can be sent, so that two people have seen it.{' '}
          <a class="govuk-link" href={`/manage/publications/${bulletin.id}`}>
            Review and publish it
          </a>{' '}
          first.
        </p>
      )}
      {published && sent && <AlreadySent version={published.edition.version} mailing={sent} />}
      {published && !sent && blocking.length > 0 && (
        <TodoList id={bulletin.id} readiness={blocking} />
      )}
      {published && !sent && blocking.length === 0 && recipients === 0 && (
        <p class="govuk-body">
          Nobody gets the bulletin yet.{' '}
          <a class="govuk-link" href={bulletinPaths.subscribers}>
            Go to the subscribers
          </a>
        </p>
      )}
      {published && !sent && blocking.length === 0 && recipients > 0 && (
        <SendForm {...props} published={published} />
      )}
    </WorkspacePage>
  )
}

function AlreadySent({ version, mailing }: { version: number; mailing: Mailing }) {
  return (
    <p class="govuk-body">
      Version {version}, which the public reads, was sent on {formatDateTime(mailing.started_at)}.{' '}
      <a class="govuk-link" href={bulletinPaths.mailing(mailing.id)}>
        See who got it
      </a>
      . Nothing is sent twice by mistake: to send a correction, publish a new version first.
    </p>
  )
}

function SendForm({
  bulletin,
  published,
  recipients,
  hasNewerDraft,
  mailings,
  form,
}: SendPageProps & { published: NonNullable<SendPageProps['published']> }) {
  const { edition, prepared } = published
  const opened: FormState = {
    errors: form.errors,
    values: {
      whenUnsure: 'resend',
      ...form.values,
      version: String(edition.version),
      recipients: String(recipients),
    },
  }
  const earlier = mailings[0]
  return (
    <>
      <SummaryList
        rows={[
          { key: 'Subject', value: prepared.compiled.subject },
          {
            key: 'What goes out',
            value: (
              <>
                Version {edition.version}, as the public reads it.{' '}
                <a class="govuk-link" href={bulletinPaths.preview(bulletin.id)}>
                  See the e-mail
                </a>
              </>
            ),
          },
          { key: 'To', value: `${counted(recipients, 'subscriber')}, each by a mail of their own` },
          { key: 'Answers go to', value: prepared.replyTo },
        ]}
      />
      {hasNewerDraft && (
        <InsetText>
          There is a newer draft. It is not sent: only the published version {edition.version} is.
        </InsetText>
      )}
      {earlier && (
        <InsetText>
          Version {earlier.version} of this bulletin was sent on{' '}
          {formatDateTime(earlier.started_at)}. Everybody gets a second mail.
        </InsetText>
      )}
      <WarningText iconFallbackText="Warning">
        An e-mail cannot be taken back. Sending begins at once; you can stop it on the next page,
        and whoever has it by then keeps it.
      </WarningText>
      <PostForm action={bulletinPaths.send(bulletin.id)}>
        <HiddenField form={opened} name="version" />
        <HiddenField form={opened} name="recipients" />
        <RadiosField
          form={opened}
          name="whenUnsure"
          legend="If the line breaks and nobody can say whether somebody got it"
          items={[
            {
              value: 'resend',
              text: 'Send it to them again',
              hint: 'A few people may get it twice. Right for most bulletins.',
            },
            {
              value: 'hold',
              text: 'Leave them to me',
              hint: 'They are listed, and you decide. Right where twice would be worse than not at all.',
            },
          ]}
        />
        <TextField
          form={opened}
          name="typed"
          label={{
            text: `To confirm, type the number of subscribers: ${recipients}`,
            classes: 'govuk-label--s',
          }}
          classes="govuk-input--width-5"
          inputmode="numeric"
          autocomplete="off"
        />
        <div class="govuk-button-group">
          <SubmitButton classes="govuk-button--warning">
            Send to {counted(recipients, 'subscriber')}
          </SubmitButton>
          <a class="govuk-link" href={bulletinPaths.edit(bulletin.id)}>
            Do not send now
          </a>
        </div>
      </PostForm>
    </>
  )
}

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
