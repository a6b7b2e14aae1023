import type { ReportingRoute } from '../concerns/concerns.ts'
import { DraftForm, DraftPage, type DraftPageProps } from '../publishing/publishing.ts'
import { FormattingHelp, RichTextField } from '../publishing/rich-text-field.tsx'
import { DateField, RadiosField, TextareaField, TextField, boldLabel } from '../ui/form.tsx'
import { FormRows } from '../ui/form-row-list.tsx'
import { campaignArtNames, type CampaignArtName } from '../ui/illustrations.tsx'
import { campaignPaths } from './campaign-paths.ts'
import { Activities, Audiences, Partners, Support } from './edit-campaign-parts.tsx'

export type EditCampaignProps = DraftPageProps & {
  routes: ReportingRoute[]
  /** How many organisations wait for a decision. */
  waiting: number
}

export type PartProps = EditCampaignProps & { action: string }

/** Where a campaign is planned and written: everything of it in one form. */
export function EditCampaignPage(props: EditCampaignProps) {
  const { status, form, waiting } = props
  const { id } = status.publication
  const action = campaignPaths.edit(id)
  const part = { ...props, action }
  return (
    <DraftPage
      {...props}
      caption="Campaign"
      wayUp={{ text: 'Campaigns', href: campaignPaths.manage }}
      above={
        <p class="govuk-body">
          <a class="govuk-link" href={campaignPaths.coalition(id)}>
            The coalition{waiting > 0 ? `: ${waiting} waiting for you` : ''}
          </a>
        </p>
      }
    >
      <DraftForm form={form} action={action} label="Campaign">
        <Basics {...part} />
        <Phases {...part} />
        <Audiences {...part} />
        <Support {...part} />
        <Partners {...part} />
        <Activities {...part} />
      </DraftForm>
    </DraftPage>
  )
}

const pictureNames: Record<CampaignArtName, string> = {
  path: 'A path that is marked',
  hands: 'Hands that pass a stone on',
  lantern: 'A lantern',
  cairn: 'A cairn',
  bridge: 'A bridge',
  window: 'A lit window',
}

function Basics({ form, routes }: PartProps) {
  return (
    <>
      <TextField form={form} name="title" label={boldLabel('Title')} />
      <TextareaField
        form={form}
        name="summary"
        rows={3}
        label={boldLabel('Summary')}
        hint="One or two sentences. Stands at the top of the page, in lists and in search results."
      />
      <TextareaField
        form={form}
        name="aim"
        rows={2}
        label={boldLabel('Aim')}
        hint="What will be different when it has worked? Who will know or do what?"
      />
      <DateField form={form} name="startsOn" legend="First day" hint="For example, 1 10 2026" />
      <DateField
        form={form}
        name="endsOn"
        legend="Last day"
        hint="A campaign always has an end, at most twelve months after its start."
      />
      <TextField
        form={form}
        name="callToActionText"
        label={boldLabel('Call to action')}
        hint="The one thing people should do, as it stands on the button: “Learn the signs”."
      />
      <TextField
        form={form}
        name="callToActionAddress"
        label={boldLabel('Where the button leads')}
        hint="A page of this site, such as /report, or a full address."
      />
      <TextareaField
        form={form}
        name="keyMessages"
        rows={5}
        label={boldLabel('Key messages')}
        hint="One on each line. The same words in every channel."
      />
      <RadiosField
        form={form}
        name="picture"
        legend="Picture"
        classes="govuk-radios--small"
        items={campaignArtNames.map((name) => ({ value: name, text: pictureNames[name] }))}
      />
      <FormattingHelp routes={routes} />
      <RichTextField
        form={form}
        name="introduction"
        label="About the campaign"
        rows={10}
        routes={routes}
        withoutHelp
      />
    </>
  )
}

function Phases({ form, routes, action }: PartProps) {
  return (
    <section aria-labelledby="part-phases">
      <h2 class="govuk-heading-m" id="part-phases">
        Themes and phases
      </h2>
      <TextareaField
        form={form}
        name="themes"
        rows={3}
        label="Themes"
        hint="One on each line, in order."
      />
      <p class="govuk-body">
        A phase is the time of one theme. Phases follow each other and lie within the campaign.
      </p>
      <FormRows
        form={form}
        name="phases"
        noun="Phase"
        about="theme"
        add="Add a phase"
        action={action}
      >
        {(one) => (
          <>
            <TextField form={form} name={`${one}.theme`} label="Theme" />
            <DateField form={form} name={`${one}.startsOn`} legend="First day" />
            <DateField form={form} name={`${one}.endsOn`} legend="Last day" />
            <RichTextField
              form={form}
              name={`${one}.text`}
              label="What it is about"
              rows={4}
              routes={routes}
              withoutHelp
            />
          </>
        )}
      </FormRows>
    </section>
  )
}
