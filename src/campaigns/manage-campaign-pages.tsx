import type { FormState } from '../platform/forms.ts'
import {
  NewDraftPage,
  StateTags,
  stateOf,
  hasNewerDraft,
  type Edition,
} from '../publishing/publishing.ts'
import { formatDate, formatDateRange } from '../ui/dates.ts'
import { PostButton } from '../ui/form.tsx'
import { Button } from '../ui/govuk/button.tsx'
import { SummaryList } from '../ui/govuk/summary-list.tsx'
import { Table } from '../ui/govuk/table.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import { WorkspacePage } from '../ui/workspace.tsx'
import { phaseOn, timeOf, type CampaignContent } from './campaign-content.ts'
import { campaignPaths } from './campaign-paths.ts'
import type { CoalitionMember } from './coalition-queries.ts'

const campaigns = { text: 'Campaigns', href: campaignPaths.manage }

export function ManageCampaignsPage(props: {
  site: SiteContext
  editions: Edition<CampaignContent>[]
  waiting: Map<string, number>
  today: string
}) {
  const { site, editions, today } = props
  return (
    <WorkspacePage
      site={site}
      title="Campaigns"
      actions={<Button href={campaignPaths.create}>New campaign</Button>}
      breadcrumbs={[]}
    >
      {editions.length === 0 ? (
        <p class="govuk-body">There is no campaign yet.</p>
      ) : (
        <Table
          classes="cairn-stacked-table"
          head={[{ text: 'Campaign' }, { text: 'Time' }, { text: 'State' }, { text: 'Coalition' }]}
          rows={editions.map((edition) => {
            const { publication, title, content } = edition
            const waiting = props.waiting.get(publication.id) ?? 0
            return [
              {
                text: (
                  <a class="govuk-link" href={campaignPaths.edit(publication.id)}>
                    {title}
                  </a>
                ),
              },
              { text: timeInWords(content, today) },
              {
                text: (
                  <StateTags
                    status={{
                      state: stateOf(publication, today),
                      draft: publication.draft_state,
                      newerDraft: hasNewerDraft(publication),
                    }}
                  />
                ),
              },
              {
                text: (
                  <a class="govuk-link" href={campaignPaths.coalition(publication.id)}>
                    {waiting > 0 ? `${waiting} waiting` : 'Supporters'}
                    <span class="govuk-visually-hidden"> of {title}</span>
                  </a>
                ),
              },
            ]
          })}
        />
      )}
    </WorkspacePage>
  )
}

function timeInWords(content: CampaignContent, today: string): string {
  const { startsOn, endsOn } = content
  if (!startsOn || !endsOn) return 'Dates to come'
  const dates = formatDateRange(startsOn, endsOn)
  if (timeOf(content, today) !== 'now') return dates
  const phase = phaseOn(content, today)
  return `${dates}. Now: ${phase ? phase.theme : 'between two phases'}`
}

export function NewCampaignPage({ site, form }: { site: SiteContext; form: FormState }) {
  return (
    <NewDraftPage
      site={site}
      form={form}
      title="New campaign"
      action={campaignPaths.create}
      wayUp={campaigns}
      hint="The campaign’s address is made from it and stays: it is printed on posters."
    />
  )
}

export function CoalitionPage(props: {
  site: SiteContext
  campaign: { id: string; title: string }
  members: CoalitionMember[]
  success?: string | undefined
}) {
  const { site, campaign, members } = props
  const [asked, listed] = (['asked', 'listed'] as const).map((state) =>
    members.filter((member) => member.state === state),
  ) as [CoalitionMember[], CoalitionMember[]]
  return (
    <WorkspacePage
      site={site}
      title={`Coalition of ${campaign.title}`}
      heading="Coalition"
      caption={campaign.title}
      success={props.success}
      breadcrumbs={[campaigns, { text: campaign.title, href: campaignPaths.edit(campaign.id) }]}
    >
      <h2 class="govuk-heading-m">Waiting for you</h2>
      {asked.length === 0 && <p class="govuk-body">Nobody waits.</p>}
      {asked.map((member) => (
        <section aria-labelledby={`member-${member.id}`}>
          <h3 class="govuk-heading-s" id={`member-${member.id}`}>
            {member.name}
          </h3>
          <MemberDetails member={member} />
          <div class="govuk-button-group">
            <Decision member={member} to="listed" classes="">
              Show as a supporter
            </Decision>
            <Decision member={member} to="declined" classes="govuk-button--secondary">
              Decline
            </Decision>
          </div>
          <p class="govuk-hint">
            Declining deletes the name and address of the person. Nobody is written to: do that
            yourself, first.
          </p>
        </section>
      ))}
      <h2 class="govuk-heading-m">Shown as supporters</h2>
      {listed.length === 0 && <p class="govuk-body">None yet.</p>}
      {listed.map((member) => (
        <section aria-labelledby={`member-${member.id}`}>
          <h3 class="govuk-heading-s" id={`member-${member.id}`}>
            {member.name}
          </h3>
          <MemberDetails member={member} />
          <Decision member={member} to="left" classes="govuk-button--secondary">
            Take off the page
          </Decision>
        </section>
      ))}
    </WorkspacePage>
  )
}

function MemberDetails({ member }: { member: CoalitionMember }) {
  return (
    <SummaryList
      rows={[
        member.webAddress !== null && {
          key: 'Web address',
          value: (
            <a class="govuk-link" href={member.webAddress} rel="nofollow noreferrer">
              {member.webAddress}
            </a>
          ),
        },
        { key: 'Who wrote', value: `${member.contactName ?? ''}, ${member.contactEmail ?? ''}` },
        member.howTheySupport !== '' && {
          key: 'How they support it',
          value: member.howTheySupport,
        },
        { key: 'Agreed on', value: formatDate(member.consentedAt) },
      ]}
    />
  )
}

function Decision(props: {
  member: CoalitionMember
  to: 'listed' | 'declined' | 'left'
  classes: string
  children: string
}) {
  const { member, to } = props
  return (
    <PostButton
      action={campaignPaths.decision(member.campaignId, member.id)}
      fields={{ decision: to }}
      classes={props.classes}
    >
      {props.children}
      <span class="govuk-visually-hidden">: {member.name}</span>
    </PostButton>
  )
}
