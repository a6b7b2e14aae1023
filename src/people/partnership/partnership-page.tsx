import type { FormState } from '../../platform/forms.ts'
import {
  FormErrors,
  PostForm,
  RadiosField,
  SubmitButton,
  TextField,
  hasErrors,
} from '../../ui/form.tsx'
import { InsetText } from '../../ui/govuk/inset-text.tsx'
import { accents, type Accent, type SiteContext } from '../../ui/site-context.ts'
import { WorkspacePage } from '../../ui/workspace.tsx'
import { partnershipPaths } from '../people-paths.ts'
import { nations } from './partnership-forms.ts'

const nationNames: Record<(typeof nations)[number], string> = {
  england: 'England',
  wales: 'Wales',
  scotland: 'Scotland',
  'northern-ireland': 'Northern Ireland',
}

const accentNames: Record<Accent, string> = {
  heather: 'Heather (purple)',
  gorse: 'Gorse (yellow)',
  tarn: 'Tarn (blue)',
  bracken: 'Bracken (brown)',
  slate: 'Slate (grey)',
}

/** What the partnership is called, where it works, and its colour. */
export function PartnershipPage(props: {
  site: SiteContext
  form: FormState
  isNamed: boolean
  success?: string | undefined
}) {
  const { form } = props
  return (
    <WorkspacePage
      site={props.site}
      title="Partnership"
      hasErrors={hasErrors(form)}
      success={props.success}
      breadcrumbs={[]}
    >
      <FormErrors form={form} />
      {!props.isNamed && (
        <InsetText>
          Nobody has named the partnership yet. Until then the site and every email say only
          “Safeguarding children partnership”.
        </InsetText>
      )}
      <p class="govuk-body">
        The name stands on every page and in every email. A change shows on the next page that
        anybody opens.
      </p>
      <PostForm action={partnershipPaths.partnership}>
        <TextField form={form} name="name" label="Name" autocomplete="off" />
        <TextField
          form={form}
          name="shortName"
          label="Short name"
          hint="Where there is little room, such as “Cumbria SCP”."
          classes="govuk-input--width-20"
          autocomplete="off"
        />
        <TextField
          form={form}
          name="area"
          label="Area"
          hint="The county or district you work in."
          classes="govuk-input--width-20"
          autocomplete="off"
        />
        <RadiosField
          form={form}
          name="nation"
          legend="Nation"
          hint="It decides which law and which terms stand first in guidance."
          items={nations.map((nation) => ({ value: nation, text: nationNames[nation] }))}
        />
        <RadiosField
          form={form}
          name="accent"
          legend="Colour"
          hint="Each has been checked: words on it can be read in the light and in the dark scheme."
          items={accents.map((accent) => ({ value: accent, text: accentNames[accent] }))}
        />
        <SubmitButton>Save</SubmitButton>
      </PostForm>
    </WorkspacePage>
  )
}
