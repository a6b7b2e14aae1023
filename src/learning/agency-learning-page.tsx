import { agencyPaths, type AgencyPerson } from '../people/people.ts'
import { Scroll } from '../ui/content.tsx'
import { formatDate } from '../ui/dates.ts'
import { Table } from '../ui/govuk/table.tsx'
import { Page } from '../ui/layout.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import type { AgencyEnrolment } from './agency-learning-queries.ts'

/** A person of the agency with one thing they learn or have learned; null for somebody who is on no course. */
export type LearningLine = {
  person: Pick<AgencyPerson, 'id' | 'name' | 'email'> & { organisations: string[] }
  enrolment: (AgencyEnrolment & { title: string; done: number; of: number }) | null
}

/** Who of the agency has completed each course, with the number of people it is out of. */
export type CourseShare = { title: string; completed: number; people: number }

export function AgencyLearningPage(props: {
  site: SiteContext
  lines: LearningLine[]
  shares: CourseShare[]
  /** The one person that the page is narrowed to. */
  person: { name: string } | null
}) {
  const { lines, shares, person } = props
  const title = person ? `What ${person.name} has learned` : 'What your people have learned'
  return (
    <Page
      site={props.site}
      title={title}
      isUnlisted
      styles={['manage.css']}
      breadcrumbs={[
        { text: 'Home', href: '/' },
        { text: 'Your agency', href: agencyPaths.list },
      ]}
    >
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        You see what people are learning for your agency, and what they have completed here or
        elsewhere. Answers to questions are for the learner alone.
      </p>
      {person ? (
        <p class="govuk-body">
          <a class="govuk-link" href={agencyPaths.learning}>
            Show everybody
          </a>
        </p>
      ) : (
        <Shares shares={shares} />
      )}
      {lines.length === 0 && <p class="govuk-body">Nobody works in your agency yet.</p>}
      {lines.length > 0 && (
        <Scroll label={title}>
          <Table
            classes="cairn-stacked-table"
            caption={person ? title : 'People and their courses'}
            captionClasses={person ? 'govuk-visually-hidden' : 'govuk-table__caption--m'}
            firstCellIsHeader
            head={[{ text: 'Name' }, { text: 'Course' }, { text: 'Where they stand' }]}
            rows={lines.map(({ person: of, enrolment }) => [
              {
                text: (
                  <>
                    <a class="govuk-link" href={agencyPaths.show(of.id)}>
                      {of.name}
                    </a>
                    <br />
                    <span class="cairn-meta">{of.organisations.join(', ')}</span>
                  </>
                ),
              },
              { text: enrolment?.title ?? 'Not on a course for your agency' },
              { text: enrolment ? standingText(enrolment) : '' },
            ])}
          />
        </Scroll>
      )}
      {!person && lines.length > 0 && (
        <p class="govuk-body">
          <a class="govuk-link" href={agencyPaths.learningExport}>
            Download this as a spreadsheet (CSV)
          </a>
        </p>
      )}
    </Page>
  )
}

function Shares({ shares }: { shares: CourseShare[] }) {
  if (shares.length === 0) return null
  return (
    <Table
      caption="Completed, by course"
      captionClasses="govuk-table__caption--m"
      firstCellIsHeader
      head={[{ text: 'Course' }, { text: 'Completed', format: 'numeric' }]}
      rows={shares.map(({ title, completed, people }) => [
        { text: title },
        { text: `${completed} of ${people} people`, format: 'numeric' as const },
      ])}
    />
  )
}

/** "Completed 3 March 2021", "2 of 5 modules". */
export function standingText(enrolment: NonNullable<LearningLine['enrolment']>): string {
  const { completedAt, isWithdrawn, done, of, enrolledAt } = enrolment
  if (completedAt)
    return `Completed ${formatDate(completedAt)}${isWithdrawn ? ', certificate withdrawn' : ''}`
  return of > 0
    ? `${done} of ${of} modules, since ${formatDate(enrolledAt)}`
    : `Learning since ${formatDate(enrolledAt)}`
}
