import { dayBefore } from '../../platform/calendar-days.ts'
import { formatDate } from '../../ui/dates.ts'
import { PostButton } from '../../ui/form.tsx'
import { SummaryList } from '../../ui/govuk/summary-list.tsx'
import { Table } from '../../ui/govuk/table.tsx'
import type { Affiliation } from '../affiliations/affiliation-queries.ts'
import { employerPaths, personPaths } from '../people-paths.ts'
import { DetailsStateTag, EmployerCard } from './details-cards.tsx'
import type { DetailsReason } from './details-check-queries.ts'
import type { PersonDetails } from './own-details.ts'

/** What an officer sees of somebody's details beyond name and address. */
export type DetailsRecord = {
  details: PersonDetails
  /** Every affiliation with its days, the newest first. */
  history: Affiliation[]
  formerNames: { name: string; until: Date }[]
}

/** Are the details confirmed, and since when; with a button that asks. */
export function DetailsCheckSummary(props: DetailsRecord & { hasLeft: boolean }) {
  const { details, formerNames, hasLeft } = props
  const { state, detailsConfirmedAt: confirmedAt, detailsAskedAt: askedAt } = details
  return (
    <>
      <h2 class="govuk-heading-m">Details check</h2>
      <SummaryList
        rows={[
          {
            key: 'State',
            value: hasLeft ? 'Not asked: has left' : <DetailsStateTag state={state} />,
          },
          { key: 'Confirmed', value: confirmedAt ? formatDate(confirmedAt) : 'Never' },
          {
            key: state === 'confirmed' ? 'Asked again' : 'Due since',
            value: formatDate(details.dueAt),
          },
          askedAt !== null &&
            details.detailsAskedBecause !== null && {
              key: 'Asked on',
              value: `${formatDate(askedAt)}: ${reasons[details.detailsAskedBecause]}`,
            },
          formerNames.length > 0 && {
            key: 'Former names',
            value: formerNames
              .map(({ name, until }) => `${name} (until ${formatDate(until)})`)
              .join('; '),
          },
        ]}
      />
      {!hasLeft && (
        <PostButton
          action={personPaths.detailsRequest(details.personId)}
          classes="govuk-button--secondary"
        >
          Ask to check the details
        </PostButton>
      )}
    </>
  )
}

const reasons: Record<DetailsReason, string> = {
  bounce: 'an email came back',
  'organisation-merged': 'an organisation became another',
  imported: 'the record was imported',
  officer: 'an officer asked',
}

/** Where somebody works, each with what can be changed, and where they worked. */
export function PersonEmployers(props: DetailsRecord & { hasLeft: boolean }) {
  const { details, history, hasLeft } = props
  const paths = employerPaths(details.personId)
  return (
    <>
      <h2 class="govuk-heading-m">Employers</h2>
      {details.employers.length === 0 && <p class="govuk-body">None.</p>}
      {!hasLeft &&
        details.employers.map((employer) => (
          <EmployerCard
            employer={employer}
            paths={paths}
            leave="No longer works here"
            isOneOfSeveral={details.employers.length > 1}
          />
        ))}
      {!hasLeft && (
        <p class="govuk-body">
          <a class="govuk-link" href={paths.add}>
            {details.employers.length > 0 ? 'Add another employer' : 'Add an employer'}
          </a>
        </p>
      )}
      {history.length > 0 && (
        <Table
          classes="cairn-stacked-table"
          caption="By date"
          captionClasses="govuk-table__caption--s"
          head={[
            { text: 'Organisation' },
            { text: 'Role' },
            { text: 'From' },
            { text: 'Until' },
            { text: 'Main' },
          ]}
          rows={history.map((affiliation) => [
            { text: affiliation.organisationName },
            {
              text:
                [affiliation.jobRole?.name, affiliation.jobTitle].filter(Boolean).join(': ') ||
                'Not given',
            },
            { text: formatDate(affiliation.validFrom) },
            { text: affiliation.validTo ? formatDate(dayBefore(affiliation.validTo)) : 'Now' },
            { text: affiliation.isMain ? 'Yes' : 'No' },
          ])}
        />
      )}
    </>
  )
}
