import { emptyForm, type FormState } from '../../platform/forms.ts'
import { Scroll } from '../../ui/content.tsx'
import { formatDate } from '../../ui/dates.ts'
import {
  DateField,
  FormErrors,
  PostButton,
  PostForm,
  SelectField,
  SubmitButton,
  TextField,
  hasErrors,
} from '../../ui/form.tsx'
import { Button } from '../../ui/govuk/button.tsx'
import { Select } from '../../ui/govuk/select.tsx'
import { SummaryList } from '../../ui/govuk/summary-list.tsx'
import { Table } from '../../ui/govuk/table.tsx'
import { Tag } from '../../ui/govuk/tag.tsx'
import type { SiteContext } from '../../ui/site-context.ts'
import { WorkspacePage } from '../../ui/workspace.tsx'
import { AuditSentences, type ToldEntry } from '../audit/audit-pages.tsx'
import type { OrganisationFilter } from './organisation-forms.ts'
import {
  organisationsOnPage,
  type Organisation,
  type OrganisationName,
} from './organisation-queries.ts'
import { PageLinks } from '../page-links.tsx'
import { organisationPaths, personPaths } from '../people-paths.ts'
import { OrganisationField, type Choice } from '../person-pages.tsx'

type Sector = { code: string; name: string }

export function OrganisationsPage(props: {
  site: SiteContext
  filter: OrganisationFilter
  organisations: Organisation[]
  total: number
  sectors: Sector[]
  today: string
}) {
  const { filter, organisations, total } = props
  return (
    <WorkspacePage
      site={props.site}
      title="Organisations"
      actions={<Button href={organisationPaths.new}>Add an organisation</Button>}
    >
      <form method="get" action={organisationPaths.list} class="cairn-filter" role="search">
        <TextField
          form={{ ...emptyForm, values: { q: filter.q ?? '' } }}
          name="q"
          type="search"
          label="Name, now or before, or postcode"
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

function ClosedTag({ organisation, today }: { organisation: Organisation; today: string }) {
  const { closedOn } = organisation
  if (!closedOn) return null
  return (
    <Tag classes="govuk-tag--grey">
      {closedOn <= today ? 'Closed' : `Closes ${formatDate(closedOn)}`}
    </Tag>
  )
}

export function OrganisationPage(props: {
  site: SiteContext
  organisation: Organisation
  names: OrganisationName[]
  history: ToldEntry[]
  today: string
  success?: string | undefined
}) {
  const { organisation, names, today } = props
  return (
    <WorkspacePage
      site={props.site}
      title={organisation.name}
      success={props.success}
      breadcrumbs={[{ text: 'Organisations', href: organisationPaths.list }]}
    >
      <div class="cairn-split">
        <div>
          <SummaryList
            rows={[
              { key: 'Sector', value: organisation.sector.name },
              Boolean(organisation.postcode) && { key: 'Postcode', value: organisation.postcode },
              organisation.isHost && { key: 'Host', value: 'It runs this register' },
              Boolean(organisation.openedOn) && {
                key: 'Opened',
                value: formatDate(organisation.openedOn!),
              },
              Boolean(organisation.closedOn) && {
                key: organisation.closedOn! <= today ? 'Closed' : 'Closes',
                value: formatDate(organisation.closedOn!),
              },
              organisation.successors.length > 0 && {
                key: 'Followed by',
                value: (
                  <ul class="govuk-list">
                    {organisation.successors.map(({ id, name }) => (
                      <li>
                        <a class="govuk-link" href={organisationPaths.show(id)}>
                          {name}
                        </a>
                      </li>
                    ))}
                  </ul>
                ),
              },
              {
                key: 'People',
                value: (
                  <a
                    class="govuk-link"
                    href={`${personPaths.list}?organisation=${organisation.id}`}
                  >
                    {organisation.people === 1 ? '1 person' : `${organisation.people} people`}
                  </a>
                ),
              },
            ]}
          />
          <h2 class="govuk-heading-m">Names</h2>
          <Table
            caption="Names and when it has or had them"
            captionClasses="govuk-visually-hidden"
            firstCellIsHeader
            head={[{ text: 'Name' }, { text: 'From' }, { text: 'Until' }]}
            rows={names.map((name) => [
              { text: name.name },
              { text: formatDate(name.validFrom) },
              { text: name.validTo ? formatDate(dayBefore(name.validTo)) : '' },
            ])}
          />
        </div>
        <aside class="cairn-aside" aria-label="What you can do">
          <h2 class="govuk-heading-s">What you can do</h2>
          <OrganisationActions organisation={organisation} />
        </aside>
      </div>
      <h2 class="govuk-heading-m">What has been done</h2>
      <AuditSentences entries={props.history} />
    </WorkspacePage>
  )
}

function OrganisationActions({ organisation }: { organisation: Organisation }) {
  if (organisation.closedOn) {
    return (
      <PostButton
        action={organisationPaths.reopening(organisation.id)}
        classes="govuk-button--secondary"
      >
        It is not closed after all
      </PostButton>
    )
  }
  return (
    <ul class="govuk-list">
      <li>
        <a class="govuk-link" href={`${personPaths.new}?organisation=${organisation.id}`}>
          Add a person here
        </a>
      </li>
      <li>
        <a class="govuk-link" href={organisationPaths.name(organisation.id)}>
          It has a new name
        </a>
      </li>
      {!organisation.isHost && (
        <li>
          <a class="govuk-link" href={organisationPaths.closure(organisation.id)}>
            It has closed
          </a>
        </li>
      )}
    </ul>
  )
}

export function NewOrganisationPage(props: {
  site: SiteContext
  form: FormState
  sectors: Sector[]
  known?: string | undefined
}) {
  const { form } = props
  return (
    <WorkspacePage
      site={props.site}
      title="Add an organisation"
      hasErrors={hasErrors(form)}
      breadcrumbs={[{ text: 'Organisations', href: organisationPaths.list }]}
    >
      <FormErrors form={form} />
      <KnownOrganisation id={props.known} />
      <PostForm action={organisationPaths.list}>
        <TextField form={form} name="name" label="Name" autocomplete="off" />
        <SelectField
          form={form}
          name="sectorCode"
          label="Sector"
          items={[
            { value: '', text: 'Choose a sector' },
            ...props.sectors.map(({ code, name }) => ({ value: code, text: name })),
          ]}
        />
        <TextField
          form={form}
          name="postcode"
          label="Postcode (optional)"
          classes="govuk-input--width-10"
          autocomplete="off"
        />
        <DateField
          form={form}
          name="openedOn"
          legend="Since when has it had this name?"
          hint="If you do not know the day, enter the first of the year."
        />
        <SubmitButton>Add</SubmitButton>
      </PostForm>
    </WorkspacePage>
  )
}

export function RenamePage(props: {
  site: SiteContext
  organisation: Organisation
  form: FormState
  known?: string | undefined
}) {
  const { organisation, form } = props
  return (
    <WorkspacePage
      site={props.site}
      title="New name"
      caption={organisation.name}
      hasErrors={hasErrors(form)}
      breadcrumbs={wayTo(organisation)}
    >
      <FormErrors form={form} />
      <KnownOrganisation id={props.known} />
      <p class="govuk-body">
        What happened before the day of the new name keeps the old one, as on certificates.
      </p>
      <PostForm action={organisationPaths.name(organisation.id)}>
        <TextField form={form} name="name" label="New name" autocomplete="off" />
        <DateField form={form} name="from" legend="From which day?" />
        <SubmitButton>Save the new name</SubmitButton>
      </PostForm>
    </WorkspacePage>
  )
}

export function ClosurePage(props: {
  site: SiteContext
  organisation: Organisation
  form: FormState
  others: Choice[]
}) {
  const { organisation, form } = props
  return (
    <WorkspacePage
      site={props.site}
      title="It has closed"
      caption={organisation.name}
      hasErrors={hasErrors(form)}
      breadcrumbs={wayTo(organisation)}
    >
      <FormErrors form={form} />
      <p class="govuk-body">
        {organisation.people === 0
          ? 'Nobody has it as their organisation now.'
          : `${organisation.people === 1 ? '1 person has' : `${organisation.people} people have`} it as their organisation. They keep it, and can sign in, until somebody changes their details.`}{' '}
        From that day on nobody can be given it.
      </p>
      <PostForm action={organisationPaths.closure(organisation.id)}>
        <DateField form={form} name="on" legend="On which day was it no longer there?" />
        <OrganisationField
          form={form}
          name="successorId"
          label="Who does its work since then?"
          organisations={props.others}
          none="Nobody, or several"
        />
        <SubmitButton classes="govuk-button--warning">Close it</SubmitButton>
      </PostForm>
    </WorkspacePage>
  )
}

function KnownOrganisation({ id }: { id: string | undefined }) {
  if (!id) return null
  return (
    <p class="govuk-body">
      <a class="govuk-link" href={organisationPaths.show(id)}>
        Open the organisation that has this name
      </a>
    </p>
  )
}

function wayTo(organisation: Organisation) {
  return [
    { text: 'Organisations', href: organisationPaths.list },
    { text: organisation.name, href: organisationPaths.show(organisation.id) },
  ]
}

function dayBefore(date: string): string {
  const day = new Date(`${date}T12:00:00Z`)
  day.setUTCDate(day.getUTCDate() - 1)
  return day.toISOString().slice(0, 10)
}

function countText(total: number): string {
  if (total === 0) return 'No organisation was found. Try fewer letters of the name.'
  return total === 1 ? '1 organisation' : `${total.toLocaleString('en-GB')} organisations`
}
