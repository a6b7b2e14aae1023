import type { FormState } from '../platform/forms.ts'
import { counted } from '../ui/counts-and-lists.ts'
import { Figures, Scroll } from '../ui/content.tsx'
import { formatDate } from '../ui/dates.ts'
import {
  DateField,
  FileField,
  FormErrors,
  boldLabel,
  hasErrors,
  PostButton,
  PostForm,
  RadiosField,
  SubmitButton,
  TextareaField,
} from '../ui/form.tsx'
import { Button } from '../ui/govuk/button.tsx'
import { Input } from '../ui/govuk/input.tsx'
import { InsetText } from '../ui/govuk/inset-text.tsx'
import { SummaryList } from '../ui/govuk/summary-list.tsx'
import { Table } from '../ui/govuk/table.tsx'
import { PageLinks } from '../ui/page-links.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import { WorkspacePage } from '../ui/workspace.tsx'
import type { Addition } from './additions.ts'
import { bulletinPaths } from './bulletin-paths.ts'
import {
  subscribersPerPage,
  type ListedSubscriber,
  type SubscriberCounts,
} from './subscriber-list-queries.ts'
import type { Basis } from './subscriber-queries.ts'

const basisWords: Record<Basis, string> = {
  consent: 'Own consent',
  corporate: 'Work address of an organisation',
}

const wayUp = [{ text: 'Subscribers', href: bulletinPaths.subscribers }]

export function SubscribersPage(props: {
  site: SiteContext
  search: { words: string; page: number }
  found: { rows: ListedSubscriber[]; total: number }
  counts: SubscriberCounts
  success: string | undefined
}) {
  const { site, search, found, counts } = props
  return (
    <WorkspacePage
      site={site}
      title="Subscribers"
      success={props.success}
      actions={
        <>
          <Button href={bulletinPaths.addSubscribers}>Add subscribers</Button>
          <Button href={bulletinPaths.subscribersCsv} classes="govuk-button--secondary">
            Export as CSV
          </Button>
        </>
      }
    >
      <Figures
        items={[
          { label: 'Get the bulletin', value: counts.subscribed.toLocaleString('en-GB') },
          { label: 'Asked, not yet confirmed', value: counts.waiting.toLocaleString('en-GB') },
          {
            label: 'Unsubscribed in 30 days',
            value: counts.unsubscribedIn30Days.toLocaleString('en-GB'),
          },
        ]}
      />
      <form method="get" action={bulletinPaths.subscribers} class="cairn-find" role="search">
        <Input
          name="q"
          type="search"
          label={boldLabel('Find by name or address')}
          value={search.words}
          spellcheck={false}
        />
        <Button classes="govuk-button--secondary">Find</Button>
      </form>
      {search.words && (
        <p class="govuk-body">
          {counted(found.total, 'subscriber')} found.{' '}
          <a class="govuk-link" href={bulletinPaths.subscribers}>
            Show all
          </a>
        </p>
      )}
      {found.rows.length > 0 && (
        <Table
          classes="cairn-stacked-table"
          caption="Subscribers by address"
          captionClasses="govuk-visually-hidden"
          firstCellIsHeader
          head={[
            { text: 'Address' },
            { text: 'Name' },
            { text: 'Role' },
            { text: 'Sector' },
            { text: 'Since' },
          ]}
          rows={found.rows.map((row) => [
            {
              text: (
                <a class="govuk-link" href={bulletinPaths.subscriber(row.id)}>
                  {row.email}
                </a>
              ),
            },
            { text: row.name ?? '' },
            { text: row.jobRole ?? '' },
            { text: row.sector ?? '' },
            { text: formatDate(row.since) },
          ])}
        />
      )}
      {found.rows.length === 0 && !search.words && (
        <InsetText>
          Nobody gets the bulletin yet. People subscribe on{' '}
          <a class="govuk-link" href={bulletinPaths.subscribe}>
            the public page
          </a>
          , or you add a list you have.
        </InsetText>
      )}
      <PageLinks
        label="Pages of subscribers"
        path={bulletinPaths.subscribers}
        query={{ q: search.words }}
        page={search.page}
        pages={Math.ceil(found.total / subscribersPerPage)}
      />
      {counts.bySector.length > 0 && (
        <Table
          caption="By sector"
          captionClasses="govuk-table__caption--m"
          head={[{ text: 'Sector' }, { text: 'Subscribers', format: 'numeric' }]}
          rows={counts.bySector.map(({ name, count }) => [
            { text: name },
            { text: count.toLocaleString('en-GB'), format: 'numeric' },
          ])}
        />
      )}
    </WorkspacePage>
  )
}

export function SubscriberPage(props: {
  site: SiteContext
  subscriber: ListedSubscriber
  consents: readonly { at: Date; basis: Basis; source: 'form' | 'addition'; wording: string }[]
}) {
  const { site, subscriber, consents } = props
  return (
    <WorkspacePage site={site} title={subscriber.email} caption="Subscriber" breadcrumbs={wayUp}>
      <SummaryList
        rows={[
          { key: 'Name', value: subscriber.name ?? 'Not said' },
          { key: 'Role', value: subscriber.jobRole ?? 'Not said' },
          { key: 'Sector', value: subscriber.sector ?? 'Not said' },
          { key: 'Gets the bulletin since', value: formatDate(subscriber.since) },
        ]}
      />
      <h2 class="govuk-heading-m">Why we may write to them</h2>
      {consents.map(({ at, basis, source, wording }) => (
        <SummaryList
          rows={[
            { key: 'Basis', value: basisWords[basis] },
            { key: 'Recorded', value: formatDate(at) },
            {
              key: source === 'form' ? 'They agreed to this' : 'Where the address came from',
              value: wording,
            },
          ]}
        />
      ))}
      <h2 class="govuk-heading-m">Remove</h2>
      <p class="govuk-body">
        Their name and address are erased at once, and no bulletin goes to them. A coded form of the
        address stays, so that a list cannot put them back: only they can subscribe again.
      </p>
      <PostButton
        action={bulletinPaths.removeSubscriber(subscriber.id)}
        classes="govuk-button--warning"
      >
        Remove {subscriber.email}
      </PostButton>
    </WorkspacePage>
  )
}

export function AddSubscribersPage({ site, form }: { site: SiteContext; form: FormState }) {
  return (
    <WorkspacePage
      site={site}
      title="Add subscribers"
      hasErrors={hasErrors(form)}
      breadcrumbs={wayUp}
    >
      <FormErrors form={form} />
      <p class="govuk-body">
        First every line is checked and you see what would happen. Nobody is added before you say
        so, and nobody gets an e-mail about it.
      </p>
      <PostForm action={bulletinPaths.addSubscribers} hasFile>
        <RadiosField
          form={form}
          name="basis"
          legend="By what right do you write to them?"
          items={[
            {
              value: 'consent',
              text: 'They agreed to it themselves',
              hint: 'Needed for people, sole traders and some partnerships: childminders, foster carers, parents, some GPs.',
            },
            {
              value: 'corporate',
              text: 'They are work addresses of organisations',
              hint: 'Councils, police, NHS bodies, schools, companies. They may object at any time. Personal addresses are refused.',
            },
          ]}
        />
        <TextareaField
          form={form}
          name="provenance"
          label={boldLabel('Where do the addresses come from?')}
          hint="Who collected them, how, and the words people agreed to. It is kept as proof with each of them."
          rows={4}
        />
        <DateField
          form={form}
          name="collectedOn"
          legend="When were they collected?"
          hint="For example, 1 10 2020"
        />
        <TextareaField
          form={form}
          name="text"
          label={boldLabel('The list')}
          hint="Paste it from a spreadsheet with a first line that names the columns (email, name, role, sector), or one address a line."
          rows={10}
          spellcheck={false}
        />
        <FileField
          form={form}
          name="file"
          label={boldLabel('Or a CSV file')}
          hint="At most 10 MB and 50,000 lines."
          attributes={{ accept: '.csv,.txt,text/csv,text/plain' }}
        />
        <SubmitButton>Check the list</SubmitButton>
      </PostForm>
    </WorkspacePage>
  )
}

/** What adding the list would do, line by line. */
export function AdditionPage({ site, addition }: { site: SiteContext; addition: Addition }) {
  const { accepted, refused } = addition
  return (
    <WorkspacePage
      site={site}
      title={`${counted(accepted.length, 'address', 'addresses')} can be added`}
      caption="Add subscribers"
      breadcrumbs={[...wayUp, { text: 'Add subscribers', href: bulletinPaths.addSubscribers }]}
    >
      <SummaryList
        rows={[
          { key: 'Basis', value: basisWords[addition.basis] },
          { key: 'Where they come from', value: addition.provenance },
          { key: 'Collected', value: formatDate(addition.collectedOn) },
        ]}
      />
      {accepted.length > 0 ? (
        <PostButton action={bulletinPaths.addition(addition.id)}>
          Add {counted(accepted.length, 'subscriber')}
        </PostButton>
      ) : (
        <InsetText>No line of the list can be added.</InsetText>
      )}
      {refused.length > 0 && (
        <Scroll label="Lines that are left out">
          <Table
            caption={`${counted(refused.length, 'line is', 'lines are')} left out`}
            captionClasses="govuk-table__caption--m"
            head={[{ text: 'Line', format: 'numeric' }, { text: 'Address' }, { text: 'Why' }]}
            rows={refused.map(({ line, email, reason }) => [
              { text: line, format: 'numeric' },
              { text: email },
              { text: reason },
            ])}
          />
        </Scroll>
      )}
      {accepted.length > 0 && (
        <Scroll label="Lines that can be added">
          <Table
            caption={accepted.length > 20 ? 'The first 20 that can be added' : 'What can be added'}
            captionClasses="govuk-table__caption--m"
            head={[{ text: 'Line', format: 'numeric' }, { text: 'Address' }, { text: 'Name' }]}
            rows={accepted
              .slice(0, 20)
              .map(({ line, email, name }) => [
                { text: line, format: 'numeric' },
                { text: email },
                { text: name ?? '' },
              ])}
          />
        </Scroll>
      )}
    </WorkspacePage>
  )
}
