import type { FormState } from '../platform/forms.ts'
import {
  FormErrors,
  boldLabel,
  hasErrors,
  PostButton,
  PostForm,
  SelectField,
  SubmitButton,
  TextField,
} from '../ui/form.tsx'
import { Page } from '../ui/layout.tsx'
import { RobotTrap } from '../ui/robot-trap.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import { bulletinPaths } from './bulletin-paths.ts'

const wayUp = [
  { text: 'Home', href: '/' },
  { text: 'Bulletins', href: bulletinPaths.archive },
]

export function SubscribePage(props: {
  site: SiteContext
  form: FormState
  sectors: readonly { code: string; name: string }[]
}) {
  const { site, form } = props
  return (
    <Page
      site={site}
      title="Get the bulletin by e-mail"
      description={`The bulletin of ${site.partnershipName}: news, guidance and training for everyone who works with children.`}
      hasErrors={hasErrors(form)}
      breadcrumbs={wayUp}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <FormErrors form={form} />
          <h1 class="govuk-heading-l">Get the bulletin by e-mail</h1>
          <p class="govuk-body">
            News, guidance and training for everyone who works with children and families, about
            once a month. We do not track who opens it or what they read.
          </p>
          <PostForm action={bulletinPaths.subscribe}>
            <TextField
              form={form}
              name="email"
              label={boldLabel('E-mail address')}
              type="email"
              autocomplete="email"
              spellcheck={false}
            />
            <TextField
              form={form}
              name="name"
              label={boldLabel('Name (optional)')}
              autocomplete="name"
              spellcheck={false}
            />
            <TextField
              form={form}
              name="jobRole"
              label={boldLabel('Role (optional)')}
              hint="For example, designated safeguarding lead or foster carer"
              autocomplete="organization-title"
            />
            <SelectField
              form={form}
              name="agencySectorCode"
              label={boldLabel('Where you work (optional)')}
              items={[
                { value: '', text: 'Rather not say' },
                ...props.sectors.map(({ code, name }) => ({ value: code, text: name })),
              ]}
            />
            <RobotTrap />
            <p class="govuk-body">
              We send one e-mail to this address. The bulletin comes only after you have pressed the
              button behind its link, and you can leave from any bulletin.{' '}
              <a class="govuk-link" href="/privacy">
                How we use your details
              </a>
            </p>
            <SubmitButton>Send me the e-mail</SubmitButton>
          </PostForm>
        </div>
      </div>
    </Page>
  )
}

/** The same words whoever asked, so that nobody learns which addresses are known here. */
export function AskedPage({ site }: { site: SiteContext }) {
  return (
    <Page site={site} title="Check your e-mail" isUnlisted breadcrumbs={wayUp}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <h1 class="govuk-heading-l">Check your e-mail</h1>
          <p class="govuk-body">
            If a bulletin can be sent to that address, an e-mail is on its way to it. Open the link
            in it and press the button: then you are on the list.
          </p>
          <h2 class="govuk-heading-m">If nothing arrives</h2>
          <ul class="govuk-list govuk-list--bullet">
            <li>Wait a few minutes, and look in the folder for junk.</li>
            <li>Check that the address was typed right.</li>
            <li>We write to an address at most once a day. Tomorrow you can ask again.</li>
          </ul>
        </div>
      </div>
    </Page>
  )
}

export function ConfirmPage(props: {
  site: SiteContext
  token: string
  email: string
  wording: string
}) {
  return (
    <Page site={props.site} title="Confirm that you want the bulletin" isUnlisted>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <h1 class="govuk-heading-l">Do you want the bulletin?</h1>
          <p class="govuk-body">
            It will be sent to <strong>{props.email}</strong>.
          </p>
          <p class="govuk-body">By pressing the button you agree to this:</p>
          <blockquote class="govuk-inset-text">{props.wording}</blockquote>
          <PostButton action={bulletinPaths.confirm(props.token)}>
            Yes, send me the bulletin
          </PostButton>
        </div>
      </div>
    </Page>
  )
}

/** For a link that was used, is older than seven days, or was never made. */
export function NoRequestPage({ site }: { site: SiteContext }) {
  return (
    <Page site={site} title="This link no longer works" isUnlisted breadcrumbs={wayUp}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <h1 class="govuk-heading-l">This link no longer works</h1>
          <p class="govuk-body">
            It works once, for seven days, and only the newest one. If you pressed the button
            before, you are on the list.
          </p>
          <p class="govuk-body">
            <a class="govuk-link" href={bulletinPaths.subscribe}>
              Ask for the bulletin again
            </a>
          </p>
        </div>
      </div>
    </Page>
  )
}

export function SubscribedPage({ site }: { site: SiteContext }) {
  return (
    <Page site={site} title="You will get the bulletin" isUnlisted breadcrumbs={wayUp}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <h1 class="govuk-heading-l">You will get the bulletin</h1>
          <p class="govuk-body">
            The next one comes to you. At the foot of each is a link to leave the list.
          </p>
          <p class="govuk-body">
            <a class="govuk-link" href={bulletinPaths.archive}>
              Read the bulletins so far
            </a>
          </p>
        </div>
      </div>
    </Page>
  )
}

export function UnsubscribePage({ site, token }: { site: SiteContext; token: string }) {
  return (
    <Page site={site} title="Unsubscribe from the bulletin" isUnlisted>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <h1 class="govuk-heading-l">Unsubscribe from the bulletin</h1>
          <p class="govuk-body">
            After you press the button you get no more bulletins, from this moment on. E-mails that
            you need, such as for a course you booked, still come.
          </p>
          <PostButton action={bulletinPaths.unsubscribe(token)}>Unsubscribe</PostButton>
        </div>
      </div>
    </Page>
  )
}

export function UnsubscribedPage({ site }: { site: SiteContext }) {
  return (
    <Page site={site} title="You get no more bulletins" isUnlisted breadcrumbs={wayUp}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <h1 class="govuk-heading-l">You get no more bulletins</h1>
          <p class="govuk-body">
            Your name and address are taken out of our records within 30 days. We keep a coded form
            of the address, so that nobody puts you on the list again.
          </p>
          <p class="govuk-body">
            Was it a mistake?{' '}
            <a class="govuk-link" href={bulletinPaths.subscribe}>
              Subscribe again
            </a>
          </p>
        </div>
      </div>
    </Page>
  )
}
