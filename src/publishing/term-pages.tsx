import type { FormState } from '../platform/forms.ts'
import { formatDate } from '../ui/dates.ts'
import {
  DateField,
  FormErrors,
  PostForm,
  SelectField,
  SubmitButton,
  TextareaField,
  TextField,
  hasErrors,
} from '../ui/form.tsx'
import { Button } from '../ui/govuk/button.tsx'
import { Table } from '../ui/govuk/table.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import { WorkspacePage } from '../ui/workspace.tsx'
import { nationNames } from './term-forms.ts'
import { termPaths } from './term-paths.ts'
import type { Nation, TermRow } from './term-queries.ts'

/** Every word of the field, nation by nation. */
export function TermsPage(props: {
  site: SiteContext
  terms: readonly TermRow[]
  sectors: readonly { code: string; name: string }[]
  success?: string | undefined
}) {
  const { site, terms, sectors, success } = props
  const nations = (Object.keys(nationNames) as Nation[]).filter((nation) =>
    terms.some((term) => term.nation === nation),
  )
  return (
    <WorkspacePage
      site={site}
      title="Terms"
      success={success}
      breadcrumbs={[]}
      actions={<Button href={termPaths.new}>Add a term</Button>}
    >
      <p class="govuk-body cairn-publication__standing">
        Words change, and differ by nation. A term with a successor is pointed out to whoever writes
        it, and the search finds old and new words alike. Pages of their time keep the words of
        their time.
      </p>
      {terms.length === 0 && <p class="govuk-body">No term is listed yet.</p>}
      {nations.map((nation) => (
        <Table
          caption={nationNames[nation]}
          captionClasses="govuk-table__caption--m"
          classes="cairn-stacked-table"
          firstCellIsHeader
          head={[{ text: 'Term' }, { text: 'In use' }, { text: 'Replaced by' }, { text: 'Note' }]}
          rows={terms
            .filter((term) => term.nation === nation)
            .map((term) => [
              {
                text: (
                  <a class="govuk-link" href={termPaths.edit(term.id)}>
                    {term.label}
                  </a>
                ),
              },
              { text: period(term) },
              { text: term.replacedByLabel ?? '' },
              { text: [sectorName(sectors, term.sector), term.note].filter(Boolean).join('. ') },
            ])}
        />
      ))}
    </WorkspacePage>
  )
}

function period({ validFrom, validTo }: TermRow): string {
  if (validFrom && validTo) return `${formatDate(validFrom)} until ${formatDate(validTo)}`
  if (validTo) return `until ${formatDate(validTo)}`
  return validFrom ? `since ${formatDate(validFrom)}` : 'in use'
}

function sectorName(
  sectors: readonly { code: string; name: string }[],
  code: string | null,
): string | null {
  return sectors.find((sector) => sector.code === code)?.name ?? null
}

/** Adding a term, or changing one. */
export function TermPage(props: {
  site: SiteContext
  /** Null for a new one. */
  term: TermRow | null
  terms: readonly TermRow[]
  sectors: readonly { code: string; name: string }[]
  form: FormState
}) {
  const { site, term, terms, sectors, form } = props
  return (
    <WorkspacePage
      site={site}
      title={term ? `Change “${term.label}”` : 'Add a term'}
      hasErrors={hasErrors(form)}
      breadcrumbs={[{ text: 'Terms', href: termPaths.list }]}
    >
      <FormErrors form={form} />
      <PostForm action={term ? termPaths.edit(term.id) : termPaths.new}>
        <TextField
          form={form}
          name="label"
          label="Term"
          hint="As it is written in a sentence, with its hyphens and capitals. For example, child-on-child"
        />
        <SelectField
          form={form}
          name="nation"
          label="Nation"
          items={[
            { value: '', text: 'Choose a nation' },
            ...Object.entries(nationNames).map(([value, text]) => ({ value, text })),
          ]}
        />
        <SelectField
          form={form}
          name="sector"
          label="Only in one sector (optional)"
          items={[
            { value: '', text: 'Everywhere' },
            ...sectors.map(({ code, name }) => ({ value: code, text: name })),
          ]}
        />
        <DateField
          form={form}
          name="validFrom"
          legend="First day it was used (optional)"
          hint="For example, 29 9 2019"
        />
        <DateField
          form={form}
          name="validTo"
          legend="First day it was used no more (optional)"
          hint="Leave this empty while it is in use"
        />
        <SelectField
          form={form}
          name="replacedBy"
          label="Replaced by (optional)"
          hint="Add the new term first. Writers are shown it, and the search finds both."
          items={[
            { value: '', text: 'Nothing' },
            ...terms
              .filter(({ id }) => id !== term?.id)
              .map(({ id, label, nation }) => ({
                value: id,
                text: `${label} (${nationNames[nation]})`,
              })),
          ]}
        />
        <TextareaField
          form={form}
          name="note"
          label="Note (optional)"
          hint="Where the change is written down, or what to watch for"
          rows={3}
        />
        <SubmitButton>{term ? 'Save' : 'Add the term'}</SubmitButton>
      </PostForm>
    </WorkspacePage>
  )
}
