import type { FormState } from '../../platform/forms.ts'
import {
  CheckboxesField,
  FormErrors,
  PasswordField,
  PostButton,
  PostForm,
  SubmitButton,
  TextField,
  TextareaField,
  hasErrors,
} from '../../ui/form.tsx'
import { Scroll } from '../../ui/content.tsx'
import { Button } from '../../ui/govuk/button.tsx'
import { InsetText } from '../../ui/govuk/inset-text.tsx'
import { SummaryList } from '../../ui/govuk/summary-list.tsx'
import { Table } from '../../ui/govuk/table.tsx'
import { Tag } from '../../ui/govuk/tag.tsx'
import type { SiteContext } from '../../ui/site-context.ts'
import { WorkspacePage } from '../../ui/workspace.tsx'
import { providerPaths } from '../people-paths.ts'
import type { Provider } from './provider-queries.ts'

const up = [{ text: 'Sign-in of agencies', href: providerPaths.list }]

/** The agencies that sign their own people in. */
export function ProvidersPage(props: {
  site: SiteContext
  providers: (Provider & { people: number })[]
}) {
  return (
    <WorkspacePage
      site={props.site}
      title="Sign-in of agencies"
      actions={<Button href={providerPaths.new}>Add an agency’s sign-in</Button>}
    >
      <p class="govuk-body">
        People of these agencies can sign in with the account that they have at work, by OpenID
        Connect. Whoever leaves the agency can no longer sign in with that account. Nobody gets an
        account or a right here by it: each person links it with the account that they have here.
      </p>
      {props.providers.length === 0 ? (
        <p class="govuk-body">There is none yet.</p>
      ) : (
        <Scroll label="Agencies">
          <Table
            caption="Agencies"
            captionClasses="govuk-visually-hidden"
            firstCellIsHeader
            head={[
              { text: 'Agency' },
              { text: 'Sign-in' },
              { text: 'Second factor' },
              { text: 'People who linked it', format: 'numeric' },
            ]}
            rows={props.providers.map((provider) => [
              {
                text: (
                  <a class="govuk-link" href={providerPaths.show(provider.id)}>
                    {provider.name}
                  </a>
                ),
              },
              { text: <ProviderState provider={provider} /> },
              { text: provider.hasSecondFactor ? 'Asked for there' : 'Asked for here' },
              { text: provider.people.toLocaleString('en-GB'), format: 'numeric' },
            ])}
          />
        </Scroll>
      )}
    </WorkspacePage>
  )
}

export function NewProviderPage(props: { site: SiteContext; form: FormState }) {
  const { form } = props
  return (
    <WorkspacePage
      site={props.site}
      title="Add an agency’s sign-in"
      hasErrors={hasErrors(form)}
      breadcrumbs={up}
    >
      <FormErrors form={form} />
      <p class="govuk-body">
        Whoever runs the agency’s accounts (in Microsoft Entra, Google Workspace or another) knows
        the issuer. We look whether it answers. Nobody can sign in with it before you switch it on.
      </p>
      <PostForm action={providerPaths.list}>
        <TextField
          form={form}
          name="name"
          label="Name of the agency"
          hint="It stands on the button: “Sign in with …”."
          autocomplete="off"
        />
        <TextField
          form={form}
          name="issuer"
          label="Issuer"
          hint="An address that begins with https://. It cannot be changed later, because accounts are known by it."
          autocomplete="off"
          spellcheck={false}
        />
        <SubmitButton>Add</SubmitButton>
      </PostForm>
    </WorkspacePage>
  )
}

/** One agency's sign-in: what to tell them, what they told us, on and off. */
export function ProviderPage(props: {
  site: SiteContext
  provider: Provider
  redirectUri: string
  form: FormState
  success: string | undefined
}) {
  const { provider, form } = props
  const isReady = provider.clientId !== null && provider.clientSecretSealed !== null
  return (
    <WorkspacePage
      site={props.site}
      title={provider.name}
      caption="Sign-in of an agency"
      hasErrors={hasErrors(form)}
      success={props.success}
      breadcrumbs={up}
    >
      <FormErrors form={form} />
      <SummaryList
        rows={[
          { key: 'Sign-in', value: <ProviderState provider={provider} /> },
          { key: 'Issuer', value: provider.issuer },
          { key: 'Redirect address', value: props.redirectUri },
        ]}
      />
      {!isReady && (
        <InsetText>
          Give the agency the redirect address above, exactly as it is. They register this site with
          it and give you a client ID and a client secret, which you enter here.
        </InsetText>
      )}
      <PostForm action={providerPaths.show(provider.id)} label="Settings">
        <TextField form={form} name="name" label="Name of the agency" autocomplete="off" />
        <TextField
          form={form}
          name="clientId"
          label="Client ID"
          autocomplete="off"
          spellcheck={false}
        />
        <PasswordField
          form={form}
          name="clientSecret"
          label="Client secret"
          autocomplete="new-password"
          hint={
            provider.clientSecretSealed
              ? 'Leave it empty to keep the one that is there. It is kept encrypted and never shown.'
              : 'It is kept encrypted and never shown again.'
          }
        />
        <TextareaField
          form={form}
          name="emailDomains"
          label="Email domains (optional)"
          hint="One on each line, like example.org. Whoever mistypes a password for such an address is told of this sign-in. It proves nothing and links nobody."
          rows={3}
          spellcheck={false}
        />
        <CheckboxesField
          form={form}
          name="hasSecondFactor"
          legend="Second factor"
          items={[
            {
              value: 'yes',
              text: 'The agency asks its people for a second factor itself',
              hint: 'Then they are not asked for one here as well. Tick it only when the agency has confirmed it.',
            },
          ]}
        />
        <SubmitButton>Save</SubmitButton>
      </PostForm>
      {isReady && <Switch provider={provider} />}
    </WorkspacePage>
  )
}

function Switch({ provider }: { provider: Provider }) {
  return (
    <>
      <h2 class="govuk-heading-m">{provider.isEnabled ? 'Switch it off' : 'Switch it on'}</h2>
      <p class="govuk-body">
        {provider.isEnabled
          ? 'Nobody can sign in with it then. Whoever is signed in stays so, and linked accounts are kept for when you switch it on again.'
          : 'The sign-in page then offers it to everybody.'}
      </p>
      <PostButton
        action={providerPaths.state(provider.id)}
        fields={{ state: provider.isEnabled ? 'off' : 'on' }}
        classes={provider.isEnabled ? 'govuk-button--warning' : 'govuk-button--secondary'}
      >
        {provider.isEnabled ? 'Switch off' : 'Switch on'}
      </PostButton>
    </>
  )
}

function ProviderState({ provider }: { provider: Provider }) {
  if (provider.isEnabled) return <Tag classes="govuk-tag--green">On</Tag>
  return provider.clientId ? (
    <Tag classes="govuk-tag--grey">Off</Tag>
  ) : (
    <Tag classes="govuk-tag--yellow">Not set up yet</Tag>
  )
}
