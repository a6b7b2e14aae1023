import type { FormState } from '../../platform/forms.ts'
import { dayBefore } from '../../platform/calendar-days.ts'
import { formatDate } from '../../ui/dates.ts'
import {
  FormErrors,
  PostButton,
  PostForm,
  SubmitButton,
  TextField,
  hasErrors,
} from '../../ui/form.tsx'
import { InsetText } from '../../ui/govuk/inset-text.tsx'
import type { Content } from '../../ui/govuk/options.ts'
import { SummaryList } from '../../ui/govuk/summary-list.tsx'
import { Table } from '../../ui/govuk/table.tsx'
import type { SiteContext } from '../../ui/site-context.ts'
import { WorkspacePage } from '../../ui/workspace.tsx'
import { counted, peopleText } from '../../ui/counts-and-lists.ts'
import { AuditSentences, type ToldEntry } from '../audit/audit-pages.tsx'
import { organisationPaths, personPaths } from '../people-paths.ts'
import type { LeadThere } from './carry-over-queries.ts'
import { schemeNames, type Code } from './code-queries.ts'
import { nameToTakeBack } from './organisation-names.ts'
import type { Organisation, OrganisationName } from './organisation-queries.ts'
import type { OrganisationParent } from './parent-queries.ts'
import type { OrganisationSuccession } from './succession-queries.ts'
import { placeWords } from './organisation-words.tsx'

/** What the page of an organisation shows. */
export type OrganisationFile = {
  organisation: Organisation
  names: OrganisationName[]
  codes: Code[]
  domains: string[]
  /** Others with the same e-mail domain. */
  sharers: { domain: string; id: string; name: string }[]
  parents: OrganisationParent[]
  children: { id: string; name: string }[]
  ending: OrganisationSuccession | null
  tookOver: OrganisationSuccession[]
  leads: LeadThere[]
  proposedLeads: (LeadThere & { organisationName: string })[]
}

export function OrganisationPage(props: {
  site: SiteContext
  file: OrganisationFile
  /** The form that adds a domain. */
  form: FormState
  history: ToldEntry[]
  today: string
  success?: string | undefined
}) {
  const { file, today } = props
  const { organisation } = file
  return (
    <WorkspacePage
      site={props.site}
      title={organisation.name}
      success={props.success}
      hasErrors={hasErrors(props.form)}
      breadcrumbs={[{ text: 'Organisations', href: organisationPaths.list }]}
    >
      <FormErrors form={props.form} />
      <Ending file={file} today={today} />
      <div class="cairn-split">
        <div>
          <Facts file={file} today={today} />
          <Names file={file} today={today} />
          <Parents file={file} />
          <Domains {...props} />
          <Leads file={file} />
        </div>
        <aside class="cairn-aside" aria-label="What you can do">
          <h2 class="govuk-heading-s">What you can do</h2>
          <Actions file={file} today={today} />
        </aside>
      </div>
      <h2 class="govuk-heading-m">What has been done</h2>
      <AuditSentences entries={props.history} />
    </WorkspacePage>
  )
}

function Ending({ file, today }: { file: OrganisationFile; today: string }) {
  const { ending } = file
  if (!ending || ending.on <= today) return null
  return (
    <InsetText>
      {endWords[ending.kind]} on {formatDate(ending.on)}
      {ending.to.length > 0 && (
        <>
          : <Links organisations={ending.to} />
        </>
      )}
      . Until then nothing changes for its people.
    </InsetText>
  )
}

const endWords = {
  closure: 'It will close',
  merger: 'It will become part of another one',
  conversion: 'It will change its legal form',
  split: 'It will be split',
} as const

function Links({ organisations }: { organisations: readonly { id: string; name: string }[] }) {
  return (
    <>
      {organisations.map(({ id, name }, at) => (
        <>
          {at > 0 && ', '}
          <a class="govuk-link" href={organisationPaths.show(id)}>
            {name}
          </a>
        </>
      ))}
    </>
  )
}

function Facts({ file, today }: { file: OrganisationFile; today: string }) {
  const { organisation, codes, ending, tookOver } = file
  const { legalForm, place, postcode, openedOn, closedOn, successors, people } = organisation
  const row = (key: string, value: Content) => Boolean(value) && { key, value }
  return (
    <SummaryList
      rows={[
        row('Sector', organisation.sector.name),
        row('Legal form', legalForm),
        row('Place', placeWords({ place, postcode })),
        row(
          'Codes',
          codes.length > 0 && (
            <ul class="govuk-list">
              {codes.map(({ scheme, code }) => (
                <li>
                  {schemeNames[scheme]}: {code}
                </li>
              ))}
            </ul>
          ),
        ),
        row('Host', organisation.isHost && 'It runs this register'),
        row(openedOn && openedOn > today ? 'Opens' : 'Opened', openedOn && formatDate(openedOn)),
        row(closedOn && closedOn <= today ? 'Closed' : 'Closes', closedOn && formatDate(closedOn)),
        row(
          ending && ending.on > today ? 'Will be followed by' : 'Followed by',
          successors.length > 0 && <Links organisations={successors} />,
        ),
        row(
          'Took over',
          tookOver.length > 0 && (
            <ul class="govuk-list">
              {tookOver.map(({ from, on }) => (
                <li>
                  <Links organisations={from} /> {on > today ? 'will come' : 'came'} on{' '}
                  {formatDate(on)}
                </li>
              ))}
            </ul>
          ),
        ),
        row(
          'People',
          <a class="govuk-link" href={`${personPaths.list}?organisation=${organisation.id}`}>
            {peopleText(people)}
          </a>,
        ),
      ]}
    />
  )
}

function Names({ file, today }: { file: OrganisationFile; today: string }) {
  const { organisation, names } = file
  const toTakeBack = nameToTakeBack(names, today)
  return (
    <>
      <h2 class="govuk-heading-m">Names</h2>
      <Table
        caption="Names and when it has or had them"
        captionClasses="govuk-visually-hidden"
        firstCellIsHeader
        head={[{ text: 'Name' }, { text: 'From' }, { text: 'Until' }]}
        rows={names.map((name) => [{ text: name.name }, ...periodOf(name)])}
      />
      {toTakeBack && (
        <PostButton
          action={organisationPaths.nameRemoval(organisation.id)}
          classes="govuk-button--secondary"
        >
          Take back the name {toTakeBack.name}
        </PostButton>
      )}
    </>
  )
}

const periodOf = ({ validFrom, validTo }: { validFrom: string; validTo: string | null }) => [
  { text: formatDate(validFrom) },
  { text: validTo ? formatDate(dayBefore(validTo)) : '' },
]

function Parents({ file }: { file: OrganisationFile }) {
  const { parents, children } = file
  if (parents.length === 0 && children.length === 0) return null
  return (
    <>
      <h2 class="govuk-heading-m">Belonging</h2>
      {parents.length > 0 && (
        <Table
          caption="Whom it belongs or belonged to"
          firstCellIsHeader
          head={[{ text: 'Organisation' }, { text: 'From' }, { text: 'Until' }]}
          rows={parents.map((parent) => [
            { text: <Links organisations={[parent]} /> },
            ...periodOf(parent),
          ])}
        />
      )}
      {children.length > 0 && (
        <>
          <h3 class="govuk-heading-s">
            {counted(children.length, 'organisation belongs', 'organisations belong')} to it
          </h3>
          <ul class="govuk-list govuk-list--bullet">
            {children.slice(0, 100).map((child) => (
              <li>
                <Links organisations={[child]} />
              </li>
            ))}
          </ul>
          {children.length > 100 && (
            <p class="govuk-body">
              And {children.length - 100} more: search for the name of this organisation in the list
              of organisations.
            </p>
          )}
        </>
      )}
    </>
  )
}

function Domains(props: { file: OrganisationFile; form: FormState; today: string }) {
  const { file, form, today } = props
  const { organisation, domains, sharers } = file
  const hasClosed = organisation.closedOn !== null && organisation.closedOn <= today
  if (hasClosed && domains.length === 0) return null
  return (
    <>
      <h2 class="govuk-heading-m">Email domains of its own</h2>
      <p class="govuk-body">
        {!hasClosed
          ? 'Whoever registers with an address there is offered this organisation first.'
          : organisation.successors.length > 0
            ? `It has closed: whoever registers with an address there is offered ${organisation.successors.length === 1 ? 'the one that follows' : 'those that follow'}.`
            : 'It has closed: an address there offers it to nobody.'}
      </p>
      {domains.length > 0 && (
        <Table
          caption="Email domains"
          captionClasses="govuk-visually-hidden"
          firstCellIsHeader
          head={[{ text: 'Domain' }, { text: 'Shared with' }, { text: 'Change' }]}
          rows={domains.map((domain) => [
            { text: domain },
            { text: <Links organisations={sharers.filter((other) => other.domain === domain)} /> },
            {
              text: (
                <PostButton
                  action={organisationPaths.domainRemoval(organisation.id)}
                  classes="govuk-button--secondary cairn-button--small"
                  fields={{ domain }}
                >
                  Remove <span class="govuk-visually-hidden">{domain}</span>
                </PostButton>
              ),
            },
          ])}
        />
      )}
      {!hasClosed && (
        <PostForm action={organisationPaths.domains(organisation.id)}>
          <TextField
            form={form}
            name="domain"
            label="Add a domain"
            hint="What stands after the @ in its addresses, like fellside.sch.example"
            classes="govuk-input--width-20"
            autocomplete="off"
            spellcheck={false}
          />
          <SubmitButton classes="govuk-button--secondary">Add the domain</SubmitButton>
        </PostForm>
      )}
    </>
  )
}

function Leads({ file }: { file: OrganisationFile }) {
  const { organisation, leads, proposedLeads } = file
  const led = (id: string) => (
    <a class="govuk-link" href={personPaths.show(id)}>
      See their roles
    </a>
  )
  return (
    <>
      <h2 class="govuk-heading-m">Agency leads</h2>
      {leads.length === 0 && <p class="govuk-body">It has no agency lead.</p>}
      {leads.length > 0 && (
        <ul class="govuk-list govuk-list--bullet">
          {leads.map(({ personId, name }) => (
            <li>
              <a class="govuk-link" href={personPaths.show(personId)}>
                {name}
              </a>
            </li>
          ))}
        </ul>
      )}
      {proposedLeads.length > 0 && (
        <InsetText>
          <p class="govuk-body">
            They led what became part of {organisation.name}. As its lead they would see everybody
            here, so you decide:
          </p>
          <ul class="govuk-list govuk-list--bullet">
            {proposedLeads.map(({ personId, name, organisationName }) => (
              <li>
                {name}, of {organisationName}. {led(personId)}
              </li>
            ))}
          </ul>
        </InsetText>
      )}
    </>
  )
}

function Actions({ file, today }: { file: OrganisationFile; today: string }) {
  const { organisation, ending } = file
  const { id } = organisation
  const link = (href: string, text: string) => (
    <li>
      <a class="govuk-link" href={href}>
        {text}
      </a>
    </li>
  )
  return (
    <>
      <ul class="govuk-list">
        {!organisation.closedOn &&
          (organisation.openedOn ?? '') <= today &&
          link(`${personPaths.new}?organisation=${id}`, 'Add a person here')}
        {link(organisationPaths.correction(id), 'Correct its details')}
        {!organisation.closedOn && link(organisationPaths.name(id), 'It has a new name')}
        {!organisation.closedOn && link(organisationPaths.parent(id), 'It belongs to another one')}
        {!organisation.closedOn &&
          !organisation.isHost &&
          link(organisationPaths.closure(id), 'It has ended')}
      </ul>
      {ending && (
        <>
          <PostButton action={organisationPaths.reopening(id)} classes="govuk-button--secondary">
            {ending.on > today ? 'Take the plan back' : 'It is not closed after all'}
          </PostButton>
          {ending.doneAt && (
            <p class="govuk-body-s">
              It is open again then. Whoever has moved stays where they are now.
            </p>
          )}
        </>
      )}
    </>
  )
}
