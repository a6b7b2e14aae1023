import type { FormState } from '../../../platform/forms.ts'
import { formatDateTime } from '../../../ui/dates.ts'
import {
  FileField,
  FormErrors,
  PostForm,
  RadiosField,
  SubmitButton,
  TextField,
  boldLabel,
  hasErrors,
} from '../../../ui/form.tsx'
import { Details } from '../../../ui/govuk/details.tsx'
import { InsetText } from '../../../ui/govuk/inset-text.tsx'
import { Table } from '../../../ui/govuk/table.tsx'
import type { SiteContext } from '../../../ui/site-context.ts'
import { WorkspacePage } from '../../../ui/workspace.tsx'
import { counted } from '../../../ui/counts-and-lists.ts'
import { organisationPaths } from '../../people-paths.ts'
import type { CheckedLine, OrganisationImport, Outcomes } from './import-queries.ts'
import type { RefusedLine } from './refusal-queries.ts'
import { outcomeSentences } from './outcome-words.ts'
import { formatNames, registerFormats } from './register-line.ts'

const wayUp = [{ text: 'Organisations', href: organisationPaths.list }]

const hints = {
  gias: 'The file edubasealldata, or what you downloaded for an area. Columns are found by their names.',
  ods: 'Files such as epraccur (GP practices), etr (trusts) or ets (trust sites), as CSV, with or without a heading line.',
  csv: 'A heading line with name, sector, postcode, place, parent, codes, opened, closed, domains. The list of organisations can be downloaded like this.',
} as const

/** Choosing the file. */
export function ImportPage(props: {
  site: SiteContext
  form: FormState
  imports: OrganisationImport[]
}) {
  const { form, imports } = props
  return (
    <WorkspacePage
      site={props.site}
      title="Import organisations"
      hasErrors={hasErrors(form)}
      breadcrumbs={wayUp}
    >
      <FormErrors form={form} />
      <p class="govuk-body-l">
        You see what would come of each line before anything is changed. The same file twice changes
        nothing.
      </p>
      <PostForm action={organisationPaths.import} hasFile>
        <RadiosField
          form={form}
          name="format"
          legend="Which register is the file from?"
          items={registerFormats.map((format) => ({
            value: format,
            text: formatNames[format],
            hint: hints[format],
          }))}
        />
        <TextField
          form={form}
          name="area"
          label={boldLabel('Only these areas (optional)')}
          hint="Local authorities by code or name, and postcode areas, with commas between: 942, 943, CA, LA12. Leave it empty for all."
          autocomplete="off"
        />
        <FileField
          form={form}
          name="file"
          label={boldLabel('The file')}
          hint="CSV, up to 10 MB. Larger ones are imported on the server: npm run cairn -- import-organisations FILE --as gias"
          attributes={{ accept: '.csv,.txt,text/csv,text/plain' }}
        />
        <SubmitButton>Read the file</SubmitButton>
      </PostForm>
      <Details summary="Columns of our own CSV file">
        <OwnColumns />
      </Details>
      {imports.length > 0 && <Earlier imports={imports} />}
    </WorkspacePage>
  )
}

function OwnColumns() {
  const columns: [string, string][] = [
    ['name', 'Needed. Its name today; another name than in the register begins today.'],
    ['sector', 'Needed. The code or name of an agency sector, such as education or health.'],
    ['postcode', 'With the name it tells which organisation is meant, where there is no code.'],
    ['place', 'Town or village.'],
    ['parent', 'Whom it belongs to: a code such as urn:123456, or the exact name.'],
    ['codes', 'With their registers, and semicolons between: urn:123456; ukprn:10001234.'],
    ['opened', 'A date, like 2020-09-01 or 01/09/2020.'],
    ['closed', 'The first day on which it was no longer there.'],
    ['domains', 'Email domains of its own, with semicolons between.'],
    ['legal form', 'Such as academy converter. This column may be missing.'],
  ]
  return (
    <>
      <Table
        caption="Columns"
        captionClasses="govuk-visually-hidden"
        firstCellIsHeader
        head={[{ text: 'Column' }, { text: 'What it holds' }]}
        rows={columns.map(([name, what]) => [{ text: name }, { text: what }])}
      />
      <p class="govuk-body">An empty cell leaves what the register knows.</p>
    </>
  )
}

function Earlier({ imports }: { imports: OrganisationImport[] }) {
  return (
    <>
      <h2 class="govuk-heading-m">Imported before</h2>
      <ul class="govuk-list">
        {imports.map((one) => (
          <li>
            <a class="govuk-link" href={organisationPaths.importPreview(one.id)}>
              {one.fileName}
            </a>
            , {formatDateTime(one.doneAt ?? one.readAt)}
          </li>
        ))}
      </ul>
    </>
  )
}

export type Checked = {
  found: OrganisationImport
  outcomes: Outcomes
  refused: RefusedLine[]
  closed: CheckedLine[]
  changed: CheckedLine[]
  added: CheckedLine[]
}

/** What would come of the file, to be confirmed; and what came of it. */
export function ImportPreviewPage(props: { site: SiteContext; checked: Checked }) {
  const { found, outcomes, refused, closed, changed, added } = props.checked
  const refusedTotal = found.unreadable + outcomes.refused
  const changes = outcomes.new + outcomes.changed + outcomes.closed
  const isDone = found.state === 'done'
  return (
    <WorkspacePage
      site={props.site}
      title={titles[found.state]}
      caption={found.fileName}
      success={isDone ? 'The file has been imported.' : undefined}
      breadcrumbs={[...wayUp, { text: 'Import', href: organisationPaths.import }]}
    >
      {found.state === 'confirmed' && (
        <p class="govuk-body-l">
          This takes a moment.{' '}
          <a class="govuk-link" href={organisationPaths.importPreview(found.id)}>
            Look again
          </a>
        </p>
      )}
      {found.state === 'failed' && (
        <p class="govuk-body-l">
          Nothing was changed by this file: it was not confirmed within a week, or the register had
          changed so that it no longer fits. Read the file again.
        </p>
      )}
      {(found.state === 'checked' || isDone) && (
        <ul class="govuk-list govuk-list--bullet">
          {outcomeSentences(outcomes, { refusedTotal, elsewhere: found.elsewhere, isDone }).map(
            (sentence) => (
              <li>{sentence}</li>
            ),
          )}
        </ul>
      )}
      {found.notes.length > 0 && (
        <InsetText>
          {found.notes.map((note) => (
            <p class="govuk-body">{note}</p>
          ))}
        </InsetText>
      )}
      {found.area && <InsetText>Only these areas were read: {found.area}</InsetText>}
      {found.state === 'checked' && changes > 0 && (
        <PostForm action={organisationPaths.importPreview(found.id)}>
          <p class="govuk-body">
            {refusedTotal > 0 && 'The lines that are refused stay out; all others are imported. '}
            {outcomes.closed > 0 &&
              'People of organisations that close are asked to check their details. '}
          </p>
          <SubmitButton>Import {counted(changes, 'organisation')}</SubmitButton>
        </PostForm>
      )}
      {found.state === 'checked' && changes === 0 && (
        <p class="govuk-body">There is nothing to import.</p>
      )}
      <Refused id={found.id} refused={refused} total={refusedTotal} />
      <Lines title="Would be closed" lines={closed} total={outcomes.closed} />
      <Lines title="Would be changed" lines={changed} total={outcomes.changed} />
      <Lines title="Would be added" lines={added} total={outcomes.new} />
    </WorkspacePage>
  )
}

const titles = {
  checked: 'Check what would happen',
  confirmed: 'Being imported',
  done: 'Imported',
  failed: 'Not imported',
} as const

function Refused(props: { id: string; refused: RefusedLine[]; total: number }) {
  const { id, refused, total } = props
  if (refused.length === 0) return null
  return (
    <>
      <h2 class="govuk-heading-m">Lines that are refused</h2>
      {/* Two columns: on a phone a third one, with the reason, would lie outside the screen. */}
      <Table
        caption="Lines that are refused"
        captionClasses="govuk-visually-hidden"
        head={[{ text: 'Line', format: 'numeric' }, { text: 'Organisation, and why' }]}
        rows={refused.map(({ line, name, reason }) => [
          { text: line, format: 'numeric' as const },
          {
            text: (
              <>
                <strong>{name}</strong>
                <br />
                {reason}
              </>
            ),
          },
        ])}
      />
      <Rest shown={refused.length} total={total} />
      <p class="govuk-body">
        <a class="govuk-link" href={organisationPaths.importRefused(id)}>
          Download all refused lines with their reasons (CSV)
        </a>
      </p>
    </>
  )
}

function Lines({ title, lines, total }: { title: string; lines: CheckedLine[]; total: number }) {
  if (lines.length === 0) return null
  return (
    <Details summary={`${title}: ${total.toLocaleString('en-GB')}`}>
      <ul class="govuk-list govuk-list--bullet">
        {lines.map(({ line, name, changes, organisationId }) => (
          <li>
            Line {line}:{' '}
            {organisationId ? (
              <a class="govuk-link" href={organisationPaths.show(organisationId)}>
                {name}
              </a>
            ) : (
              name
            )}
            {changes.length > 0 && ` (${changes.join(', ')})`}
          </li>
        ))}
      </ul>
      <Rest shown={lines.length} total={total} />
    </Details>
  )
}

function Rest({ shown, total }: { shown: number; total: number }) {
  if (total <= shown) return null
  return <p class="govuk-body">And {(total - shown).toLocaleString('en-GB')} more.</p>
}
