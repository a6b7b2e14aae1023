import type { FormState } from '../platform/forms.ts'
import { formatDate } from '../ui/dates.ts'
import {
  CheckboxesField,
  DateField,
  FormErrors,
  PostForm,
  RadiosField,
  SelectField,
  SubmitButton,
  TextField,
  hasErrors,
} from '../ui/form.tsx'
import { Button } from '../ui/govuk/button.tsx'
import { Table } from '../ui/govuk/table.tsx'
import { Tag } from '../ui/govuk/tag.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import { WorkspacePage } from '../ui/workspace.tsx'
import { guidancePaths } from './guidance-paths.ts'
import { instrumentKindNames, instrumentKinds, type LegalInstrument } from './guidance-queries.ts'
import { instrumentPeriod } from './instrument-words.ts'
import { instrumentStateOn } from './legal-instruments.ts'
import { nationNames, nations, nationsInWords } from './nations.ts'

const guidance = { text: 'Guidance', href: guidancePaths.manage }

/** Law and official guidance with the time each is in force. */
export function InstrumentsPage(props: {
  site: SiteContext
  instruments: LegalInstrument[]
  today: string
  success?: string | undefined
}) {
  const { site, instruments, today, success } = props
  return (
    <WorkspacePage
      site={site}
      title="Law and official guidance"
      success={success}
      actions={<Button href={guidancePaths.newInstrument}>Add law or guidance</Button>}
      breadcrumbs={[guidance]}
    >
      <p class="govuk-body">
        Pages name these instead of repeating them. When one ends or is replaced, say so here once:
        every page that names it tells its readers.
      </p>
      {instruments.length > 0 && (
        <Table
          classes="cairn-stacked-table"
          head={[
            { text: 'Title' },
            { text: 'Where' },
            { text: 'In force' },
            { text: 'Dates checked' },
          ]}
          rows={instruments.map((instrument) => [
            {
              text: (
                <>
                  <a class="govuk-link" href={guidancePaths.instrument(instrument.id)}>
                    {instrument.title}
                  </a>
                  <br />
                  <span class="cairn-meta">{instrument.citation}</span>
                </>
              ),
            },
            { text: nationsInWords(instrument.nations) },
            {
              text: (
                <>
                  {instrumentPeriod(instrument)}
                  {instrumentStateOn(instrument, today) === 'ended' && (
                    <>
                      {' '}
                      <Tag classes="govuk-tag--yellow">Ended</Tag>
                    </>
                  )}
                </>
              ),
            },
            { text: instrument.checkedOn ? formatDate(instrument.checkedOn) : 'Not yet' },
          ])}
        />
      )}
    </WorkspacePage>
  )
}

/** Adds one, or changes it. `id` is null for a new one. */
export function InstrumentPage(props: {
  site: SiteContext
  id: string | null
  form: FormState
  others: LegalInstrument[]
}) {
  const { site, id, form, others } = props
  return (
    <WorkspacePage
      site={site}
      title={id === null ? 'Add law or guidance' : 'Change law or guidance'}
      hasErrors={hasErrors(form)}
      breadcrumbs={[
        guidance,
        { text: 'Law and official guidance', href: guidancePaths.instruments },
      ]}
    >
      <FormErrors form={form} />
      <PostForm action={id === null ? guidancePaths.newInstrument : guidancePaths.instrument(id)}>
        <TextField form={form} name="title" label="Title" />
        <RadiosField
          form={form}
          name="kind"
          legend="What is it?"
          items={instrumentKinds.map((kind) => ({ value: kind, text: instrumentKindNames[kind] }))}
        />
        <CheckboxesField
          form={form}
          name="nations"
          legend="Where does it apply?"
          items={nations.map((nation) => ({ value: nation, text: nationNames[nation] }))}
        />
        <TextField
          form={form}
          name="citation"
          label="Citation (optional)"
          hint="How practitioners cite it: “2003 c. 42”, “Department for Education, July 2018”."
        />
        <TextField
          form={form}
          name="address"
          type="url"
          label="Address of the original (optional)"
        />
        <DateField form={form} name="validFrom" legend="In force since (optional)" />
        <DateField
          form={form}
          name="validTo"
          legend="No longer in force since (optional)"
          hint="The first day on which it did not hold."
        />
        <SelectField
          form={form}
          name="replacedBy"
          label="Replaced by (optional)"
          items={[
            { value: '', text: 'Nothing' },
            ...others.map((other) => ({ value: other.id, text: other.title })),
          ]}
        />
        <DateField
          form={form}
          name="checkedOn"
          legend="When did you last check the dates against the original? (optional)"
          hint="Until then pages ask their readers to check the original."
        />
        <SubmitButton>Save</SubmitButton>
      </PostForm>
    </WorkspacePage>
  )
}
