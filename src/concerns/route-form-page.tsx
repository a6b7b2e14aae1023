import type { FormState } from '../platform/forms.ts'
import {
  CheckboxesField,
  DateField,
  FormErrors,
  hasErrors,
  PostForm,
  RadiosField,
  SelectField,
  SubmitButton,
  TextareaField,
  TextField,
} from '../ui/form.tsx'
import { AddRowButton, EnterSaves, RowButtons, rowId } from '../ui/form-row-buttons.tsx'
import { rowsOf } from '../ui/form-rows.ts'
import { InsetText } from '../ui/govuk/inset-text.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import { WorkspacePage } from '../ui/workspace.tsx'
import { concernPaths } from './concern-paths.ts'
import { audienceWords, nationWords, urgencyWords } from './route-words.ts'
import { routeAudiences, urgencies, type ReportingRoute } from './reporting-route-queries.ts'

export type RouteFormPageProps = {
  site: SiteContext
  form: FormState
  /** Adding a new one, putting right what was written wrongly, or a change from a day on. */
  purpose: 'add' | 'correct' | 'change'
  route: ReportingRoute | null
  /** The other routes of today, to be named as the one that answers when this is closed. */
  others: ReportingRoute[]
}

const words = {
  add: { title: () => 'Add a reporting route', save: 'Add the route', explains: null },
  correct: {
    title: (name: string) => `Correct ${name}`,
    save: 'Save the correction',
    explains:
      'For what was written wrongly from the beginning. If the number or the hours change, say from which day on: then the past stays as it was.',
  },
  change: {
    title: (name: string) => `${name} changes`,
    save: 'Save the change',
    explains:
      'The present entry ends the day before the first day that you give, and stays in the registry. Pages show the new one from that day on, by themselves.',
  },
}

/** The form of a route. */
export function RouteFormPage(props: RouteFormPageProps) {
  const { site, form, purpose, route } = props
  const { title, save, explains } = words[purpose]
  const action =
    purpose === 'add' || !route
      ? concernPaths.newRoute
      : purpose === 'correct'
        ? concernPaths.correct(route.id)
        : concernPaths.change(route.id)
  return (
    <WorkspacePage
      site={site}
      title={title(route?.name ?? '')}
      hasErrors={hasErrors(form)}
      breadcrumbs={[
        { text: 'Reporting routes', href: concernPaths.manage },
        ...(route ? [{ text: route.name, href: concernPaths.route(route.id) }] : []),
      ]}
    >
      <FormErrors form={form} />
      {explains && <InsetText>{explains}</InsetText>}
      <PostForm action={action} label={title(route?.name ?? '')}>
        <EnterSaves />
        {purpose === 'add' && (
          <TextField
            form={form}
            name="key"
            label="Short name"
            hint="Texts refer to the route by it, so it never changes. Small letters and hyphens: front-door."
            classes="govuk-input--width-20"
          />
        )}
        <DateField
          form={form}
          name="validFrom"
          legend={purpose === 'change' ? 'First day of the change' : 'First day on which it holds'}
        />
        <About form={form} />
        <Contacts form={form} />
        <Hours {...props} action={action} />
        <Facts form={form} />
        <SubmitButton>{save}</SubmitButton>
      </PostForm>
    </WorkspacePage>
  )
}

function About({ form }: { form: FormState }) {
  return (
    <>
      <TextField form={form} name="name" label="Name" />
      <TextField
        form={form}
        name="purpose"
        label="When to use it"
        hint="One sentence that anybody understands."
      />
      <CheckboxesField
        form={form}
        name="audiences"
        legend="Who is shown it?"
        items={routeAudiences.map((value) => ({ value, text: audienceWords[value] }))}
      />
      <RadiosField
        form={form}
        name="urgency"
        legend="What is it for?"
        items={urgencies.map((value) => ({ value, text: urgencyWords[value] }))}
      />
      <TextField
        form={form}
        name="area"
        label="Area (optional)"
        hint="Where it answers for a part of the area only. Leave it empty for everywhere."
        classes="govuk-!-width-one-half"
      />
      <SelectField
        form={form}
        name="nation"
        label="Nation"
        items={[
          { value: '', text: 'The whole United Kingdom' },
          ...Object.entries(nationWords).map(([value, text]) => ({ value, text })),
        ]}
      />
      <TextField
        form={form}
        name="position"
        label="Order"
        hint="Routes are shown from the lowest number to the highest. The first two of each audience stand in full."
        inputmode="numeric"
        classes="govuk-input--width-4"
      />
    </>
  )
}

function Contacts({ form }: { form: FormState }) {
  const half = 'govuk-!-width-one-half'
  return (
    <section aria-labelledby="contacts">
      <h2 class="govuk-heading-m" id="contacts">
        How it is reached
      </h2>
      <TextField form={form} name="phone" type="tel" label="Phone" classes={half} />
      <CheckboxesField
        form={form}
        name="phoneIsFree"
        legend="Cost"
        classes="govuk-checkboxes--small"
        items={[{ value: 'yes', text: 'It is free to call' }]}
      />
      <TextField
        form={form}
        name="relayNumber"
        type="tel"
        label="Through Relay UK"
        hint="For people who cannot hear or speak on the phone: 18001 before the number."
        classes={half}
      />
      <TextField form={form} name="textNumber" type="tel" label="Text message" classes={half} />
      <TextField form={form} name="textphone" type="tel" label="Textphone" classes={half} />
      <TextField form={form} name="webAddress" type="url" label="Web address" />
      <TextField
        form={form}
        name="signLanguageAddress"
        type="url"
        label="Web address for British Sign Language"
      />
    </section>
  )
}

const dayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

function Hours({ form, others, action }: RouteFormPageProps & { action: string }) {
  const rows = rowsOf(form.values, 'periods')
  const keys = (nothing: string) => [
    { value: '', text: nothing },
    ...others.map(({ key, name }) => ({ value: key, text: name })),
  ]
  return (
    <section aria-labelledby="hours">
      <h2 class="govuk-heading-m" id="hours">
        When it answers
      </h2>
      <RadiosField
        form={form}
        name="hoursKind"
        legend="Hours"
        items={[
          { value: 'always', text: 'Every day, day and night' },
          { value: 'weekly', text: 'At the times below' },
          {
            value: 'when-closed',
            text: 'Whenever another route is closed',
            conditional: (
              <SelectField
                form={form}
                name="whenClosedKey"
                label="Which one?"
                items={keys('Choose')}
              />
            ),
          },
          { value: 'published-elsewhere', text: 'See its website' },
        ]}
      />
      {rows.map((_, at) => (
        <fieldset class="cairn-row" id={rowId('periods', at)}>
          <legend class="govuk-visually-hidden">Times {at + 1}</legend>
          <CheckboxesField
            form={form}
            name={`periods.${at}.days`}
            legend="Days"
            classes="govuk-checkboxes--small"
            items={dayNames.map((text, day) => ({ value: String(day + 1), text }))}
          />
          <TextField
            form={form}
            name={`periods.${at}.opens`}
            label="Opens"
            hint="For example, 8:30 or 9am"
            classes="govuk-input--width-5"
          />
          <TextField
            form={form}
            name={`periods.${at}.closes`}
            label="Closes"
            classes="govuk-input--width-5"
          />
          <RowButtons
            name="periods"
            at={at}
            count={rows.length}
            action={action}
            what={`times ${at + 1}`}
          />
        </fieldset>
      ))}
      <AddRowButton name="periods" count={rows.length} action={action}>
        Add other times
      </AddRowButton>
      <RadiosField
        form={form}
        name="onBankHolidays"
        legend="On bank holidays"
        items={[
          { value: 'closed', text: 'Closed' },
          { value: 'as-usual', text: 'Open as on any other day' },
        ]}
      />
      <TextareaField
        form={form}
        name="closedOn"
        rows={3}
        label="Other days on which it is closed (optional)"
        hint="One on each line, like 24 12 2026. A bank holiday that was proclaimed for one year belongs here too."
      />
      <SelectField
        form={form}
        name="outOfHoursKey"
        label="Who answers when it is closed?"
        items={keys('Nobody')}
      />
    </section>
  )
}

function Facts({ form }: { form: FormState }) {
  const answers = [
    { value: 'yes', text: 'Yes' },
    { value: 'no', text: 'No' },
    { value: 'unknown', text: 'Not known: say nothing of it' },
  ]
  return (
    <section aria-labelledby="facts">
      <h2 class="govuk-heading-m" id="facts">
        What callers ask
      </h2>
      <TextareaField
        form={form}
        name="whatHappens"
        rows={6}
        label="What happens when one calls"
        hint="Plain words. An empty line begins a new paragraph."
      />
      <RadiosField
        form={form}
        name="anonymousPossible"
        legend="Can one stay anonymous?"
        classes="govuk-radios--inline"
        items={answers}
      />
      <RadiosField
        form={form}
        name="recordMade"
        legend="Is a record made?"
        classes="govuk-radios--inline"
        items={answers}
      />
      <RadiosField
        form={form}
        name="feedbackGiven"
        legend="Is one told what was decided?"
        classes="govuk-radios--inline"
        items={answers}
      />
      <TextField form={form} name="runBy" label="Run by" />
      <TextField
        form={form}
        name="owner"
        label="Who keeps this entry right?"
        hint="A team or a role, not a person’s name."
      />
    </section>
  )
}
