import type { FormState } from '../platform/forms.ts'
import { DetailsStateTag } from '../people/people.ts'
import { formatDate } from '../ui/dates.ts'
import { FormErrors, PostForm, SubmitButton, TextField, hasErrors } from '../ui/form.tsx'
import { Details } from '../ui/govuk/details.tsx'
import { Table } from '../ui/govuk/table.tsx'
import { Tag } from '../ui/govuk/tag.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import { WorkspacePage } from '../ui/workspace.tsx'
import type { CourseCounts, Learner } from './learners-view.ts'
import { learningPaths } from './learning-paths.ts'
import { hiddenNote, shownCount } from './small-numbers.ts'

export type DeskCourse = { id: string; title: string; mayWrite: boolean }

/** The breadcrumbs of what is below a course; its editor only for those who may write. */
export function wayTo({ id, title, mayWrite }: DeskCourse) {
  return [
    { text: 'Training', href: learningPaths.manage },
    ...(mayWrite ? [{ text: title, href: learningPaths.edit(id) }] : []),
  ]
}

/** How many of each sector learn; and, for those who may see them, who. */
export function LearnersPage(props: {
  site: SiteContext
  course: DeskCourse
  counts: CourseCounts
  /** Null for people who may see counts only. */
  learners: Learner[] | null
  form: FormState
  success?: string | undefined
}) {
  const { site, course, counts, learners, form, success } = props
  return (
    <WorkspacePage
      site={site}
      title="Who is learning"
      caption={course.title}
      hasErrors={hasErrors(form)}
      success={success}
      breadcrumbs={wayTo(course)}
    >
      <FormErrors form={form} />
      <h2 class="govuk-heading-m" id="sectors">
        By agency sector
      </h2>
      {counts.sectors.length === 0 ? (
        <p class="govuk-body">Nobody has enrolled yet.</p>
      ) : (
        <Table
          attributes={{ 'aria-labelledby': 'sectors' }}
          firstCellIsHeader
          head={[
            { text: 'Sector' },
            { text: 'Learning now', format: 'numeric' },
            { text: 'Completed', format: 'numeric' },
          ]}
          rows={[
            ...counts.sectors.map(({ sector, active, completed }) => [
              { text: sector },
              { text: shownCount(active), format: 'numeric' as const },
              { text: shownCount(completed), format: 'numeric' as const },
            ]),
            [
              { text: 'All' },
              { text: shownCount(counts.active), format: 'numeric' as const },
              { text: shownCount(counts.completed), format: 'numeric' as const },
            ],
          ]}
        />
      )}
      <p class="govuk-body">
        People count for the agency they worked for when they enrolled or, once completed, on the
        day they completed.
      </p>
      {learners === null ? (
        <p class="govuk-body">
          {hiddenNote} Names are shown to officers and the training coordinator.
        </p>
      ) : (
        learners.length > 0 && <LearnerTable course={course} learners={learners} form={form} />
      )}
    </WorkspacePage>
  )
}

function LearnerTable(props: { course: DeskCourse; learners: Learner[]; form: FormState }) {
  const { course, learners, form } = props
  return (
    <>
      <h2 class="govuk-heading-m" id="people">
        People
      </h2>
      <p class="govuk-body">{detailsText(learners)}</p>
      <Table
        classes="cairn-stacked-table"
        attributes={{ 'aria-labelledby': 'people' }}
        head={[
          { text: 'Name' },
          { text: 'Organisation' },
          { text: 'Details' },
          { text: 'Enrolled' },
          { text: 'Progress' },
        ]}
        rows={learners.map((learner) => [
          {
            text: (
              <>
                {learner.name}
                <br />
                <span class="cairn-meta">{learner.email}</span>
              </>
            ),
          },
          { text: learner.organisationName },
          { text: learner.details && <DetailsStateTag state={learner.details} /> },
          { text: formatDate(learner.enrolment.enrolledAt) },
          { text: <LearnerProgress course={course} learner={learner} form={form} /> },
        ])}
      />
    </>
  )
}

/** How many of the learners' details hold. */
function detailsText(learners: Learner[]): string {
  const count = (state: Learner['details']) =>
    learners.filter(({ details }) => details === state).length
  return `Details check: ${count('confirmed')} of ${learners.length} confirmed, ${count('due')} due, ${count('overdue')} overdue.`
}

function LearnerProgress(props: { course: DeskCourse; learner: Learner; form: FormState }) {
  const { course, learner, form } = props
  const { state, completedAt, certificateId, certificateRevokedAt } = learner.enrolment
  if (state !== 'completed' || !completedAt)
    return (
      <>
        {learner.done} of {learner.of} modules
      </>
    )
  if (certificateRevokedAt)
    return (
      <>
        Completed {formatDate(completedAt)} <Tag classes="govuk-tag--red">Withdrawn</Tag>
      </>
    )
  const isOpen = form.errors.length > 0 && form.values['certificate'] === certificateId
  return (
    <>
      Completed {formatDate(completedAt)}
      {certificateId && (
        <Details summary="Withdraw the certificate" open={isOpen}>
          <PostForm
            action={learningPaths.revocation(course.id)}
            label={`Withdraw the certificate of ${learner.name}`}
          >
            <input type="hidden" name="certificate" value={certificateId} />
            <TextField
              form={isOpen ? form : { values: {}, errors: [] }}
              name={`reason-${certificateId}`}
              label="Reason"
              hint="The person reads it with their certificate. The public page says only that it was withdrawn."
            />
            <SubmitButton classes="govuk-button--warning">Withdraw</SubmitButton>
          </PostForm>
        </Details>
      )}
    </>
  )
}
