import { RichTextField } from '../publishing/rich-text-field.tsx'
import { CheckboxesField, DateField, SelectField, TextareaField, TextField } from '../ui/form.tsx'
import { FormRows } from '../ui/form-row-list.tsx'
import { rowsOf } from '../ui/form-rows.ts'
import { Details } from '../ui/govuk/details.tsx'
import {
  audienceNames,
  audiences,
  materialKindNames,
  materialKinds,
  partnerRoleNames,
  partnerRoles,
  type Audience,
} from './campaign-content.ts'
import type { PartProps } from './edit-campaign-page.tsx'

const audienceHints: Record<Audience, string> = {
  'young-people': 'Short and warm. Say “you”. Reading age 9. Never blame.',
  parents: 'Plain words. Reading age 11. What they can notice, say and do.',
  carers: 'For foster carers, kinship carers and children’s homes. Reading age 11.',
  practitioners: 'Precise, with sources. It adds to their procedures.',
}

export function Audiences(props: PartProps) {
  return (
    <section aria-labelledby="part-audiences">
      <h2 class="govuk-heading-m" id="part-audiences">
        A page for each audience
      </h2>
      <p class="govuk-body">
        Each has a page of its own. Leave an audience empty, and it has none. Ways to report are
        chosen, never typed: their numbers and hours are always the current ones.
      </p>
      {audiences.map((audience, at) => (
        <AudienceFields {...props} audience={audience} at={at} />
      ))}
    </section>
  )
}

function AudienceFields(props: PartProps & { audience: Audience; at: number }) {
  const { form, routes, audience, at } = props
  const name = `audiences.${at}`
  const row = rowsOf(form.values, 'audiences')[at] ?? {}
  const isFilled = Object.entries(row).some(
    ([field, value]) => field !== 'audience' && value.length > 0,
  )
  const hasError = form.errors.some(({ field }) => field.startsWith(`${name}.`))
  const who = audienceNames[audience]
  const fit =
    audience === 'young-people'
      ? 'young-people'
      : audience === 'practitioners'
        ? audience
        : 'public'
  return (
    <Details summary={`${who}${isFilled ? '' : ' (nothing yet)'}`} open={isFilled || hasError}>
      <input type="hidden" name={`${name}.audience`} value={audience} />
      <p>{audienceHints[audience]}</p>
      <TextField form={form} name={`${name}.heading`} label={`Heading for ${who.toLowerCase()}`} />
      <TextareaField
        form={form}
        name={`${name}.introduction`}
        rows={2}
        label={`Introduction for ${who.toLowerCase()}`}
      />
      {(
        [
          ['text', 'What it is', 10],
          ['signs', 'The signs', 8],
          ['whatToDo', 'What to do', 8],
        ] as const
      ).map(([field, label, rows]) => (
        <RichTextField
          form={form}
          name={`${name}.${field}`}
          label={`${label}, for ${who.toLowerCase()}`}
          rows={rows}
          routes={routes}
          withoutHelp
        />
      ))}
      <CheckboxesField
        form={form}
        name={`${name}.routeKeys`}
        legend={`Ways to report for ${who.toLowerCase()}`}
        classes="govuk-checkboxes--small"
        items={routes
          .filter(({ audiences: forWhom }) => forWhom.includes(fit))
          .map(({ key, name: text, purpose }) => ({ value: key, text, hint: purpose }))}
      />
    </Details>
  )
}

export function Support({ form, routes, action }: PartProps) {
  return (
    <section aria-labelledby="part-support">
      <h2 class="govuk-heading-m" id="part-support">
        How to support and promote it
      </h2>
      <RichTextField
        form={form}
        name="support"
        label="What organisations can do"
        rows={8}
        routes={routes}
        withoutHelp
      />
      <TextField
        form={form}
        name="contactEmail"
        type="email"
        spellcheck={false}
        label="Who hears of new supporters"
        hint="An email address of the partnership. The public does not see it."
      />
      <TextField
        form={form}
        name="hashtags"
        label="Hashtags (optional)"
        hint="With a space between them."
      />
      <h3 class="govuk-heading-s">Texts that are ready to use</h3>
      <p class="govuk-body">
        Partners copy them as they are. Where a way to report is named, write{' '}
        <code>{'{{route:childline}}'}</code>, and its name and number of the day are put in.
      </p>
      <FormRows
        form={form}
        name="materials"
        noun="Text"
        about="title"
        add="Add a text"
        action={action}
      >
        {(one) => (
          <>
            <TextField form={form} name={`${one}.title`} label="Title" />
            <SelectField
              form={form}
              name={`${one}.kind`}
              label="Kind"
              items={materialKinds.map((kind) => ({ value: kind, text: materialKindNames[kind] }))}
            />
            <SelectField
              form={form}
              name={`${one}.audience`}
              label="For"
              items={[
                { value: '', text: 'Everybody' },
                ...audiences.map((one) => ({ value: one, text: audienceNames[one] })),
              ]}
            />
            <TextareaField form={form} name={`${one}.text`} label="Text" rows={6} />
          </>
        )}
      </FormRows>
    </section>
  )
}

export function Partners({ form, action }: PartProps) {
  return (
    <section aria-labelledby="part-partners">
      <h2 class="govuk-heading-m" id="part-partners">
        Partners and channels
      </h2>
      <p class="govuk-body">
        A safeguarding partner has statutory duties; a campaign partner does the work with you; a
        supporter passes it on. Organisations that join by themselves stand under the coalition.
      </p>
      <FormRows
        form={form}
        name="partners"
        noun="Partner"
        about="name"
        add="Add a partner"
        action={action}
      >
        {(one) => (
          <>
            <TextField form={form} name={`${one}.name`} label="Name" />
            <SelectField
              form={form}
              name={`${one}.role`}
              label="Role"
              items={partnerRoles.map((role) => ({
                value: role,
                text: partnerRoleNames[role].replace(/s$/, ''),
              }))}
            />
            <TextField
              form={form}
              name={`${one}.webAddress`}
              type="url"
              label="Web address (optional)"
            />
          </>
        )}
      </FormRows>
      <TextareaField
        form={form}
        name="channels"
        rows={4}
        label="Channels"
        hint="One on each line: press, social media, posters, workshops."
      />
    </section>
  )
}

export function Activities({ form, action }: PartProps) {
  return (
    <section aria-labelledby="part-activities">
      <h2 class="govuk-heading-m" id="part-activities">
        Activities
      </h2>
      <FormRows
        form={form}
        name="activities"
        noun="Activity"
        about="title"
        add="Add an activity"
        action={action}
      >
        {(one) => (
          <>
            <TextField form={form} name={`${one}.title`} label="Title" />
            <DateField form={form} name={`${one}.on`} legend="Day" />
            <TextField
              form={form}
              name={`${one}.time`}
              label="Time (optional)"
              hint="For example: 12:15pm to 1pm"
            />
            <TextField form={form} name={`${one}.place`} label="Place (optional)" />
            <TextareaField form={form} name={`${one}.text`} label="Text (optional)" rows={3} />
          </>
        )}
      </FormRows>
    </section>
  )
}
