import type { FormState } from '../platform/forms.ts'
import {
  DateField,
  FormErrors,
  hasErrors,
  PostForm,
  SubmitButton,
  TextareaField,
  TextField,
} from '../ui/form.tsx'
import { AddRowButton, EnterSaves, RowButtons, rowId } from '../ui/form-row-buttons.tsx'
import { rowsOf } from '../ui/form-rows.ts'
import type { SiteContext } from '../ui/site-context.ts'
import { WorkspacePage } from '../ui/workspace.tsx'
import { concernPaths } from './concern-paths.ts'

const action = concernPaths.manageThreshold

/** Where the threshold guide is written. */
export function ThresholdFormPage(props: {
  site: SiteContext
  form: FormState
  success?: string | undefined
}) {
  const { site, form, success } = props
  return (
    <WorkspacePage
      site={site}
      title="Threshold guide"
      hasErrors={hasErrors(form)}
      success={success}
      breadcrumbs={[{ text: 'Reporting routes', href: concernPaths.manage }]}
    >
      <FormErrors form={form} />
      <p class="govuk-body">
        It is shown at{' '}
        <a class="govuk-link" href={concernPaths.threshold}>
          threshold guide and referral process
        </a>
        . It explains; it never decides, and asks nothing about a child.
      </p>
      <PostForm action={action} label="Threshold guide">
        <EnterSaves />
        <DateField
          form={form}
          name="validFrom"
          legend="Holds from"
          hint="Leave the day as it is to put something right. Give a new day for a new guide: the present one then ends and is kept."
        />
        <TextField form={form} name="name" label="Name" hint="Such as: Four levels of need" />
        <TextareaField form={form} name="introduction" rows={4} label="Introduction" />
        <NeedLevels form={form} />
        <TextareaField
          form={form}
          name="checklist"
          rows={10}
          label="Before you refer"
          hint="What to have thought of, one on each line. Nothing of it is filled in here."
        />
        <Steps form={form} />
        <TextField form={form} name="sourceTitle" label="The full document (optional)" />
        <TextField form={form} name="sourceAddress" type="url" label="Its address (optional)" />
        <SubmitButton>Save</SubmitButton>
      </PostForm>
    </WorkspacePage>
  )
}

function NeedLevels({ form }: { form: FormState }) {
  const rows = rowsOf(form.values, 'needLevels')
  return (
    <section aria-labelledby="needLevels" tabindex={-1}>
      <h2 class="govuk-heading-m" id="needLevels">
        Levels of need
      </h2>
      {rows.map((_, at) => (
        <fieldset class="cairn-row" id={rowId('needLevels', at)}>
          <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">Level of need</legend>
          <TextField
            form={form}
            name={`needLevels.${at}.code`}
            label="Its sign"
            hint="As your document writes it: 1, Tier 2, B"
            classes="govuk-input--width-5"
          />
          <TextField form={form} name={`needLevels.${at}.name`} label="Name" />
          <TextareaField
            form={form}
            name={`needLevels.${at}.meaning`}
            rows={3}
            label="Which children it speaks of"
          />
          <TextareaField
            form={form}
            name={`needLevels.${at}.examples`}
            rows={4}
            label="What it can look like (optional)"
            hint="One on each line. Invented, never from a real case."
          />
          <TextareaField
            form={form}
            name={`needLevels.${at}.response`}
            rows={3}
            label="What practitioners do"
          />
          <RowButtons
            name="needLevels"
            at={at}
            count={rows.length}
            action={action}
            what={`level of need ${at + 1}`}
          />
        </fieldset>
      ))}
      <AddRowButton name="needLevels" count={rows.length} action={action}>
        Add a level of need
      </AddRowButton>
    </section>
  )
}

function Steps({ form }: { form: FormState }) {
  const rows = rowsOf(form.values, 'referralSteps')
  return (
    <section aria-labelledby="referralSteps" tabindex={-1}>
      <h2 class="govuk-heading-m" id="referralSteps">
        How a referral goes
      </h2>
      {rows.map((_, at) => (
        <fieldset class="cairn-row" id={rowId('referralSteps', at)}>
          <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">Step {at + 1}</legend>
          <TextField form={form} name={`referralSteps.${at}.title`} label="Title" />
          <TextareaField form={form} name={`referralSteps.${at}.text`} rows={3} label="Text" />
          <RowButtons
            name="referralSteps"
            at={at}
            count={rows.length}
            action={action}
            what={`step ${at + 1}`}
          />
        </fieldset>
      ))}
      <AddRowButton name="referralSteps" count={rows.length} action={action}>
        Add a step
      </AddRowButton>
    </section>
  )
}
