import type { ComponentChildren } from 'preact'
import { roles } from '../platform/access.ts'
import type { FormState } from '../platform/forms.ts'
import { formatDate } from '../ui/dates.ts'
import {
  CheckboxesField,
  FormErrors,
  RadiosField,
  PostButton,
  PostForm,
  SubmitButton,
  TextField,
  hasErrors,
} from '../ui/form.tsx'
import { Tag } from '../ui/govuk/tag.tsx'
import { WarningText } from '../ui/govuk/warning-text.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import { WorkspacePage } from '../ui/workspace.tsx'
import { OrganisationPicker, pickerScripts } from './organisations/organisation-picker.tsx'
import type { FoundOrganisation } from './organisations/organisation-picker-queries.ts'
import { roleMeanings, roleNames } from './people-access.ts'
import { personPaths } from './people-paths.ts'
import { noOrganisation } from './person-forms.ts'
import type { PersonRecord } from './person-queries.ts'

export type Choice = { id: string; name: string }

/** What an officer looks for: has this person a second factor where the role asks for one? */
export function SignInState({ person }: { person: PersonRecord }) {
  if (person.leftAt) return <Tag classes="govuk-tag--grey">Left {formatDate(person.leftAt)}</Tag>
  if (person.hasPasskey) return <Tag classes="govuk-tag--green">Passkey</Tag>
  if (!person.hasPassword && !person.hasLinkedAccount)
    return <Tag classes="govuk-tag--yellow">No password yet</Tag>
  if (person.secondFactorSince) return <Tag classes="govuk-tag--green">Second factor</Tag>
  if (person.needsSecondFactor) return <Tag classes="govuk-tag--orange">No second factor</Tag>
  return (
    <Tag classes="govuk-tag--grey">
      {person.hasLinkedAccount ? 'Agency account' : 'Password only'}
    </Tag>
  )
}

/** The roles somebody has, in words. */
export function rolesText(person: PersonRecord): string {
  return person.roles.map(({ role }) => roleNames[role]).join(', ') || 'None'
}

export function NewPersonPage(props: {
  site: SiteContext
  form: FormState
  /** Organisations to choose from: what a search found, or the one that was chosen. */
  found: readonly FoundOrganisation[]
  /** Somebody who has this email address already. */
  known?: { id: string } | undefined
}) {
  const { form } = props
  return (
    <WorkspacePage
      site={props.site}
      title="Add a person"
      hasErrors={hasErrors(form)}
      scripts={pickerScripts}
      breadcrumbs={[{ text: 'People', href: personPaths.list }]}
    >
      <FormErrors form={form} />
      {props.known && <KnownPerson id={props.known.id} />}
      <p class="govuk-body">
        They get an email that says how to choose a password. Nobody else learns it.
      </p>
      <PostForm action={personPaths.list}>
        <EnterButton>Add and invite</EnterButton>
        <DetailsFields form={form} found={props.found} />
        <CheckboxesField
          form={form}
          name="roles"
          legend="Roles"
          hint="Most roles need a second factor, which is set up at the first sign-in."
          items={roles.map((role) => ({
            value: role,
            text: roleNames[role],
            hint: roleMeanings[role],
          }))}
        />
        <SubmitButton>Add and invite</SubmitButton>
      </PostForm>
    </WorkspacePage>
  )
}

export function PersonDetailsPage(props: {
  site: SiteContext
  person: PersonRecord
  form: FormState
  known?: { id: string } | undefined
}) {
  const { person, form } = props
  return (
    <WorkspacePage
      site={props.site}
      title="Change details"
      caption={person.name}
      hasErrors={hasErrors(form)}
      breadcrumbs={[
        { text: 'People', href: personPaths.list },
        { text: person.name, href: personPaths.show(person.id) },
      ]}
    >
      <FormErrors form={form} />
      {props.known && <KnownPerson id={props.known.id} />}
      <p class="govuk-body">
        With another email address they are signed out, and choose a password anew with a code that
        goes to it. An email goes to both addresses.
      </p>
      <PostForm action={personPaths.details(person.id)}>
        <NameAndEmailFields form={form} />
        <RadiosField
          form={form}
          name="nameChange"
          legend="If you change the name"
          items={[
            {
              value: 'new',
              text: 'They have a new name',
              hint: 'Certificates they have keep the name of their day.',
            },
            {
              value: 'correction',
              text: 'It was never right',
              hint: 'Certificates they have are shown under the corrected name too.',
            },
          ]}
        />
        <SubmitButton>Save</SubmitButton>
      </PostForm>
    </WorkspacePage>
  )
}

function KnownPerson({ id }: { id: string }) {
  return (
    <p class="govuk-body">
      <a class="govuk-link" href={personPaths.show(id)}>
        Open the record of the person who has this address
      </a>
    </p>
  )
}

/** The first button of a form is the one that the Enter key presses: it must not be the one that searches. */
export function EnterButton({ children }: { children: string }) {
  return (
    <button type="submit" class="govuk-visually-hidden" tabindex={-1} aria-hidden>
      {children}
    </button>
  )
}

function DetailsFields(props: { form: FormState; found: readonly FoundOrganisation[] }) {
  const { form, found } = props
  return (
    <>
      <NameAndEmailFields form={form} />
      <OrganisationPicker
        form={form}
        label="Organisation (optional)"
        found={found}
        otherwise={{ value: noOrganisation, text: 'None of these' }}
      />
      <TextField form={form} name="jobTitle" label="Job title (optional)" autocomplete="off" />
    </>
  )
}

function NameAndEmailFields({ form }: { form: FormState }) {
  return (
    <>
      <TextField form={form} name="name" label="Full name" autocomplete="off" />
      <TextField
        form={form}
        name="email"
        label="Email address"
        hint="Their own work address. A shared one, such as office@, cannot be one person’s."
        type="email"
        autocomplete="off"
        spellcheck={false}
      />
    </>
  )
}

/** Before somebody is marked as a leaver, or their second factor reset: what will happen. */
export function ConfirmPage(props: {
  site: SiteContext
  person: PersonRecord
  title: string
  happens: string[]
  button: string
  action: string
  /** What to be sure of first. */
  children?: ComponentChildren
}) {
  const { person } = props
  return (
    <WorkspacePage
      site={props.site}
      title={props.title}
      caption={person.name}
      breadcrumbs={[
        { text: 'People', href: personPaths.list },
        { text: person.name, href: personPaths.show(person.id) },
      ]}
    >
      <p class="govuk-body">This happens at once:</p>
      <ul class="govuk-list govuk-list--bullet">
        {props.happens.map((sentence) => (
          <li>{sentence}</li>
        ))}
      </ul>
      {props.children && <WarningText>{props.children}</WarningText>}
      <PostButton action={props.action} classes="govuk-button--warning">
        {props.button}
      </PostButton>
      <p class="govuk-body">
        <a class="govuk-link" href={personPaths.show(person.id)}>
          Cancel
        </a>
      </p>
    </WorkspacePage>
  )
}
