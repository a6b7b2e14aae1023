import { formatDate } from '../ui/dates.ts'
import {
  DateField,
  FormErrors,
  hasErrors,
  PostButton,
  PostForm,
  SubmitButton,
  TextField,
} from '../ui/form.tsx'
import { Button } from '../ui/govuk/button.tsx'
import { InsetText } from '../ui/govuk/inset-text.tsx'
import { SummaryList } from '../ui/govuk/summary-list.tsx'
import { Table } from '../ui/govuk/table.tsx'
import { Tag } from '../ui/govuk/tag.tsx'
import { WarningText } from '../ui/govuk/warning-text.tsx'
import type { FormState } from '../platform/forms.ts'
import { addDays } from '../platform/calendar-days.ts'
import type { SiteContext } from '../ui/site-context.ts'
import { WorkspacePage } from '../ui/workspace.tsx'
import { isStale } from './concerns.ts'
import { concernPaths } from './concern-paths.ts'
import { audienceWords, nationWords, urgencyWords } from './route-words.ts'
import type { ReportingRoute } from './reporting-route-queries.ts'
import type { RouteView } from './route-views.ts'

const registry = { text: 'Reporting routes', href: concernPaths.manage }

/** The registry: what holds today with when it was last checked, what is to come, what has ended. */
export function ManageRoutesPage(props: {
  site: SiteContext
  all: ReportingRoute[]
  current: RouteView[]
  today: string
}) {
  const { site, all, current, today } = props
  const stale = current.filter((route) => isStale(route, today))
  const toCome = all.filter(({ validFrom }) => validFrom > today)
  const ended = all.filter(({ validTo }) => validTo !== null && validTo <= today)
  return (
    <WorkspacePage
      site={site}
      title="Reporting routes"
      actions={<Button href={concernPaths.newRoute}>Add a route</Button>}
      breadcrumbs={[]}
    >
      <p class="govuk-body">
        Every number and its hours stand here once, and are shown everywhere from here: on{' '}
        <a class="govuk-link" href={concernPaths.report}>
          how to report a concern
        </a>
        , in campaigns, guidance and bulletins.{' '}
        <a class="govuk-link" href={concernPaths.manageThreshold}>
          Threshold guide
        </a>
      </p>
      {all.length === 0 && (
        <InsetText>
          <p class="govuk-body">
            There is no route yet. Until you add one, the public sees the national numbers: 999,
            Childline, the NSPCC, 101 and CEOP. Take them into your registry, check each, and then
            add the front door of your area.
          </p>
          <PostButton action={concernPaths.nationalRoutes}>Add the national routes</PostButton>
        </InsetText>
      )}
      {stale.length > 0 && (
        <WarningText>
          {stale.length === 1 ? 'One route has' : `${stale.length} routes have`} not been checked
          for 30 days: {stale.map(({ name }) => name).join(', ')}. Call, and mark what you found.
        </WarningText>
      )}
      <Table
        classes="cairn-stacked-table"
        caption="In force today, in the order of the public page"
        captionClasses="govuk-table__caption--m"
        head={[{ text: 'Route' }, { text: 'Number' }, { text: 'Now' }, { text: 'Last checked' }]}
        rows={current.map((route) => [
          { text: <RouteLink route={route} /> },
          { text: route.phone ?? route.webAddress ?? '' },
          { text: route.stateInWords || 'Not known' },
          { text: <Checked route={route} today={today} /> },
        ])}
      />
      <Others heading="To come" routes={toCome} />
      <Others heading="Ended" routes={ended} />
    </WorkspacePage>
  )
}

function Others({ heading, routes }: { heading: string; routes: ReportingRoute[] }) {
  if (routes.length === 0) return null
  return (
    <Table
      classes="cairn-stacked-table"
      caption={heading}
      captionClasses="govuk-table__caption--m"
      head={[{ text: 'Route' }, { text: 'Number' }, { text: 'Time' }]}
      rows={routes.map((route) => [
        { text: <RouteLink route={route} /> },
        { text: route.phone ?? route.webAddress ?? '' },
        { text: periodOf(route) },
      ])}
    />
  )
}

function RouteLink({ route }: { route: ReportingRoute }) {
  return (
    <a class="govuk-link" href={concernPaths.route(route.id)}>
      {route.name}
    </a>
  )
}

function Checked({ route, today }: { route: ReportingRoute; today: string }) {
  return (
    <>
      {route.lastVerifiedOn ? formatDate(route.lastVerifiedOn) : 'Never'}{' '}
      {isStale(route, today) && <Tag classes="govuk-tag--orange">Check it</Tag>}
    </>
  )
}

/** "Since 1 October 2020", "1 October 2020 to 31 March 2023" */
function periodOf({ validFrom, validTo }: ReportingRoute): string {
  return validTo
    ? `${formatDate(validFrom)} to ${formatDate(addDays(validTo, -1))}`
    : `Since ${formatDate(validFrom)}`
}

/** One entry: everything in it, its past and future, and what can be done. */
export function RoutePage(props: {
  site: SiteContext
  route: ReportingRoute
  hours: string
  history: ReportingRoute[]
  verifiedBy: string | null
  today: string
  form: FormState
  success?: string | undefined
}) {
  const { site, route, history, today, form } = props
  const isOver = route.validTo !== null && route.validTo <= today
  return (
    <WorkspacePage
      site={site}
      title={route.name}
      caption={`Reporting route ${route.key}`}
      success={props.success}
      hasErrors={hasErrors(form)}
      breadcrumbs={[registry]}
    >
      <FormErrors form={form} />
      {!isOver && isStale(route, today) && (
        <WarningText>Nobody has checked this route for 30 days.</WarningText>
      )}
      <Details {...props} />
      {!isOver && (
        <>
          <div class="govuk-button-group">
            <Button href={concernPaths.change(route.id)}>It changes from a day on</Button>
            <Button href={concernPaths.correct(route.id)} classes="govuk-button--secondary">
              Correct a mistake
            </Button>
            <Button href={concernPaths.end(route.id)} classes="govuk-button--secondary">
              End it
            </Button>
          </div>
          <h2 class="govuk-heading-m">I have checked it</h2>
          <p class="govuk-body">Call the number, open the address, compare the hours.</p>
          <PostForm action={concernPaths.verify(route.id)} label="I have checked it">
            <DateField form={form} name="on" legend="Day" />
            <TextField
              form={form}
              name="note"
              label="How you checked (optional)"
              hint="For example: called at 9:10, answered at once."
            />
            <SubmitButton>Mark as checked</SubmitButton>
          </PostForm>
        </>
      )}
      {history.length > 1 && (
        <Table
          classes="cairn-stacked-table"
          caption="This route through time"
          captionClasses="govuk-table__caption--m"
          head={[{ text: 'Time' }, { text: 'Name' }, { text: 'Number' }]}
          rows={history.map((entry) => [
            { text: entry.id === route.id ? periodOf(entry) : <PeriodLink route={entry} /> },
            { text: entry.name },
            { text: entry.phone ?? '' },
          ])}
        />
      )}
    </WorkspacePage>
  )
}

function PeriodLink({ route }: { route: ReportingRoute }) {
  return (
    <a class="govuk-link" href={concernPaths.route(route.id)}>
      {periodOf(route)}
    </a>
  )
}

function Details({ route, hours, verifiedBy }: Parameters<typeof RoutePage>[0]) {
  const known = (value: boolean | null): string =>
    value === null ? 'Not known' : value ? 'Yes' : 'No'
  const row = (key: string, value: string | null) => (value ? { key, value } : null)
  return (
    <SummaryList
      rows={[
        row('When to use it', route.purpose),
        row('In force', periodOf(route)),
        row('For', route.audiences.map((audience) => audienceWords[audience]).join(', ')),
        row(
          'Where',
          [route.area, route.nation && nationWords[route.nation]].filter(Boolean).join(', ') ||
            'Everywhere',
        ),
        row('What it is for', urgencyWords[route.urgency]),
        row('Phone', route.phone && `${route.phone}${route.phoneIsFree ? ' (free)' : ''}`),
        row('Text', route.textNumber),
        row('Textphone', route.textphone),
        row('Relay UK', route.relayNumber),
        row('Web', route.webAddress),
        row('Sign language', route.signLanguageAddress),
        row('Hours', hours),
        row('When closed', route.outOfHoursKey),
        row('What happens', route.whatHappens),
        row('Can one stay anonymous?', known(route.anonymousPossible)),
        row('Is a record made?', known(route.recordMade)),
        row('Is one told what was decided?', known(route.feedbackGiven)),
        row('Run by', route.runBy),
        row('Kept right by', route.owner),
        row(
          'Last checked',
          route.lastVerifiedOn
            ? [
                `${formatDate(route.lastVerifiedOn)}${verifiedBy ? ` by ${verifiedBy}` : ''}`,
                route.verificationNote,
              ]
                .filter(Boolean)
                .join('. ')
            : 'Never',
        ),
      ]}
    />
  )
}

export function EndRoutePage(props: { site: SiteContext; route: ReportingRoute; form: FormState }) {
  const { site, route, form } = props
  return (
    <WorkspacePage
      site={site}
      title={`End ${route.name}`}
      hasErrors={hasErrors(form)}
      breadcrumbs={[registry, { text: route.name, href: concernPaths.route(route.id) }]}
    >
      <FormErrors form={form} />
      <p class="govuk-body">
        From the day after, no page shows this route. Texts that name it lead to the page of all
        routes instead. If another number takes its place, choose{' '}
        <a class="govuk-link" href={concernPaths.change(route.id)}>
          it changes from a day on
        </a>
        .
      </p>
      <PostForm action={concernPaths.end(route.id)}>
        <DateField form={form} name="lastDay" legend="Last day on which it holds" />
        <SubmitButton classes="govuk-button--warning">End it</SubmitButton>
      </PostForm>
    </WorkspacePage>
  )
}
