import type { FormState } from '../../platform/forms.ts'
import { Scroll } from '../../ui/content.tsx'
import {
  DateField,
  FormErrors,
  PostForm,
  RadiosField,
  TextField,
  hasErrors,
} from '../../ui/form.tsx'
import { Button } from '../../ui/govuk/button.tsx'
import { Details } from '../../ui/govuk/details.tsx'
import { Table } from '../../ui/govuk/table.tsx'
import type { SiteContext } from '../../ui/site-context.ts'
import { WorkspacePage } from '../../ui/workspace.tsx'
import { organisationPaths } from '../people-paths.ts'
import { KnownOrganisation, wayTo } from './organisation-words.tsx'
import type { Organisation } from './organisation-queries.ts'
import { partField } from './succession-forms.ts'
import type { SuccessionKind } from './succession-queries.ts'

/** An organisation that may have to do with the change, as the table of the form shows it. */
export type Involved = { id: string; name: string; detail: string; part: 'from' | 'to' | '' }

const kinds: { value: SuccessionKind; text: string; hint: string }[] = [
  {
    value: 'closure',
    text: 'It closed, and nobody follows it',
    hint: 'Its people keep it until they choose another; they are asked to.',
  },
  {
    value: 'merger',
    text: 'It became part of another one, or of a new one',
    hint: 'Its people move there. Others can end with it.',
  },
  {
    value: 'conversion',
    text: 'It changed its legal form',
    hint: 'A school became an academy, a charity a company: the old one ends, a new one with a code of its own begins. Its people move there.',
  },
  {
    value: 'split',
    text: 'It was split into several',
    hint: 'Its people choose between these at their next visit.',
  },
]

export function SuccessionPage(props: {
  site: SiteContext
  organisation: Organisation
  form: FormState
  involved: Involved[]
  /** The organisation that a message speaks of. */
  known?: string | undefined
}) {
  const { organisation, form } = props
  return (
    <WorkspacePage
      site={props.site}
      title="It has ended or will end"
      caption={organisation.name}
      hasErrors={hasErrors(form)}
      breadcrumbs={wayTo(organisation)}
    >
      <FormErrors form={form} />
      <KnownOrganisation id={props.known} words="Open that organisation" />
      <p class="govuk-body">
        You see what happens to people before anything does. What happened until then keeps the
        organisation of its day.
      </p>
      <PostForm action={organisationPaths.closure(organisation.id)}>
        {/* The first button is the one that the Enter key presses. */}
        <button
          type="submit"
          class="govuk-visually-hidden"
          name="step"
          value="preview"
          tabindex={-1}
          aria-hidden
        >
          See what will happen
        </button>
        <RadiosField form={form} name="kind" legend="What happened?" items={kinds} />
        <DateField
          form={form}
          name="on"
          legend="On which day is it no longer there?"
          hint="The first day without it. It may lie ahead: then everything happens on that day."
        />
        <fieldset class="govuk-fieldset">
          <legend class="govuk-fieldset__legend govuk-fieldset__legend--m">
            Who follows, and who ends with it?
          </legend>
          <InvolvedTable form={form} involved={props.involved} />
          <TextField
            form={form}
            name="find"
            label="Find an organisation"
            hint="Its name, postcode or code. Leave this empty where nobody follows."
            classes="govuk-input--width-20"
            autocomplete="off"
          />
          <Button classes="govuk-button--secondary" name="step" value="find">
            Find
          </Button>
        </fieldset>
        <Details
          summary="The one that follows is new and not in the register yet"
          open={
            Boolean(form.values['newName']) ||
            form.errors.some(({ field }) => field.startsWith('new'))
          }
        >
          <TextField form={form} name="newName" label="Its name" autocomplete="off" />
          <TextField
            form={form}
            name="newLegalForm"
            label="Its legal form (optional)"
            hint="Such as academy converter"
            autocomplete="off"
          />
          <TextField
            form={form}
            name="newCode"
            label="Its code (optional)"
            hint="With its register, like urn:123456"
            classes="govuk-input--width-20"
            autocomplete="off"
          />
          <p class="govuk-body">It gets the sector, place and postcode of {organisation.name}.</p>
        </Details>
        <Button name="step" value="preview" preventDoubleClick>
          See what will happen
        </Button>
      </PostForm>
    </WorkspacePage>
  )
}

function InvolvedTable({ form, involved }: { form: FormState; involved: Involved[] }) {
  const error = form.errors.find(({ field }) => field === 'parts')
  return (
    <div
      class={error ? 'govuk-form-group govuk-form-group--error' : 'govuk-form-group'}
      id="parts"
      tabindex={-1}
    >
      {error && (
        <p class="govuk-error-message">
          <span class="govuk-visually-hidden">Error:</span> {error.message}
        </p>
      )}
      {involved.length > 0 && (
        <Scroll label="Organisations that were found or chosen">
          <Table
            caption="Organisations that were found or chosen"
            captionClasses="govuk-visually-hidden"
            firstCellIsHeader
            head={[{ text: 'Organisation' }, { text: 'What it has to do with this' }]}
            rows={involved.map(({ id, name, detail, part }) => [
              {
                text: (
                  <>
                    {name}
                    <br />
                    <span class="cairn-meta">{detail}</span>
                  </>
                ),
              },
              {
                text: (
                  <select
                    class="govuk-select"
                    name={partField(id)}
                    aria-label={`${name}: its part`}
                  >
                    <option value="" selected={part === ''}>
                      Nothing
                    </option>
                    <option value="to" selected={part === 'to'}>
                      It follows
                    </option>
                    <option value="from" selected={part === 'from'}>
                      It ends too
                    </option>
                  </select>
                ),
              },
            ])}
          />
        </Scroll>
      )}
    </div>
  )
}
