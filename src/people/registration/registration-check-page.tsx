import { PostForm, SubmitButton } from '../../ui/form.tsx'
import type { Content } from '../../ui/govuk/options.ts'
import { SummaryList } from '../../ui/govuk/summary-list.tsx'
import type { FoundOrganisation } from '../organisations/organisation-picker-queries.ts'
import { placeWords } from '../organisations/organisation-words.tsx'
import { registrationPaths } from '../people-paths.ts'
import { isPersonalProvider } from '../work-email.ts'
import { PersonalAddressNote, StepPage, type StepProps } from './registration-pages.tsx'
import type { NewOrganisation } from './registration-queries.ts'

/** Everything once more, each thing with the way to change it. */
export function CheckPage(
  props: StepProps & {
    organisation: FoundOrganisation | NewOrganisation
    sectorName: string
    jobRoleName: string
  },
) {
  const { site, form, registration, organisation } = props
  const { name, email, jobTitle, lineManager } = registration
  return (
    <StepPage
      site={site}
      title="Check your answers"
      form={form}
      back={registrationPaths['signing-in']}
    >
      <SummaryList
        rows={[
          row('Name', name, registrationPaths.begin(), 'name'),
          row('Email address', email, registrationPaths.begin(), 'email address'),
          row(
            'Organisation',
            <OrganisationLines organisation={organisation} sectorName={props.sectorName} />,
            'id' in organisation
              ? registrationPaths.organisation
              : registrationPaths.newOrganisation(),
            'organisation',
          ),
          row('Job title', jobTitle, registrationPaths.work, 'job title'),
          row('Work', props.jobRoleName, registrationPaths.work, 'work'),
          row(
            'Line manager',
            lineManager ? (
              <>
                {lineManager.name}
                <br />
                {lineManager.email}
              </>
            ) : (
              'I do not have one'
            ),
            registrationPaths.work,
            'line manager',
          ),
          row(
            'Signing in',
            registration.wantsPasskey ? 'A passkey, which you make next' : 'A password',
            registrationPaths['signing-in'],
            'how you sign in',
          ),
        ]}
      />
      {isPersonalProvider(email) && <PersonalAddressNote />}
      <p class="govuk-body">
        By creating your account you say that these details are right today. We send an email to{' '}
        {email} that says how to sign in.
      </p>
      <PostForm action={registrationPaths.check}>
        <SubmitButton>Create my account</SubmitButton>
      </PostForm>
    </StepPage>
  )
}

function OrganisationLines(props: {
  organisation: FoundOrganisation | NewOrganisation
  sectorName: string
}) {
  const { organisation, sectorName } = props
  const where = [sectorName, placeWords(organisation)].filter(Boolean).join(', ')
  return (
    <>
      {organisation.name}
      <br />
      {where}
      {!('id' in organisation) && (
        <>
          <br />
          Not listed yet: the partnership looks at it
        </>
      )}
    </>
  )
}

function row(key: string, value: Content, href: string, what: string) {
  return {
    key,
    value,
    actions: { items: [{ text: 'Change', href, visuallyHiddenText: what }] },
  }
}
