import { formatDateTime } from '../ui/dates.ts'
import { PostButton } from '../ui/form.tsx'
import { Button } from '../ui/govuk/button.tsx'
import { Select } from '../ui/govuk/select.tsx'
import { Table } from '../ui/govuk/table.tsx'
import { Tag } from '../ui/govuk/tag.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import { WorkspacePage } from '../ui/workspace.tsx'
import { ComparisonView } from './comparison-view.tsx'
import { PublicationHeader } from './publication-header.tsx'
import { capital } from './publication-pages.tsx'
import { publicationPaths } from './publication-paths.ts'
import type { Edition } from './publication-queries.ts'
import { sentenceOf, wordsOf } from './publication-sentences.ts'
import type { PublicationStatus, SavedVersion } from './publication-status.ts'
import type { ComparedField, LabelledText } from './version-comparison.ts'

/** Every version, and everything that was done, newest first. */
export function VersionsPage(props: {
  site: SiteContext
  status: PublicationStatus
  success?: string | undefined
}) {
  const { site, status, success } = props
  return (
    <WorkspacePage
      site={site}
      title={`Versions and history: ${status.title}`}
      heading={status.title}
      caption={capital(status.kind.noun)}
      success={success}
      breadcrumbs={[]}
    >
      <PublicationHeader status={status} place="versions" />
      <h2 class="govuk-heading-m" id="versions">
        Versions
      </h2>
      <VersionTable status={status} />
      {status.versions.length > 1 && <ComparisonChoice status={status} />}
      <h2 class="govuk-heading-m" id="history">
        What happened
      </h2>
      <ol class="cairn-history" aria-labelledby="history">
        {status.events.map((event) => (
          <li class="govuk-body">
            {sentenceOf(event)}
            {wordsOf(event) && <q class="cairn-typed">{wordsOf(event)}</q>}
          </li>
        ))}
      </ol>
    </WorkspacePage>
  )
}

function VersionTable({ status }: { status: PublicationStatus }) {
  return (
    <Table
      classes="cairn-stacked-table"
      attributes={{ 'aria-labelledby': 'versions' }}
      head={[
        { text: 'Version' },
        { text: 'Saved' },
        { text: 'Note' },
        { text: <span class="govuk-visually-hidden">What you can do</span> },
      ]}
      firstCellIsHeader
      rows={status.versions.map((version) => [
        { text: <VersionName status={status} version={version} /> },
        {
          text: `by ${version.savedBy ?? 'the system'} on ${formatDateTime(version.savedAt)}`,
        },
        { text: version.note ?? '' },
        { text: <VersionActions status={status} version={version} /> },
      ])}
    />
  )
}

function VersionName(props: { status: PublicationStatus; version: SavedVersion }) {
  const { status, version } = props
  return (
    <>
      <a class="govuk-link" href={publicationPaths.version(status.publication.id, version.number)}>
        Version {version.number}
      </a>{' '}
      {version.number === status.publicVersion && (
        <Tag classes="govuk-tag--green">The public reads this</Tag>
      )}
      {version.number === status.version && version.number !== status.publicVersion && (
        <Tag classes="govuk-tag--grey">Newest</Tag>
      )}
      <br />
      <span class="govuk-!-font-weight-regular">{version.title}</span>
    </>
  )
}

function VersionActions(props: { status: PublicationStatus; version: SavedVersion }) {
  const { status, version } = props
  const { id } = status.publication
  return (
    <div class="cairn-row-actions">
      {version.number > 1 && (
        <a
          class="govuk-link"
          href={publicationPaths.compare(id, version.number - 1, version.number)}
        >
          What changed
          <span class="govuk-visually-hidden"> in version {version.number}</span>
        </a>
      )}
      {version.number !== status.version && (
        <PostButton
          action={publicationPaths.restore(id, version.number)}
          fields={{ basedOn: String(status.version) }}
          classes="govuk-button--secondary cairn-small-button"
        >
          Make a new draft of it
          <span class="govuk-visually-hidden"> (version {version.number})</span>
        </PostButton>
      )}
    </div>
  )
}

function ComparisonChoice({ status }: { status: PublicationStatus }) {
  const items = status.versions.map(({ number, title }) => ({
    value: String(number),
    text: `${number}: ${title}`,
  }))
  const before = status.publicVersion === status.version ? null : status.publicVersion
  return (
    <form
      class="cairn-inline-form"
      method="get"
      action={publicationPaths.compareForm(status.publication.id)}
    >
      <Select
        name="from"
        label="Compare version"
        items={items}
        value={String(before ?? status.version - 1)}
      />
      <Select name="to" label="with version" items={items} value={String(status.version)} />
      <Button classes="govuk-button--secondary">Compare</Button>
    </form>
  )
}

/** Two versions, word by word. */
export function ComparisonPage(props: {
  site: SiteContext
  status: PublicationStatus
  from: number
  to: number
  fields: readonly ComparedField[]
}) {
  const { site, status, from, to, fields } = props
  const { id } = status.publication
  const saved = (number: number): string => {
    const version = status.versions.find((candidate) => candidate.number === number)
    return version
      ? `Version ${number} was saved by ${version.savedBy ?? 'the system'} on ${formatDateTime(version.savedAt)}.`
      : ''
  }
  return (
    <WorkspacePage
      site={site}
      title={`From version ${from} to version ${to}`}
      caption={status.title}
      breadcrumbs={[
        { text: status.title, href: publicationPaths.show(id) },
        { text: 'Versions and history', href: publicationPaths.versions(id) },
      ]}
    >
      <p class="govuk-body">
        {saved(from)} {saved(to)}{' '}
        <a class="govuk-link" href={publicationPaths.compare(id, to, from)}>
          Compare the other way round
        </a>
      </p>
      <ComparisonView fields={fields} />
    </WorkspacePage>
  )
}

/** A version as plain labelled texts, where the slice draws no page of it. */
export function VersionTextsPage(props: {
  site: SiteContext
  status: PublicationStatus
  edition: Edition
  texts: readonly LabelledText[]
}) {
  const { site, status, edition, texts } = props
  const { id } = status.publication
  return (
    <WorkspacePage
      site={site}
      title={`Version ${edition.version}: ${edition.title}`}
      heading={edition.title}
      caption={`Version ${edition.version}`}
      breadcrumbs={[
        { text: status.title, href: publicationPaths.show(id) },
        { text: 'Versions and history', href: publicationPaths.versions(id) },
      ]}
    >
      {edition.summary && <p class="govuk-body-l">{edition.summary}</p>}
      {texts
        .filter(({ text }) => text !== '')
        .map(({ label, text }) => (
          <section>
            <h2 class="govuk-heading-s">{label}</h2>
            <p class="govuk-body cairn-typed">{text}</p>
          </section>
        ))}
    </WorkspacePage>
  )
}
