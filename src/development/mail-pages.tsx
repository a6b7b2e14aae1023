import { formatDateTime } from '../ui/dates.ts'
import { InsetText } from '../ui/govuk/inset-text.tsx'
import { SummaryList } from '../ui/govuk/summary-list.tsx'
import { Table } from '../ui/govuk/table.tsx'
import { Page } from '../ui/layout.tsx'
import { MailFrame, MailText } from '../ui/mail-view.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import { keptPerPage, type KeptMail } from '../platform/kept-mail-queries.ts'

export const mailPaths = {
  all: '/development/mail',
  kept: (id: number) => `/development/mail/${id}`,
  keptHtml: (id: number) => `/development/mail/${id}/html`,
  sample: (number: number) => `/development/mail/samples/${number}`,
  sampleHtml: (number: number) => `/development/mail/samples/${number}/html`,
}

const styles = ['manage.css']

/** Mails that would have gone out, and an example of every mail there is. */
export function MailListPage(props: {
  site: SiteContext
  mails: readonly Pick<KeptMail, 'id' | 'at' | 'recipient' | 'subject'>[]
  /** Their names. */
  samples: readonly string[]
  isKept: boolean
}) {
  const { site, mails, samples } = props
  return (
    <Page site={site} title="E-mail, for development" isUnlisted styles={styles}>
      <h1 class="govuk-heading-l">E-mail, for development</h1>
      <h2 class="govuk-heading-m" id="kept">
        Kept here
      </h2>
      <p class="govuk-body">
        {props.isKept
          ? 'No mail server is configured, so every e-mail is kept here instead of being sent.'
          : 'Mail goes to the server in SMTP_URL. These were kept before that was set.'}
      </p>
      {mails.length === 0 ? (
        <InsetText>Nothing has been sent yet.</InsetText>
      ) : (
        <Table
          classes="cairn-stacked-table"
          caption="The newest first"
          captionClasses="govuk-visually-hidden"
          firstCellIsHeader
          head={[{ text: 'Subject' }, { text: 'To' }, { text: 'When' }]}
          rows={mails.map(({ id, at, recipient, subject }) => [
            {
              text: (
                <a class="govuk-link" href={mailPaths.kept(id)}>
                  {subject}
                </a>
              ),
            },
            { text: recipient },
            { text: formatDateTime(at) },
          ])}
        />
      )}
      {mails.length === keptPerPage && (
        <p class="govuk-body">
          <a class="govuk-link" href={`${mailPaths.all}?before=${mails.at(-1)!.id}`}>
            Older e-mails
          </a>
        </p>
      )}
      <h2 class="govuk-heading-m" id="samples">
        Every e-mail there is
      </h2>
      <ul class="govuk-list">
        {samples.map((name, number) => (
          <li>
            <a class="govuk-link" href={mailPaths.sample(number)}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </Page>
  )
}

/** One mail: headers, HTML in a frame, text. */
export function MailPage(props: {
  site: SiteContext
  subject: string
  headers: [name: string, value: string][]
  htmlPath: string | null
  text: string
  publicUrl: string
}) {
  const { site, subject } = props
  return (
    <Page
      site={site}
      title={subject}
      isUnlisted
      styles={styles}
      backLink={{ href: mailPaths.all, text: 'All e-mails' }}
    >
      <h1 class="govuk-heading-l">{subject}</h1>
      {props.headers.length > 0 && (
        <SummaryList
          classes="cairn-mail-headers"
          rows={props.headers.map(([key, value]) => ({ key, value }))}
        />
      )}
      {props.htmlPath && (
        <>
          <h2 class="govuk-heading-m">As most programs show it</h2>
          <MailFrame title={subject} src={props.htmlPath} width={600} />
        </>
      )}
      <h2 class="govuk-heading-m">As plain text</h2>
      <MailText>
        <Linked text={props.text} publicUrl={props.publicUrl} />
      </MailText>
    </Page>
  )
}

/** Addresses of this site can be pressed, as a reader would. */
function Linked({ text, publicUrl }: { text: string; publicUrl: string }) {
  return (
    <>
      {text
        .split(/(https?:\/\/[^\s)]+)/)
        .map((part) =>
          part.startsWith(`${publicUrl}/`) ? (
            <a href={part.slice(publicUrl.length)}>{part}</a>
          ) : (
            part
          ),
        )}
    </>
  )
}
