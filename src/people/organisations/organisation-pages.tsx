import type { FormState } from '../../platform/forms.ts'
import {
  DateField,
  FormErrors,
  PostForm,
  SelectField,
  SubmitButton,
  TextField,
  TextareaField,
  hasErrors,
} from '../../ui/form.tsx'
import type { SiteContext } from '../../ui/site-context.ts'
import { WorkspacePage } from '../../ui/workspace.tsx'
import { organisationPaths } from '../people-paths.ts'
import { OrganisationPicker, pickerScripts } from './organisation-picker.tsx'
import type { FoundOrganisation } from './organisation-picker-queries.ts'
import type { Organisation } from './organisation-queries.ts'
import { KnownOrganisation, wayTo } from './organisation-words.tsx'

type Sector = { code: string; name: string }

export function NewOrganisationPage(props: {
  site: SiteContext
  form: FormState
  sectors: Sector[]
  known?: string | undefined
}) {
  const { form } = props
  return (
    <WorkspacePage
      site={props.site}
      title="Add an organisation"
      hasErrors={hasErrors(form)}
      breadcrumbs={[{ text: 'Organisations', href: organisationPaths.list }]}
    >
      <FormErrors form={form} />
      <KnownOrganisation id={props.known} />
      <PostForm action={organisationPaths.list}>
        <TextField form={form} name="name" label="Name" autocomplete="off" />
        <SelectField
          form={form}
          name="sectorCode"
          label="Sector"
          items={[
            { value: '', text: 'Choose a sector' },
            ...props.sectors.map(({ code, name }) => ({ value: code, text: name })),
          ]}
        />
        <PlaceFields form={form} />
        <DateField
          form={form}
          name="openedOn"
          legend="Since when has it had this name?"
          hint="If you do not know the day, enter the first of the year."
        />
        <SubmitButton>Add</SubmitButton>
      </PostForm>
    </WorkspacePage>
  )
}

export function RenamePage(props: {
  site: SiteContext
  organisation: Organisation
  form: FormState
  known?: string | undefined
}) {
  const { organisation, form } = props
  return (
    <WorkspacePage
      site={props.site}
      title="New name"
      caption={organisation.name}
      hasErrors={hasErrors(form)}
      breadcrumbs={wayTo(organisation)}
    >
      <FormErrors form={form} />
      <KnownOrganisation id={props.known} />
      <p class="govuk-body">
        What happened before the day of the new name keeps the old one, as on certificates.
      </p>
      <PostForm action={organisationPaths.name(organisation.id)}>
        <TextField form={form} name="name" label="New name" autocomplete="off" />
        <DateField form={form} name="from" legend="From which day?" />
        <SubmitButton>Save the new name</SubmitButton>
      </PostForm>
    </WorkspacePage>
  )
}

export function PlaceFields({ form }: { form: FormState }) {
  return (
    <>
      <TextField
        form={form}
        name="legalForm"
        label="Legal form (optional)"
        hint="Such as academy converter, GP practice or charity"
        autocomplete="off"
      />
      <TextField form={form} name="place" label="Town or village (optional)" autocomplete="off" />
      <TextField
        form={form}
        name="postcode"
        label="Postcode (optional)"
        classes="govuk-input--width-10"
        autocomplete="off"
      />
    </>
  )
}

export function CorrectionPage(props: {
  site: SiteContext
  organisation: Organisation
  form: FormState
  sectors: Sector[]
  known?: string | undefined
}) {
  const { organisation, form } = props
  return (
    <WorkspacePage
      site={props.site}
      title="Correct details"
      caption={organisation.name}
      hasErrors={hasErrors(form)}
      breadcrumbs={wayTo(organisation)}
    >
      <FormErrors form={form} />
      <KnownOrganisation id={props.known} />
      <p class="govuk-body">
        A correction holds for the past too: reports of earlier days count the organisation in the
        sector that you choose here. A new name, or whom it belongs to, has a page of its own, with
        a date.
      </p>
      <PostForm action={organisationPaths.correction(organisation.id)}>
        <SelectField
          form={form}
          name="sectorCode"
          label="Sector"
          items={props.sectors.map(({ code, name }) => ({ value: code, text: name }))}
        />
        <PlaceFields form={form} />
        <TextareaField
          form={form}
          name="codes"
          label="Codes (optional)"
          hint="One a line with its register: urn:123456 for a school, ods:RNN for the NHS, ukprn:10001234, charity:, company:, or local: for your own. An import finds the organisation by them."
          rows={3}
          classes="govuk-input--width-20"
          spellcheck={false}
        />
        <SubmitButton>Save</SubmitButton>
      </PostForm>
    </WorkspacePage>
  )
}

/** Whom it belongs to from a day on; `found` is what a search found, or whom it belongs to now. */
export function ParentPage(props: {
  site: SiteContext
  organisation: Organisation
  form: FormState
  found: FoundOrganisation[]
}) {
  const { organisation, form } = props
  return (
    <WorkspacePage
      site={props.site}
      title="Whom it belongs to"
      caption={organisation.name}
      hasErrors={hasErrors(form)}
      breadcrumbs={wayTo(organisation)}
      scripts={pickerScripts}
    >
      <FormErrors form={form} />
      <p class="govuk-body">
        Agency leads of an organisation see the people of all that belong to it. Until the day
        before, it belongs to whom it did.
      </p>
      <PostForm action={organisationPaths.parent(organisation.id)}>
        <OrganisationPicker
          form={form}
          name="parentId"
          label="Which organisation does it belong to?"
          found={props.found}
          otherwise={{ value: nobody, text: 'Nobody' }}
        />
        <DateField form={form} name="from" legend="From which day?" />
        <SubmitButton>Save</SubmitButton>
      </PostForm>
    </WorkspacePage>
  )
}

/** In the place of an id: it belongs to no other organisation. */
export const nobody = 'nobody'
