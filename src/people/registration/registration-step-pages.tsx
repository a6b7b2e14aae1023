import type { FormState } from '../../platform/forms.ts'
import {
  PasswordField,
  PostForm,
  RadiosField,
  SelectField,
  SubmitButton,
  TextField,
} from '../../ui/form.tsx'
import { InsetText } from '../../ui/govuk/inset-text.tsx'
import {
  OrganisationDetail,
  OrganisationPicker,
  pickerScripts,
} from '../organisations/organisation-picker.tsx'
import type { FoundOrganisation } from '../organisations/organisation-picker-queries.ts'
import { passkeyScripts } from '../passkeys/passkey-form.tsx'
import { registrationPaths } from '../people-paths.ts'
import { shortestPassword } from '../sign-in/password-rules.ts'
import { StepPage, type StepProps } from './registration-pages.tsx'
import type { Registration } from './registration-queries.ts'

/** Where you work. */
export function OrganisationPage(
  props: StepProps & { found: readonly FoundOrganisation[]; legend?: string | undefined },
) {
  const { site, form, found } = props
  const words = form.values['organisationId-words']
  return (
    <StepPage
      site={site}
      title="Where do you work?"
      form={form}
      back={registrationPaths.begin()}
      scripts={pickerScripts}
    >
      <p class="govuk-body">
        If you work for several, choose the one that counts for your training. You can add the
        others to your account later.
      </p>
      <PostForm action={registrationPaths.organisation}>
        <OrganisationPicker
          form={form}
          label={found.length > 0 ? 'Search for another organisation' : 'Organisation'}
          found={found}
          foundFirst={props.legend !== undefined}
          legend={props.legend}
        />
        <SubmitButton>Continue</SubmitButton>
      </PostForm>
      <p class="govuk-body">
        <a
          class="govuk-link"
          href={registrationPaths.newOrganisation(typeof words === 'string' ? words : '')}
          data-picker-unlisted
        >
          My organisation is not listed, or I work for myself
        </a>
      </p>
    </StepPage>
  )
}

/** An organisation that is not listed. `same`: what it may be under another name. */
export function NewOrganisationPage(
  props: StepProps & {
    sectors: { code: string; name: string }[]
    same: readonly FoundOrganisation[]
  },
) {
  const { site, form, sectors, same } = props
  return (
    <StepPage
      site={site}
      title="Tell us about your organisation"
      form={form}
      back={registrationPaths.organisation}
    >
      <p class="govuk-body">
        You can go on at once. The partnership looks at it later, and may ask you about it.
      </p>
      <PostForm action={registrationPaths.newOrganisation()}>
        <NewOrganisationFields form={form} sectors={sectors} same={same} />
        <SubmitButton>Continue</SubmitButton>
      </PostForm>
    </StepPage>
  )
}

/** The fields of an organisation that is not listed; those of its name stand first, if there are any. */
export function NewOrganisationFields(props: {
  form: FormState
  sectors: { code: string; name: string }[]
  same: readonly FoundOrganisation[]
}) {
  const { form, sectors, same } = props
  return (
    <>
      {same.length > 0 && (
        <RadiosField
          form={form}
          name="same"
          legend="Is it one of these?"
          items={[
            ...same.map((organisation) => ({
              value: organisation.id,
              text: organisation.name,
              hint: <OrganisationDetail organisation={organisation} />,
            })),
            { divider: 'or' },
            { value: 'other', text: 'No, it is another one' },
          ]}
        />
      )}
      <TextField
        form={form}
        name="name"
        label="Name of the organisation"
        hint="If you work for yourself, the name you trade under, or your own"
        autocomplete="organization"
        spellcheck={false}
      />
      <SelectField
        form={form}
        name="sectorCode"
        label="Sector"
        items={[
          { value: '', text: 'Choose the sector' },
          ...sectors.map(({ code, name }) => ({ value: code, text: name })),
        ]}
      />
      <TextField
        form={form}
        name="postcode"
        label="Postcode"
        hint="Leave it out if that would be where you live"
        classes="govuk-input--width-10"
        autocomplete="off"
        spellcheck={false}
      />
      <TextField
        form={form}
        name="place"
        label="Town or village"
        hint="Needed if you leave out the postcode"
        autocomplete="off"
        spellcheck={false}
      />
      <TextField
        form={form}
        name="website"
        label="Website (optional)"
        type="url"
        autocomplete="url"
        spellcheck={false}
      />
    </>
  )
}

/** What you do, and who approves your training. */
export function WorkPage(props: StepProps & { jobRoles: { code: string; name: string }[] }) {
  const { site, form, jobRoles } = props
  return (
    <StepPage site={site} title="What do you do?" form={form} back={registrationPaths.organisation}>
      <PostForm action={registrationPaths.work}>
        <TextField
          form={form}
          name="jobTitle"
          label="Job title"
          hint="As your organisation calls it, such as childminder or assistant head"
          autocomplete="organization-title"
        />
        <SelectField
          form={form}
          name="jobRoleCode"
          label="What comes nearest to your work?"
          hint="Training that you need goes by this"
          items={[
            { value: '', text: 'Choose one' },
            ...jobRoles.map(({ code, name }) => ({ value: code, text: name })),
          ]}
        />
        <RadiosField
          form={form}
          name="manager"
          legend="Do you have a line manager?"
          hint="Somebody who may have to approve training. They get no email from your registering."
          items={[
            {
              value: 'one',
              text: 'Yes',
              conditional: (
                <>
                  <TextField
                    form={form}
                    name="managerName"
                    label="Line manager’s full name"
                    autocomplete="off"
                    spellcheck={false}
                  />
                  <TextField
                    form={form}
                    name="managerEmail"
                    label="Line manager’s email address"
                    type="email"
                    autocomplete="off"
                    spellcheck={false}
                  />
                </>
              ),
            },
            {
              value: 'none',
              text: 'I do not have one',
              hint: 'As if you work for yourself, as a childminder, or as a foster carer',
            },
          ]}
        />
        <SubmitButton>Continue</SubmitButton>
      </PostForm>
    </StepPage>
  )
}

/** How you get in from now on: a passkey, where the browser has them, or a password, which always works. */
export function SigningInPage({ site, form, registration }: StepProps) {
  return (
    <StepPage
      site={site}
      title="How will you sign in?"
      form={form}
      back={registrationPaths.work}
      scripts={passkeyScripts}
    >
      <div hidden data-passkey-only>
        <h2 class="govuk-heading-m">With a passkey</h2>
        <p class="govuk-body">
          Your phone or computer signs you in, with your fingerprint, your face or its PIN. There is
          nothing to remember and nothing that anybody could steal. You make it in the last step.
        </p>
        <PostForm action={registrationPaths['signing-in']} label="With a passkey">
          <input type="hidden" name="way" value="passkey" />
          <SubmitButton>Use a passkey</SubmitButton>
        </PostForm>
        <h2 class="govuk-heading-m">Or with a password</h2>
      </div>
      <p class="govuk-body">
        You sign in with your email address,{' '}
        <strong class="cairn-break">{registration.email}</strong>, and a password that only you
        know.
      </p>
      {registration.passwordHash && (
        <InsetText>You have chosen a password. A new one takes its place.</InsetText>
      )}
      <PostForm action={registrationPaths['signing-in']}>
        <input
          class="govuk-visually-hidden"
          type="text"
          name="username"
          value={registration.email}
          autocomplete="username"
          readonly
          tabindex={-1}
          aria-label="Email address"
        />
        <PasswordField
          form={form}
          name="password"
          label="Password"
          autocomplete="new-password"
          hint={`At least ${shortestPassword} characters, of any kind. Four words that do not belong together make a good one.`}
        />
        <SubmitButton>Continue</SubmitButton>
      </PostForm>
    </StepPage>
  )
}

/** What the form of a step shows when it is opened again. */
export function workFormOf(registration: Registration): FormState['values'] {
  const { jobTitle, jobRoleCode, lineManager, hasNoLineManager } = registration
  const manager = lineManager ? 'one' : hasNoLineManager ? 'none' : ''
  return {
    jobTitle: jobTitle ?? '',
    jobRoleCode: jobRoleCode ?? '',
    manager,
    managerName: lineManager?.name ?? '',
    managerEmail: lineManager?.email ?? '',
  }
}
