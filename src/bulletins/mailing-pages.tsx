import type { FormState } from '../platform/forms.ts'
import type { Edition } from '../publishing/publishing.ts'
import { counted } from '../ui/counts-and-lists.ts'
import { formatDateTime } from '../ui/dates.ts'
import {
  FormErrors,
  boldLabel,
  hasErrors,
  HiddenField,
  PostForm,
  RadiosField,
  SelectField,
  SubmitButton,
  TextField,
} from '../ui/form.tsx'
import { InsetText } from '../ui/govuk/inset-text.tsx'
import { SummaryList } from '../ui/govuk/summary-list.tsx'
import { WarningText } from '../ui/govuk/warning-text.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import { WorkspacePage } from '../ui/workspace.tsx'
import type { BulletinContent } from './bulletin-content.ts'
import { longestMailBytes } from './bulletin-emails.tsx'
import type { PreparedBulletin } from './bulletin-mail.ts'
import { bulletinPaths, wayTo } from './bulletin-paths.ts'
import type { Mailing } from './mailing-queries.ts'
import { TodoList } from './todo-list.tsx'
import { MailFrame, MailText } from '../ui/mail-view.tsx'

type BulletinEdition = Edition<BulletinContent>

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
          label={boldLabel('Send a test to')}
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
          label={boldLabel(`To confirm, type the number of subscribers: ${recipients}`)}
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
