import { formatDate } from '../../ui/dates.ts'
import { Table } from '../../ui/govuk/table.tsx'
import { Tag } from '../../ui/govuk/tag.tsx'
import { LinkTabs } from '../../ui/link-tabs.tsx'
import type { SiteContext } from '../../ui/site-context.ts'
import { WorkspacePage } from '../../ui/workspace.tsx'
import { personPaths } from '../people-paths.ts'
import type { ShownClock } from './privacy-clock.ts'
import { privacyDeskPaths, retentionPaths } from './privacy-paths.ts'
import type { ListedRequest } from './privacy-request-queries.ts'
import { privacyKinds, stateWords } from './privacy-words.ts'

export type DeskRequest = ListedRequest & { clock: ShownClock }

/** The requests with their clocks, what is due first. */
export function PrivacyRequestsPage(props: {
  site: SiteContext
  state: 'open' | 'ended'
  requests: DeskRequest[]
  counts: { open: number; overdue: number }
}) {
  const { site, state, requests, counts } = props
  return (
    <WorkspacePage
      site={site}
      title="Privacy requests"
      breadcrumbs={[{ text: 'People', href: personPaths.list }]}
      actions={
        <a class="govuk-link" href={retentionPaths.list}>
          How long records are kept
        </a>
      }
    >
      <p class="govuk-body">
        What people ask about their data, what is due first at the top. {counts.open} open,{' '}
        {counts.overdue === 0 ? 'none overdue' : `${counts.overdue} overdue`}.
      </p>
      <LinkTabs
        label="Which requests"
        items={[
          { text: 'Open', href: privacyDeskPaths.list, isCurrent: state === 'open' },
          {
            text: 'Ended',
            href: `${privacyDeskPaths.list}?state=ended`,
            isCurrent: state === 'ended',
          },
        ]}
      />
      {requests.length === 0 ? (
        <p class="govuk-body">There is none.</p>
      ) : (
        <Table
          caption="Requests"
          captionClasses="govuk-visually-hidden"
          classes="cairn-stacked-table"
          firstCellIsHeader
          head={[
            { text: 'Request' },
            { text: 'From' },
            { text: state === 'open' ? 'Clock' : 'End' },
            { text: state === 'open' ? 'Due on' : 'Ended on' },
          ]}
          rows={requests.map((request) => [
            {
              text: (
                <>
                  <a class="govuk-link" href={privacyDeskPaths.show(request.id)}>
                    {privacyKinds[request.kind].desk} {request.reference}
                  </a>
                </>
              ),
            },
            { text: request.who ?? 'No name given' },
            {
              text:
                state === 'open' ? <ClockTag clock={request.clock} /> : stateWords[request.state],
            },
            {
              text: request.clock.dueOn
                ? formatDate(request.clock.dueOn)
                : request.ended_at
                  ? formatDate(request.ended_at)
                  : '',
            },
          ])}
        />
      )}
    </WorkspacePage>
  )
}

const tones = {
  overdue: 'govuk-tag--red',
  soon: 'govuk-tag--yellow',
  running: 'govuk-tag--green',
  stopped: 'govuk-tag--grey',
} as const

/** Its words say everything; the colour only says it faster. */
export function ClockTag({ clock }: { clock: ShownClock }) {
  return <Tag classes={`cairn-clock ${tones[clock.tone]}`}>{clock.words}</Tag>
}
