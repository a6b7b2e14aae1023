import { roles } from '../../platform/access.ts'
import type { FormState } from '../../platform/forms.ts'
import { Scroll } from '../../ui/content.tsx'
import { formatDate } from '../../ui/dates.ts'
import { FormErrors, PostForm, SubmitButton, hasErrors } from '../../ui/form.tsx'
import { Button } from '../../ui/govuk/button.tsx'
import { Details } from '../../ui/govuk/details.tsx'
import { Select } from '../../ui/govuk/select.tsx'
import { Table } from '../../ui/govuk/table.tsx'
import { FilterSelect, RowTick, SearchField } from '../../ui/list-filter.tsx'
import { PageLinks } from '../../ui/page-links.tsx'
import type { SiteContext } from '../../ui/site-context.ts'
import { withFields } from '../../ui/with-fields.ts'
import { WorkspacePage } from '../../ui/workspace.tsx'
import { listed, peopleText } from '../../ui/counts-and-lists.ts'
import {
  DetailsStateTag,
  stateNames as detailsStateNames,
} from '../details-check/details-cards.tsx'
import type { DetailsState } from '../details-check/details-state.ts'
import { roleNames } from '../people-access.ts'
import { organisationPaths, personPaths, rosterPaths } from '../people-paths.ts'
import { rolesText, SignInState, type Choice } from '../person-pages.tsx'
import type { PersonRecord } from '../person-queries.ts'
import { fieldsOf, type PeopleFilter } from './people-list-forms.ts'
import { listWith } from './people-list-paths.ts'
import type { FoundPeople } from './people-search.ts'
import type { WayOfSigningIn } from './people-search-queries.ts'
import { mostAtOnce } from './people-selections.ts'
import type { Waiting } from './waiting.ts'

export const peopleOnPage = 50

export type ListedPerson = PersonRecord & { details: DetailsState; formerNames: string[] }

type PeoplePageProps = {
  site: SiteContext
  filter: PeopleFilter
  people: ListedPerson[]
  found: FoundPeople
  sectors: { code: string; name: string }[]
  /** The organisation that the list is narrowed to. */
  organisation: Choice | null
  /** What waits; null where somebody looks for something. */
  waiting: Waiting[] | null
  /** What is wrong with what was asked of the list. */
  form: FormState
}

/** The desk: what waits, and everyone. */
export function PeoplePage(props: PeoplePageProps) {
  const { filter, people, found } = props
  const page = filter.page ?? 1
  const pages = found.isMore
    ? page + (people.length === peopleOnPage ? 1 : 0)
    : Math.ceil(found.total / peopleOnPage)
  return (
    <WorkspacePage
      site={props.site}
      title="People"
      hasErrors={hasErrors(props.form)}
      actions={
        <>
          <Button href={personPaths.new}>Add a person</Button>
          <Button href={rosterPaths.import} classes="govuk-button--secondary">
            Import a list
          </Button>
          <a class="govuk-link" href={personPaths.secondFactors}>
            Second factors
          </a>
        </>
      }
    >
      <FormErrors form={props.form} />
      {props.waiting && <WaitingList items={props.waiting} />}
      <div>
        <SearchForm {...props} />
      </div>
      {props.organisation && (
        <p class="govuk-body">
          Of{' '}
          <a class="govuk-link" href={organisationPaths.show(props.organisation.id)}>
            {props.organisation.name}
          </a>{' '}
          and what belongs to it only.{' '}
          <a class="govuk-link" href={personPaths.list}>
            Show people of every organisation
          </a>
        </p>
      )}
      <Corrections found={found} />
      <p class="govuk-body">
        {countText(found, filter.q)}
        {found.total === 0 && filter.q?.trim() && (filter.state ?? 'current') === 'current' && (
          <>
            {' '}
            Or{' '}
            <a class="govuk-link" href={listWith({ ...fieldsOf(filter), state: 'all' })}>
              search leavers too
            </a>
            .
          </>
        )}
      </p>
      {people.length > 0 && (
        <div>
          <PeopleTable {...props} />
        </div>
      )}
      <PageLinks path={personPaths.list} query={fieldsOf(filter)} page={page} pages={pages} />
    </WorkspacePage>
  )
}

function WaitingList({ items }: { items: Waiting[] }) {
  return (
    <section aria-labelledby="waiting">
      <h2 class="govuk-heading-m" id="waiting">
        What waits
      </h2>
      <dl class="cairn-waiting">
        {items.map(({ text, count, of, href }) => (
          <div>
            <dt>
              <a class="govuk-link" href={href}>
                {text}
              </a>
            </dt>
            <dd>
              <strong>{count.toLocaleString('en-GB')}</strong>
              {of !== undefined && ` of ${of.toLocaleString('en-GB')}`}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

const stateNames = { current: 'People here now', left: 'Leavers', all: 'Everyone' }

const detailsNames = {
  confirmed: detailsStateNames.confirmed,
  'not-confirmed': 'Not confirmed',
  due: detailsStateNames.due,
  overdue: detailsStateNames.overdue,
}

const wayNames: Record<WayOfSigningIn, string> = {
  none: 'Nothing yet',
  password: 'Password',
  app: 'Authenticator app',
  passkey: 'Passkey',
  agency: 'Account of their agency',
  unsafe: 'A second factor is missing',
}

function SearchForm({ filter, sectors }: PeoplePageProps) {
  const isNarrowed = Boolean(filter.details ?? filter.sector ?? filter.signIn ?? filter.role)
  return (
    <form method="get" action={personPaths.list} role="search">
      <div class="cairn-filter cairn-filter--one">
        <SearchField
          value={filter.q}
          label="Search people"
          hint="Name, former name, email address, job; or name, postcode or code of the organisation"
        />
        <Select
          name="state"
          label="Who"
          value={filter.state ?? (filter.leftWithin ? 'left' : 'current')}
          items={Object.entries(stateNames).map(([value, text]) => ({ value, text }))}
        />
        <SubmitButton classes="govuk-button--secondary">Search</SubmitButton>
      </div>
      <Details summary="Narrow it down" {...(isNarrowed ? { open: true } : {})}>
        <div class="cairn-filter cairn-filter--even">
          <FilterSelect
            name="role"
            label="Role"
            any="Any role"
            value={filter.role}
            items={roles.map((role) => [role, roleNames[role]])}
          />
          <FilterSelect
            name="details"
            label="Details"
            any="Any state"
            value={filter.details}
            items={Object.entries(detailsNames)}
          />
          <FilterSelect
            name="sector"
            label="Sector"
            any="Any sector"
            value={filter.sector}
            items={sectors.map(({ code, name }) => [code, name])}
          />
          <FilterSelect
            name="signIn"
            label="Signing in"
            any="Any way"
            value={filter.signIn}
            items={Object.entries(wayNames)}
          />
        </div>
      </Details>
      {filter.organisation && (
        <input type="hidden" name="organisation" value={filter.organisation} />
      )}
    </form>
  )
}

function Corrections({ found }: { found: FoundPeople }) {
  if (found.corrected.length === 0) return null
  return (
    <p class="govuk-body">
      Nobody was found for exactly that.{' '}
      {found.corrected
        .map(({ typed, instead }) => `In place of “${typed}” we looked for ${either(instead)}.`)
        .join(' ')}
    </p>
  )
}

const either = (words: string[]): string => words.map((word) => `“${word}”`).join(' or ')

function PeopleTable({ filter, people, found }: PeoplePageProps) {
  const all = found.isMore
    ? 'everyone found'
    : found.total === 1
      ? 'the one found'
      : `all ${found.total.toLocaleString('en-GB')} found`
  return (
    <PostForm action={rosterPaths.selections} label="People">
      {Object.entries(fieldsOf(filter)).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <Scroll label="People">
        <Table
          classes="cairn-roster cairn-stacked-table"
          caption="People"
          captionClasses="govuk-visually-hidden"
          firstCellIsHeader
          head={[
            { text: 'Name' },
            { text: 'Organisation' },
            { text: 'Roles' },
            { text: 'Details' },
            { text: 'Signing in' },
            { text: 'Last signed in' },
          ]}
          rows={people.map((person) => [
            { text: <TickedName person={person} /> },
            {
              text: (
                <>
                  {person.organisation?.name ?? 'No organisation'}
                  {person.jobTitle && (
                    <>
                      <br />
                      <span class="cairn-meta">{person.jobTitle}</span>
                    </>
                  )}
                </>
              ),
            },
            { text: <span class="cairn-whole-words">{rolesText(person)}</span> },
            { text: person.leftAt ? '' : <DetailsStateTag state={person.details} /> },
            { text: <SignInState person={person} /> },
            { text: <LastSignedIn at={person.lastSignedInAt} /> },
          ])}
        />
      </Scroll>
      <div class="govuk-button-group">
        <Button name="choose" value="ticked" classes="govuk-button--secondary">
          Do something with those ticked
        </Button>
        {found.total <= mostAtOnce && (
          <Button name="choose" value="found" classes="govuk-button--secondary">
            {`Do something with ${all}`}
          </Button>
        )}
        <a class="govuk-link" href={withFields(rosterPaths.export, fieldsOf(filter))}>
          Download as a spreadsheet (CSV)
        </a>
      </div>
    </PostForm>
  )
}

// Beside no heading on a phone, "Never" would say nothing.
function LastSignedIn({ at }: { at: Date | null }) {
  return (
    <>
      <span class="cairn-stacked-label">Last signed in: </span>
      {at ? formatDate(at) : 'Never'}
    </>
  )
}

function TickedName({ person }: { person: ListedPerson }) {
  return (
    <div class="cairn-ticked">
      <RowTick name="person" value={person.id} label={`Tick ${person.name}`} />
      <div>
        <a class="govuk-link" href={personPaths.show(person.id)}>
          {person.name}
        </a>
        <br />
        <span class="cairn-meta">{person.email}</span>
        {person.formerNames.length > 0 && (
          <>
            <br />
            <span class="cairn-meta">Was called {listed(person.formerNames)}</span>
          </>
        )}
      </div>
    </div>
  )
}

function countText({ total, isMore }: FoundPeople, words: string | undefined): string {
  if (total === 0)
    return words?.trim()
      ? 'Nobody was found. Try fewer letters, or fewer words.'
      : 'Nobody was found.'
  if (isMore) return `More than ${peopleText(total)}`
  return peopleText(total)
}
