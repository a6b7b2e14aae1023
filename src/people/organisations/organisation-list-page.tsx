import { Scroll } from '../../ui/content.tsx'
import { formatDate } from '../../ui/dates.ts'
import { SubmitButton } from '../../ui/form.tsx'
import { Button } from '../../ui/govuk/button.tsx'
import { Select } from '../../ui/govuk/select.tsx'
import { Table } from '../../ui/govuk/table.tsx'
import { Tag } from '../../ui/govuk/tag.tsx'
import { FilterSelect, RowTick, SearchField } from '../../ui/list-filter.tsx'
import { PageLinks } from '../../ui/page-links.tsx'
import type { SiteContext } from '../../ui/site-context.ts'
import { withFields } from '../../ui/with-fields.ts'
import { WorkspacePage } from '../../ui/workspace.tsx'
import { counted } from '../../ui/counts-and-lists.ts'
import { organisationPaths } from '../people-paths.ts'
import type { OrganisationFilter } from './organisation-forms.ts'
import { organisationsOnPage } from './organisation-list-queries.ts'
import type { Organisation } from './organisation-queries.ts'
import { placeWords } from './organisation-words.tsx'

type Sector = { code: string; name: string }

export function OrganisationsPage(props: {
  site: SiteContext
  filter: OrganisationFilter
  organisations: Organisation[]
  total: number
  sectors: Sector[]
  today: string
  /** How many that are not listed wait for a decision. */
  waiting: number
  success?: string | undefined
}) {
  const { filter, organisations, total } = props
  const { q, sector, state } = filter
  const narrowed = { q, sector, state }
  return (
    <WorkspacePage
      site={props.site}
      title="Organisations"
      success={props.success}
      actions={
        <>
          <Button href={organisationPaths.new}>Add an organisation</Button>
          <Button href={organisationPaths.import} classes="govuk-button--secondary">
            Import
          </Button>
          <Button href={organisationPaths.requests} classes="govuk-button--secondary">
            Asked for ({props.waiting})
          </Button>
        </>
      }
    >
      <form method="get" action={organisationPaths.list} class="cairn-filter" role="search">
        <SearchField
          value={filter.q}
          label="Name now or before, place, postcode, code, domain or parent"
        />
        <FilterSelect
          name="sector"
          label="Sector"
          any="Any sector"
          value={filter.sector}
          items={props.sectors.map(({ code, name }) => [code, name])}
        />
        <Select
          name="state"
          label="Which"
          value={filter.state ?? 'open'}
          items={[
            { value: 'open', text: 'Open now' },
            { value: 'planned', text: 'Open later' },
            { value: 'closed', text: 'Closed' },
            { value: 'all', text: 'All' },
          ]}
        />
        <SubmitButton classes="govuk-button--secondary">Search</SubmitButton>
      </form>
      <p class="govuk-body">{countText(total, filter)}</p>
      {organisations.length > 0 && (
        <form action={organisationPaths.bulk} method="post">
          <Scroll label="Organisations">
            <Table
              classes="cairn-roster cairn-tick-column"
              caption="Organisations"
              captionClasses="govuk-visually-hidden"
              head={[
                { text: <span class="govuk-visually-hidden">Choose</span> },
                { text: 'Name' },
                { text: 'Place' },
                { text: 'Sector' },
                { text: 'People', format: 'numeric' },
              ]}
              rows={organisations.map((organisation) => [
                { text: <RowTick name="id" value={organisation.id} label={organisation.name} /> },
                {
                  text: (
                    <>
                      <a class="govuk-link" href={organisationPaths.show(organisation.id)}>
                        {organisation.name}
                      </a>{' '}
                      <StateTag organisation={organisation} today={props.today} />
                    </>
                  ),
                },
                {
                  text: placeWords(organisation),
                },
                { text: organisation.sector.name },
                { text: organisation.people, format: 'numeric' },
              ])}
            />
          </Scroll>
          {Object.entries(narrowed).map(([name, value]) => (
            <input type="hidden" name={name} value={value ?? ''} />
          ))}
          <div class="govuk-button-group">
            <Button classes="govuk-button--secondary">Change those that are ticked</Button>
            <Button classes="govuk-button--secondary" name="all" value="1">
              {total === 1
                ? 'Change the one that was found'
                : `Change all ${total.toLocaleString('en-GB')} that were found`}
            </Button>
            <a class="govuk-link" href={withFields(organisationPaths.export, narrowed)}>
              Download as a spreadsheet (CSV)
            </a>
          </div>
        </form>
      )}
      <PageLinks
        path={organisationPaths.list}
        query={narrowed}
        page={filter.page ?? 1}
        pages={Math.ceil(total / organisationsOnPage)}
      />
    </WorkspacePage>
  )
}

function StateTag({ organisation, today }: { organisation: Organisation; today: string }) {
  const { openedOn, closedOn } = organisation
  if (openedOn && openedOn > today)
    return <Tag classes="govuk-tag--grey">Opens {formatDate(openedOn)}</Tag>
  if (!closedOn) return null
  return (
    <Tag classes="govuk-tag--grey">
      {closedOn <= today ? 'Closed' : `Closes ${formatDate(closedOn)}`}
    </Tag>
  )
}

function countText(total: number, { q }: OrganisationFilter): string {
  if (total === 0)
    return q?.trim()
      ? 'No organisation was found. Try fewer letters of the name.'
      : 'There is no such organisation.'
  return counted(total, 'organisation')
}
