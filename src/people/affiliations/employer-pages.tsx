import type { ComponentChildren } from 'preact'
import type { FormState } from '../../platform/forms.ts'
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
} from '../../ui/form.tsx'
import { Page } from '../../ui/layout.tsx'
import type { SiteContext } from '../../ui/site-context.ts'
import { WorkspacePage } from '../../ui/workspace.tsx'
import type { FoundOrganisation } from '../organisations/organisation-picker-queries.ts'
import { pickerScripts } from '../organisations/organisation-picker.tsx'
import { personPaths, type EmployerPaths } from '../people-paths.ts'
import { NewOrganisationFields } from '../registration/registration-step-pages.tsx'
import type { Affiliation } from './affiliation-queries.ts'

/** Whose employers a page is about: one's own, or those of a person on the desk. */
export type Whose = {
  personId: string
  /** Null for one's own. */
  name: string | null
  /** Where one goes on afterwards. */
  back: string
  paths: EmployerPaths
}

type FormPage = { site: SiteContext; whose: Whose; form: FormState }
export type RoleChoice = { code: string; name: string }

/** One more employer: which, what one does there, and whether it is the main one. */
export function AddEmployerPage(
  props: FormPage & { roles: RoleChoice[]; hasOthers: boolean; children: ComponentChildren },
) {
  const { site, whose, form } = props
  return (
    <Frame
      site={site}
      whose={whose}
      form={form}
      title={props.hasOthers ? 'Add another employer' : 'Add an employer'}
      scripts={pickerScripts}
    >
      <PostForm action={whose.paths.add}>
        {props.children}
        <JobFields form={form} roles={props.roles} isOwn={whose.name === null} />
        {props.hasOthers && (
          <CheckboxesField
            form={form}
            name="isMain"
            legend="Main employer"
            items={[
              {
                value: 'yes',
                text: 'This is the main employer',
                hint: 'Your courses are counted for this employer, unless you choose another when you enrol.',
              },
            ]}
          />
        )}
        <SubmitButton>Add the employer</SubmitButton>
      </PostForm>
      <NotListed href={whose.paths.addUnlisted} />
    </Frame>
  )
}

/** Another organisation in the place of one. */
export function ChangeOrganisationPage(
  props: FormPage & { affiliation: Affiliation; children: ComponentChildren },
) {
  const { site, whose, form, affiliation } = props
  return (
    <Frame
      site={site}
      whose={whose}
      form={form}
      title="Change the organisation"
      scripts={pickerScripts}
    >
      <p class="govuk-body">
        It is {affiliation.organisationName} now. What has been learned until today stays counted
        for it.
      </p>
      <PostForm action={whose.paths.organisation(affiliation.id)}>
        {props.children}
        <SubmitButton>Save</SubmitButton>
      </PostForm>
      <NotListed href={whose.paths.changeToUnlisted(affiliation.id)} />
    </Frame>
  )
}

function NotListed({ href }: { href: string }) {
  return (
    <p class="govuk-body">
      <a class="govuk-link" href={href} data-picker-unlisted>
        The organisation is not listed
      </a>
    </p>
  )
}

/** An employer that is not in the register: it is used at once, and an officer looks at it later. */
export function UnlistedEmployerPage(
  props: FormPage & {
    action: string
    sectors: { code: string; name: string }[]
    same: readonly FoundOrganisation[]
  },
) {
  const { site, whose, form } = props
  return (
    <Frame site={site} whose={whose} form={form} title="An organisation that is not listed">
      <p class="govuk-body">
        It counts at once. The partnership looks at it later, and may ask about it.
      </p>
      <PostForm action={props.action}>
        <NewOrganisationFields form={form} sectors={props.sectors} same={props.same} />
        <SubmitButton>Continue</SubmitButton>
      </PostForm>
    </Frame>
  )
}

/** Role, job title and line manager at one employer. */
export function JobPage(props: FormPage & { affiliation: Affiliation; roles: RoleChoice[] }) {
  const { site, whose, form, affiliation } = props
  return (
    <Frame
      site={site}
      whose={whose}
      form={form}
      title={whose.name === null ? 'Your role and line manager' : 'Role and line manager'}
      caption={affiliation.organisationName}
    >
      <PostForm action={whose.paths.job(affiliation.id)}>
        <JobFields form={form} roles={props.roles} isOwn={whose.name === null} />
        <SubmitButton>Save</SubmitButton>
      </PostForm>
    </Frame>
  )
}

/** Somebody works there no longer: since when, and which employer is the main one now. */
export function LeavingPage(props: FormPage & { affiliation: Affiliation; others: Affiliation[] }) {
  const { site, whose, form, affiliation, others } = props
  const isOwn = whose.name === null
  const [only] = others.length === 1 ? others : []
  return (
    <Frame
      site={site}
      whose={whose}
      form={form}
      title={isOwn ? 'When did you stop working here?' : 'When did they stop working here?'}
      caption={affiliation.organisationName}
    >
      <p class="govuk-body">
        What {isOwn ? 'you' : 'they'} learned while working here stays on record.{' '}
        {affiliation.isMain && only && <>{only.organisationName} becomes the main employer.</>}
        {others.length === 0 &&
          (isOwn
            ? 'It is your only employer: until you add another you can go on with your courses, but not enrol on new ones.'
            : 'It is their only employer: until another is added they can go on with their courses, but not enrol on new ones.')}
      </p>
      <PostForm action={whose.paths.leaving(affiliation.id)}>
        <DateField
          form={form}
          name="lastDay"
          legend={isOwn ? 'Your last day of work there' : 'Their last day of work there'}
          hint="Today or an earlier day"
        />
        {affiliation.isMain && others.length > 1 && (
          <RadiosField
            form={form}
            name="nextMain"
            legend="Which is the main employer from now on?"
            items={others.map(({ id, organisationName }) => ({
              value: id,
              text: organisationName,
            }))}
          />
        )}
        <SubmitButton classes="govuk-button--warning">End it</SubmitButton>
      </PostForm>
    </Frame>
  )
}

function JobFields(props: { form: FormState; roles: RoleChoice[]; isOwn: boolean }) {
  const { form, isOwn } = props
  return (
    <>
      <SelectField
        form={form}
        name="jobRole"
        label={isOwn ? 'What you do there' : 'What they do there'}
        hint="The nearest in the list. The training that is right for you goes by it."
        items={[
          { value: '', text: 'Choose the role' },
          ...props.roles.map(({ code, name }) => ({ value: code, text: name })),
        ]}
      />
      <TextField
        form={form}
        name="jobTitle"
        label="Job title (optional)"
        autocomplete="organization-title"
      />
      <TextField
        form={form}
        name="managerName"
        label="Line manager’s name"
        hint={`Leave it empty if ${isOwn ? 'you have' : 'there is'} none.`}
        autocomplete="off"
      />
      <TextField
        form={form}
        name="managerEmail"
        label="Line manager’s email address (optional)"
        type="email"
        autocomplete="off"
        spellcheck={false}
      />
    </>
  )
}

/** One task, on a page of one's own or of the workspace. */
function Frame(
  props: FormPage & {
    title: string
    caption?: string
    scripts?: readonly string[]
    children: ComponentChildren
  },
) {
  const { site, whose, form, title, caption } = props
  if (whose.name !== null)
    return (
      <WorkspacePage
        site={site}
        title={title}
        caption={caption ? `${whose.name}, ${caption}` : whose.name}
        hasErrors={hasErrors(form)}
        scripts={props.scripts}
        breadcrumbs={[
          { text: 'People', href: personPaths.list },
          { text: whose.name, href: whose.back },
        ]}
      >
        <FormErrors form={form} />
        {props.children}
      </WorkspacePage>
    )
  return (
    <Page
      site={site}
      title={title}
      isUnlisted
      scripts={props.scripts}
      styles={['account.css']}
      hasErrors={hasErrors(form)}
      backLink={{ href: whose.back }}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <FormErrors form={form} />
          <h1 class="govuk-heading-l">
            {caption && <span class="govuk-caption-l">{caption}</span>}
            {title}
          </h1>
          {props.children}
        </div>
      </div>
    </Page>
  )
}
