import type { FormState } from '../../platform/forms.ts'
import { formatDate } from '../../ui/dates.ts'
import { PostForm, SubmitButton } from '../../ui/form.tsx'
import { Details } from '../../ui/govuk/details.tsx'
import { SummaryList } from '../../ui/govuk/summary-list.tsx'
import { Table } from '../../ui/govuk/table.tsx'
import { WarningText } from '../../ui/govuk/warning-text.tsx'
import { Page } from '../../ui/layout.tsx'
import type { SiteContext } from '../../ui/site-context.ts'
import { accountPaths } from '../people-paths.ts'
import { TaskPage } from '../sign-in/sign-in-pages.tsx'
import { shown } from './export-file.tsx'
import type { ReadSection } from './personal-data.ts'
import { ownDataPaths } from './privacy-paths.ts'
import type { PrivacyRequest } from './privacy-request-queries.ts'
import { privacyKinds, stateWords } from './privacy-words.ts'

/** What is kept of somebody and why, straight from the records. */
export function OwnDataPage(props: {
  site: SiteContext
  sections: ReadSection[]
  requests: PrivacyRequest[]
  success?: string | undefined
}) {
  const kept = props.sections.filter(({ rows }) => rows.length > 0)
  const empty = [
    ...new Set(props.sections.filter(({ rows }) => rows.length === 0).map(({ title }) => title)),
  ]
  return (
    <Page
      site={props.site}
      title="Your data"
      isUnlisted
      success={props.success}
      backLink={{ href: accountPaths.account, text: 'Your account' }}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <h1 class="govuk-heading-l">Your data</h1>
          <p class="govuk-body">
            This is what is kept about you, and why. You can have it as a file, have it corrected,
            ask for it to be erased, or complain.
          </p>
          <ul class="govuk-list govuk-list--spaced">
            <li>
              <a class="govuk-link" href={ownDataPaths.download}>
                Download everything as one file
              </a>
            </li>
            <li>
              <a class="govuk-link" href={ownDataPaths.request('correction')}>
                Ask for a correction
              </a>
            </li>
            <li>
              <a class="govuk-link" href={ownDataPaths.request('erasure')}>
                Ask for your data to be erased
              </a>
            </li>
            <li>
              <a class="govuk-link" href={ownDataPaths.request('objection')}>
                Object, or have the use of your data limited
              </a>
            </li>
            <li>
              <a class="govuk-link" href={ownDataPaths.request('complaint')}>
                Complain about how your data is used
              </a>
            </li>
          </ul>
          {props.requests.length > 0 && <OwnRequests requests={props.requests} />}
          <h2 class="govuk-heading-m">What is kept about you</h2>
          {kept.map((section) => (
            <Section section={section} />
          ))}
          <Details summary={`${empty.length} kinds of record hold nothing about you`}>
            <ul class="govuk-list govuk-list--bullet">
              {empty.map((title) => (
                <li>{title}</li>
              ))}
            </ul>
          </Details>
        </div>
      </div>
    </Page>
  )
}

/** Rows that are shown on the page; the file has them all. */
const mostShown = 10

function Section({ section }: { section: ReadSection }) {
  const names = Object.keys(section.fields)
  const rows = section.rows.slice(-mostShown)
  const count = section.rows.length
  return (
    <>
      <h3 class="govuk-heading-s">{section.title}</h3>
      <p class="govuk-body">{section.why}</p>
      <Details
        summary={
          count === 1
            ? 'Show the record'
            : `Show ${count === rows.length ? 'the' : `the last ${rows.length} of`} ${count} records`
        }
      >
        {rows.map((row) => (
          <SummaryList
            classes="govuk-summary-list--no-border"
            rows={names.map((name) => ({ key: section.fields[name]!, value: shown(row[name]) }))}
          />
        ))}
      </Details>
    </>
  )
}

function OwnRequests({ requests }: { requests: PrivacyRequest[] }) {
  return (
    <>
      <h2 class="govuk-heading-m">What you asked for</h2>
      <Table
        caption="What you asked for"
        captionClasses="govuk-visually-hidden"
        firstCellIsHeader
        head={[{ text: 'What' }, { text: 'Received' }, { text: 'State' }]}
        rows={requests.map((request) => [
          {
            text: (
              <a class="govuk-link" href={ownDataPaths.asked(request.id)}>
                {privacyKinds[request.kind].title}
                <span class="govuk-visually-hidden"> {request.reference}</span>
              </a>
            ),
          },
          { text: formatDate(request.received_on) },
          {
            text:
              request.state === 'open'
                ? `Answer by ${formatDate(request.answer_by)}`
                : stateWords[request.state],
          },
        ])}
      />
    </>
  )
}

/** Before the file of one's own data is made. */
export function DownloadPage(props: {
  site: SiteContext
  form: FormState
  /** A copy that an officer has made, rather than one made now. */
  request?: PrivacyRequest
}) {
  const { request } = props
  return (
    <TaskPage
      site={props.site}
      title={request ? 'Download the copy of your data' : 'Download everything about you'}
      form={props.form}
      back={request ? ownDataPaths.asked(request.id) : ownDataPaths.show}
    >
      <p class="govuk-body">
        You get one ZIP file with the same in two forms: <strong>data.html</strong> to read, and{' '}
        <strong>data.json</strong> for programs. It holds nothing about other people, and no
        password or key.
      </p>
      <WarningText>Save it where only you can read it, and not on a shared computer.</WarningText>
      <PostForm action={request ? ownDataPaths.released(request.id) : ownDataPaths.download}>
        <SubmitButton>Download</SubmitButton>
      </PostForm>
    </TaskPage>
  )
}
