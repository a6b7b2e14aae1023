import type { FormState } from '../platform/forms.ts'
import { RichText } from '../publishing/rich-text-view.tsx'
import { isEmptyDocument } from '../publishing/rich-text.ts'
import { Prose } from '../ui/content.tsx'
import {
  CheckboxesField,
  CountedField,
  FormErrors,
  hasErrors,
  PostForm,
  SubmitButton,
  TextField,
} from '../ui/form.tsx'
import { NotificationBanner } from '../ui/govuk/notification-banner.tsx'
import { Page } from '../ui/layout.tsx'
import { RobotTrap } from '../ui/robot-trap.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import { audienceNames, materialKindNames, type Material } from './campaign-content.ts'
import { kickerOf, Notices, Section } from './campaign-page.tsx'
import { campaignPaths } from './campaign-paths.ts'
import { materialText, type CampaignView } from './campaign-view.ts'
import { consentWording } from './coalition.ts'

/** How to support and promote a campaign: ideas, texts to copy, who is in, how to join. */
export function SupportPage(props: {
  site: SiteContext
  view: CampaignView
  form: FormState
  hasAsked: boolean
}) {
  const { site, view, form } = props
  const { content } = view
  return (
    <Page
      site={site}
      title={`Support ${view.title}`}
      description={`Ideas and ready-to-use texts for organisations that support ${view.title}.`}
      hasErrors={hasErrors(form)}
      isUnlisted={view.isPreview}
      styles={['campaign.css']}
      scripts={content.materials.length > 0 ? ['copy-text.js'] : []}
      breadcrumbs={[
        { text: 'Home', href: '/' },
        { text: 'Campaigns', href: campaignPaths.index },
        { text: view.title, href: view.paths.show },
      ]}
    >
      <FormErrors form={form} />
      {props.hasAsked && (
        <NotificationBanner type="success">
          Thank you. The partnership reads your request and writes to you.
        </NotificationBanner>
      )}
      <h1 class="govuk-heading-xl">
        <span class="govuk-caption-xl">{kickerOf(view)}</span>
        Support and promote {view.title}
      </h1>
      <Notices view={view} />
      {!isEmptyDocument(content.support) && (
        <div class="cairn-section">
          <Prose>
            <RichText document={content.support} references={view.references} />
          </Prose>
        </div>
      )}
      {content.materials.length > 0 && (
        <Section id="texts" heading="Texts that are ready to use">
          {content.hashtags.length > 0 && (
            <p class="govuk-body">
              Hashtags: <span class="cairn-hashtag">{content.hashtags.join(' ')}</span>
            </p>
          )}
          <div class="cairn-materials">
            {content.materials.map((material, at) => (
              <MaterialText view={view} material={material} number={at + 1} />
            ))}
          </div>
        </Section>
      )}
      <Supporters view={view} />
      {view.time !== 'past' && !view.isPreview && <JoinSection view={view} form={form} />}
    </Page>
  )
}

function MaterialText(props: { view: CampaignView; material: Material; number: number }) {
  const { view, material, number } = props
  const id = `text-${number}`
  return (
    <article class="cairn-material" aria-labelledby={`${id}-title`}>
      <h3 class="govuk-heading-s" id={`${id}-title`}>
        {material.title}
      </h3>
      <p class="cairn-meta">
        {materialKindNames[material.kind]}
        {material.audience && ` · for ${audienceNames[material.audience].toLowerCase()}`}
      </p>
      <div class="cairn-material__text" id={id}>
        {materialText(material.text, view.routeReferences)}
      </div>
      <p class="cairn-material__ways">
        <button
          class="govuk-button govuk-button--secondary"
          type="button"
          data-copy={id}
          data-copied="Copied"
          hidden
        >
          Copy<span class="govuk-visually-hidden"> “{material.title}”</span>
        </button>
        <a class="govuk-link" href={campaignPaths.material(view.slug, number)} download>
          Download<span class="govuk-visually-hidden"> “{material.title}”</span> as a text file
        </a>
      </p>
    </article>
  )
}

function Supporters({ view }: { view: CampaignView }) {
  const supporters = [
    ...view.content.partners.filter(({ role }) => role === 'supporter'),
    ...view.supporters,
  ].toSorted((one, other) => one.name.localeCompare(other.name))
  if (supporters.length === 0) return null
  return (
    <Section id="supporters" heading="Who supports it">
      <ul class="govuk-list govuk-list--bullet">
        {supporters.map(({ name, webAddress }) => (
          <li>
            {webAddress ? (
              <a class="govuk-link" href={webAddress} rel="nofollow noreferrer">
                {name}
              </a>
            ) : (
              name
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function JoinSection({ view, form }: { view: CampaignView; form: FormState }) {
  return (
    <Section id="join" heading="Join the coalition">
      <p class="govuk-body">
        For organisations: schools, clubs, parishes, businesses, services. We show your name with
        the campaign after somebody of the partnership has read your request.
      </p>
      <p class="govuk-body">
        <strong>This is not a way to report.</strong> Write nothing about a child here: read{' '}
        <a class="govuk-link" href="/report">
          how to report a concern
        </a>
        .
      </p>
      <PostForm action={view.paths.support} label="Join the coalition">
        <TextField
          form={form}
          name="organisationName"
          label="Organisation"
          autocomplete="organization"
          classes="govuk-!-width-two-thirds"
        />
        <TextField
          form={form}
          name="webAddress"
          label="Its web address (optional)"
          type="url"
          autocomplete="url"
          classes="govuk-!-width-two-thirds"
        />
        <TextField
          form={form}
          name="contactName"
          label="Your name"
          hint="Only the partnership sees it."
          autocomplete="name"
          classes="govuk-!-width-two-thirds"
        />
        <TextField
          form={form}
          name="contactEmail"
          label="Your work email address"
          hint="Only the partnership sees it. We write about this campaign and nothing else."
          type="email"
          autocomplete="email"
          spellcheck={false}
          classes="govuk-!-width-two-thirds"
        />
        <CountedField
          form={form}
          name="howTheySupport"
          label="How will you support it? (optional)"
          hint="For example: “We put the text for parents into our newsletter.”"
          rows={3}
          maxlength={500}
        />
        <RobotTrap />
        <CheckboxesField
          form={form}
          name="consent"
          legend="Your agreement"
          items={[{ value: 'yes', text: consentWording }]}
        />
        <SubmitButton>Ask to join</SubmitButton>
      </PostForm>
    </Section>
  )
}
