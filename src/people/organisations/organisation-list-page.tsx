import { emptyForm } from '../../platform/forms.ts'
import { Scroll } from '../../ui/content.tsx'
import { formatDate } from '../../ui/dates.ts'
import { SubmitButton, TextField } from '../../ui/form.tsx'
import { Button } from '../../ui/govuk/button.tsx'
import { Select } from '../../ui/govuk/select.tsx'
import { Table } from '../../ui/govuk/table.tsx'
import { Tag } from '../../ui/govuk/tag.tsx'
import type { SiteContext } from '../../ui/site-context.ts'
import { WorkspacePage } from '../../ui/workspace.tsx'
import { PageLinks } from '../page-links.tsx'
import { organisationPaths } from '../people-paths.ts'
import type { OrganisationFilter } from './organisation-forms.ts'
import { organisationsOnPage } from './organisation-list-queries.ts'
import type { Organisation } from './organisation-queries.ts'

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
}) {
  const { filter, organisations, total } = props
  return (
    <WorkspacePage
      site={props.site}
      title="Organisations"
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
        <TextField
          form={{ ...emptyForm, values: { q: filter.q ?? '' } }}
          name="q"
          type="search"
          label="Name now or before, place, postcode, code, domain or parent"
        />
        <Select
          name="sector"
          label="Sector"
          value={filter.sector ?? ''}
          items={[
            { value: '', text: 'Any sector' },
            ...props.sectors.map(({ code, name }) => ({ value: code, text: name })),
          ]}
        />
        <Select
          name="state"
          label="Which"
          value={filter.state ?? 'open'}
          items={[
            { value: 'open', text: 'Open now' },
            { value: 'closed', text: 'Closed' },
            { value: 'all', text: 'All' },
          ]}
        />
        <SubmitButton classes="govuk-button--secondary">Search</SubmitButton>
      </form>
      <p class="govuk-body">{countText(total)}</p>
      {organisations.length > 0 && (
        <Scroll label="Organisations">
          <Table
            classes="cairn-roster"
            caption="Organisations"
            captionClasses="govuk-visually-hidden"
            firstCellIsHeader
            head={[{ text: 'Name' }, { text: 'Sector' }, { text: 'People', format: 'numeric' }]}
            rows={organisations.map((organisation) => [
              {
                text: (
                  <>
                    <a class="govuk-link" href={organisationPaths.show(organisation.id)}>
                      {organisation.name}
                    </a>{' '}
                    <ClosedTag organisation={organisation} today={props.today} />
                  </>
                ),
              },
              { text: organisation.sector.name },
              { text: organisation.people, format: 'numeric' },
            ])}
          />
        </Scroll>
      )}
      <PageLinks
        path={organisationPaths.list}
        query={{ q: filter.q, sector: filter.sector, state: filter.state }}
        page={filter.page ?? 1}
        pages={Math.ceil(total / organisationsOnPage)}
      />
    </WorkspacePage>
  )
}

export function ClosedTag({ organisation, today }: { organisation: Organisation; today: string }) {
  const { closedOn } = organisation
  if (!closedOn) return null
  return (
    <Tag classes="govuk-tag--grey">
      {closedOn <= today ? 'Closed' : `Closes ${formatDate(closedOn)}`}
    </Tag>
  )
}

function countText(total: number): string {
  if (total === 0) return 'No organisation was found. Try fewer letters of the name.'
  return total === 1 ? '1 organisation' : `${total.toLocaleString('en-GB')} organisations`
}
