import type { FormState } from '../platform/forms.ts'
import { DraftForm, DraftPage, type DraftPageProps } from '../publishing/publishing.ts'
import { FormattingHelp, RichTextField, type RouteChoice } from '../publishing/rich-text-field.tsx'
import { CheckboxesField, SelectField, TextareaField, TextField, boldLabel } from '../ui/form.tsx'
import { FormRows } from '../ui/form-row-list.tsx'
import { rowsOf } from '../ui/form-rows.ts'
import { Details } from '../ui/govuk/details.tsx'
import { seeAlsoKindNames, seeAlsoKinds } from './guidance-content.ts'
import { guidancePaths } from './guidance-paths.ts'
import type { LegalInstrument, Topic } from './guidance-queries.ts'
import { instrumentPeriod } from './instrument-words.ts'
import { nationNames, nations, type Nation } from './nations.ts'

export type EditGuidanceProps = DraftPageProps & {
  topics: Topic[]
  instruments: LegalInstrument[]
  routes: readonly RouteChoice[]
}

/** Where a guidance page is written: everything of it in one form. */
export function EditGuidancePage(props: EditGuidanceProps) {
  const { status, form } = props
  const action = guidancePaths.edit(status.publication.id)
  return (
    <DraftPage
      {...props}
      caption="Guidance page"
      wayUp={{ text: 'Guidance', href: guidancePaths.manage }}
    >
      <DraftForm form={form} action={action} label="Guidance page">
        <About {...props} />
        <Sections {...props} action={action} />
        <Nations {...props} />
        <SeeAlso form={form} action={action} />
      </DraftForm>
    </DraftPage>
  )
}

function About({ form, topics }: EditGuidanceProps) {
  return (
    <>
      <TextField form={form} name="title" label={boldLabel('Title')} />
      <TextareaField
        form={form}
        name="summary"
        rows={3}
        label={boldLabel('Summary')}
        hint="One or two sentences: what will somebody know after reading? Search results and lists show it."
      />
      <TextareaField form={form} name="audience" rows={2} label={boldLabel('Who it is for')} />
      <TextField
        form={form}
        name="publisher"
        label={boldLabel('Based on the guidance of (optional)')}
        hint="The organisation whose guidance this page explains, such as NSPCC Learning."
      />
      <CheckboxesField
        form={form}
        name="topics"
        legend="Topics"
        classes="govuk-checkboxes--small"
        items={topics.map(({ slug, title }) => ({ value: slug, text: title }))}
      />
    </>
  )
}

function Sections({ form, routes, action }: EditGuidanceProps & { action: string }) {
  return (
    <section aria-labelledby="sections">
      <h2 class="govuk-heading-m" id="sections">
        Sections
      </h2>
      <FormattingHelp routes={routes} />
      <FormRows
        form={form}
        name="sections"
        noun="Section"
        about="title"
        add="Add a section"
        action={action}
      >
        {(one) => (
          <>
            <TextField form={form} name={`${one}.title`} label="Title" />
            <RichTextField
              form={form}
              name={`${one}.text`}
              label="Text"
              routes={routes}
              withoutHelp
            />
            <SelectField
              form={form}
              name={`${one}.nation`}
              label="Where it is read"
              items={[
                { value: '', text: 'In every nation' },
                ...nations.map((nation) => ({
                  value: nation,
                  text: `Only in ${nationNames[nation]}`,
                })),
              ]}
            />
          </>
        )}
      </FormRows>
    </section>
  )
}

function Nations({ form, instruments, routes }: EditGuidanceProps) {
  return (
    <section aria-labelledby="nations">
      <h2 class="govuk-heading-m" id="nations">
        What differs between the nations
      </h2>
      <p class="govuk-body">
        Law, guidance and words differ. A nation gets a tab on the page when something stands here
        for it.
      </p>
      {nations.map((nation, at) => (
        <NationRow nation={nation} at={at} form={form} instruments={instruments} routes={routes} />
      ))}
      <p class="govuk-body">
        Something missing from the list of law?{' '}
        <a class="govuk-link" href={guidancePaths.instruments}>
          Law and official guidance
        </a>{' '}
        (save your draft first).
      </p>
    </section>
  )
}

function NationRow(props: {
  nation: Nation
  at: number
  form: FormState
  instruments: LegalInstrument[]
  routes: readonly RouteChoice[]
}) {
  const { nation, at, form, instruments, routes } = props
  const name = `nations.${at}`
  const row = rowsOf(form.values, 'nations')[at] ?? {}
  const isFilled = Object.entries(row).some(
    ([field, value]) => field !== 'nation' && value.length > 0,
  )
  return (
    <Details summary={`${nationNames[nation]}${isFilled ? '' : ' (nothing yet)'}`} open={isFilled}>
      <input type="hidden" name={`${name}.nation`} value={nation} />
      <TextField
        form={form}
        name={`${name}.term`}
        label={`The term used in ${nationNames[nation]} (optional)`}
        hint="Where it is not the page’s own, such as “harmful sexual behaviour”."
      />
      <RichTextField
        form={form}
        name={`${name}.differs`}
        label={`What differs in ${nationNames[nation]}`}
        rows={6}
        routes={routes}
        withoutHelp
      />
      <CheckboxesField
        form={form}
        name={`${name}.instrumentIds`}
        legend={`Law and official guidance in ${nationNames[nation]}`}
        classes="govuk-checkboxes--small"
        items={instruments
          .filter((instrument) => instrument.nations.includes(nation))
          .map((instrument) => ({
            value: instrument.id,
            text: instrument.title,
            hint: [instrument.citation, instrumentPeriod(instrument)].filter(Boolean).join(' · '),
          }))}
      />
    </Details>
  )
}

function SeeAlso({ form, action }: { form: FormState; action: string }) {
  return (
    <section aria-labelledby="see-also">
      <h2 class="govuk-heading-m" id="see-also">
        See also
      </h2>
      <FormRows
        form={form}
        name="seeAlso"
        noun="Entry"
        about="title"
        add="Add something to see"
        action={action}
      >
        {(one) => (
          <>
            <TextField form={form} name={`${one}.title`} label="Title" />
            <TextField form={form} name={`${one}.publisher`} label="Publisher" />
            <TextField
              form={form}
              name={`${one}.address`}
              type="url"
              label="Address"
              hint="Begins with https://. A draft may lack it; a published page may not."
            />
            <SelectField
              form={form}
              name={`${one}.kind`}
              label="Kind"
              items={seeAlsoKinds.map((kind) => ({ value: kind, text: seeAlsoKindNames[kind] }))}
            />
          </>
        )}
      </FormRows>
    </section>
  )
}
