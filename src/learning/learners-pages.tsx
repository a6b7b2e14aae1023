import type { FormState } from '../platform/forms.ts'
import { formatDate, formatDateWithDay, formatTimeRange } from '../ui/dates.ts'
import {
  CheckboxesField,
  DateField,
  FormErrors,
  PostButton,
  PostForm,
  SelectField,
  SubmitButton,
  TextareaField,
  TextField,
  hasErrors,
} from '../ui/form.tsx'
import { Button } from '../ui/govuk/button.tsx'
import { Details } from '../ui/govuk/details.tsx'
import { Table } from '../ui/govuk/table.tsx'
import { Tag } from '../ui/govuk/tag.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import { WorkspacePage } from '../ui/workspace.tsx'
import type { CourseModule } from './course-content.ts'
import type { CourseSession } from './course-queries.ts'
import type { CourseCounts, Learner } from './learners-view.ts'
import { learningPaths } from './learning-paths.ts'
import { hiddenNote, shownCount } from './small-numbers.ts'

type Course = { id: string; title: string; mayWrite: boolean }

function wayTo({ id, title, mayWrite }: Course) {
  return [
    { text: 'Training', href: learningPaths.manage },
    ...(mayWrite ? [{ text: title, href: learningPaths.edit(id) }] : []),
  ]
}

/** How many of each sector learn; and, for those who may see them, who. */
export function LearnersPage(props: {
  site: SiteContext
  course: Course
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

function LearnerTable(props: { course: Course; learners: Learner[]; form: FormState }) {
  const { course, learners, form } = props
  return (
    <>
      <h2 class="govuk-heading-m" id="people">
        People
      </h2>
      <Table
        classes="cairn-stacked-table"
        attributes={{ 'aria-labelledby': 'people' }}
        head={[
          { text: 'Name' },
          { text: 'Organisation' },
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
          { text: formatDate(learner.enrolment.enrolledAt) },
          { text: <LearnerProgress course={course} learner={learner} form={form} /> },
        ])}
      />
    </>
  )
}

function LearnerProgress(props: { course: Course; learner: Learner; form: FormState }) {
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

/** The live sessions of a course. */
export function SessionsPage(props: {
  site: SiteContext
  course: Course
  sessions: CourseSession[]
  hasLiveModule: boolean
  now: Date
  success?: string | undefined
}) {
  const { site, course, sessions, hasLiveModule, now, success } = props
  return (
    <WorkspacePage
      site={site}
      title="Live sessions"
      caption={course.title}
      success={success}
      actions={
        hasLiveModule && (
          <Button href={learningPaths.newSession(course.id)}>Plan a live session</Button>
        )
      }
      breadcrumbs={wayTo(course)}
    >
      {!hasLiveModule && (
        <p class="govuk-body">
          The course has no module that is a live session. Add one first, then plan when it takes
          place.
        </p>
      )}
      {sessions.length === 0 && hasLiveModule && (
        <p class="govuk-body">No live session has been planned.</p>
      )}
      {sessions.length > 0 && (
        <Table
          classes="cairn-stacked-table"
          head={[{ text: 'When' }, { text: 'Where' }, { text: 'State' }, { text: 'Attendance' }]}
          rows={sessions.map((session) => [
            {
              text: (
                <a class="govuk-link" href={learningPaths.editSession(course.id, session.id)}>
                  {formatDateWithDay(session.startsAt)}
                  <br />
                  {formatTimeRange(session.startsAt, session.endsAt)}
                </a>
              ),
            },
            { text: session.place },
            { text: sessionState(session, now) },
            {
              text:
                session.cancelledAt || session.startsAt > now ? (
                  'When it has begun'
                ) : (
                  <a class="govuk-link" href={learningPaths.attendance(course.id, session.id)}>
                    Record attendance
                    <span class="govuk-visually-hidden">
                      {' '}
                      on {formatDateWithDay(session.startsAt)}
                    </span>
                  </a>
                ),
            },
          ])}
        />
      )}
    </WorkspacePage>
  )
}

function sessionState(session: CourseSession, now: Date) {
  if (session.cancelledAt) return <Tag classes="govuk-tag--red">Cancelled</Tag>
  return session.endsAt < now ? (
    <Tag classes="govuk-tag--grey">Over</Tag>
  ) : (
    <Tag classes="govuk-tag--green">Planned</Tag>
  )
}

/** Plans a session, or changes it. `session` is null for a new one. */
export function EditSessionPage(props: {
  site: SiteContext
  course: Course
  session: CourseSession | null
  form: FormState
  liveModules: CourseModule[]
}) {
  const { site, course, session, form, liveModules } = props
  return (
    <WorkspacePage
      site={site}
      title={session === null ? 'Plan a live session' : 'Change the live session'}
      caption={course.title}
      hasErrors={hasErrors(form)}
      breadcrumbs={[
        ...wayTo(course),
        { text: 'Live sessions', href: learningPaths.sessions(course.id) },
      ]}
    >
      <FormErrors form={form} />
      {session?.cancelledAt ? (
        <p class="govuk-body">This session is cancelled and stays as it was.</p>
      ) : (
        <PostForm
          action={
            session === null
              ? learningPaths.newSession(course.id)
              : learningPaths.editSession(course.id, session.id)
          }
          label="Live session"
        >
          <SelectField
            form={form}
            name="moduleKey"
            label="Which module takes place?"
            items={liveModules.map(({ key, title }) => ({ value: key, text: title }))}
          />
          <DateField form={form} name="on" legend="Date" hint="For example, 17 11 2026" />
          <TextField
            form={form}
            name="from"
            label="Begins at"
            hint="For example, 9:30am or 14:00"
            classes="govuk-input--width-5"
          />
          <TextField form={form} name="to" label="Ends at" classes="govuk-input--width-5" />
          <TextField form={form} name="place" label="Place" hint="An address, or “Online”." />
          <TextareaField
            form={form}
            name="howToJoin"
            rows={3}
            label="How to join (optional)"
            hint="The public reads it: put no meeting link or password here."
          />
          <SubmitButton>{session === null ? 'Plan it' : 'Save'}</SubmitButton>
        </PostForm>
      )}
      {session && !session.cancelledAt && (
        <Details summary="Cancel this session">
          <p class="govuk-body">
            It stays on the course’s page, marked as cancelled, and calendars are told.
          </p>
          <PostButton
            action={learningPaths.cancelSession(course.id, session.id)}
            classes="govuk-button--warning"
          >
            Cancel the session
          </PostButton>
        </Details>
      )}
    </WorkspacePage>
  )
}

/** Who was there. Whoever is ticked has done the module. */
export function AttendancePage(props: {
  site: SiteContext
  course: Course
  session: CourseSession
  learners: Learner[]
  attended: ReadonlySet<string>
}) {
  const { site, course, session, learners, attended } = props
  const [open, completed] = [
    learners.filter(({ enrolment }) => enrolment.state === 'active'),
    learners.filter(
      ({ enrolment }) => enrolment.state === 'completed' && attended.has(enrolment.id),
    ),
  ]
  const form = {
    values: {
      attended: open.map(({ enrolment }) => enrolment.id).filter((id) => attended.has(id)),
    },
    errors: [],
  }
  return (
    <WorkspacePage
      site={site}
      title={`Attendance on ${formatDateWithDay(session.startsAt)}`}
      caption={course.title}
      breadcrumbs={[
        ...wayTo(course),
        { text: 'Live sessions', href: learningPaths.sessions(course.id) },
      ]}
    >
      {open.length === 0 ? (
        <p class="govuk-body">Nobody is on the course who has not completed it.</p>
      ) : (
        <PostForm action={learningPaths.attendance(course.id, session.id)}>
          {open.map(({ enrolment }) => (
            <input type="hidden" name="listed" value={enrolment.id} />
          ))}
          <CheckboxesField
            form={form}
            name="attended"
            legend="Who was there?"
            hint="The module counts as done for everybody who is ticked."
            items={open.map(({ enrolment, name, organisationName }) => ({
              value: enrolment.id,
              text: name,
              hint: organisationName,
            }))}
          />
          <SubmitButton>Save attendance</SubmitButton>
        </PostForm>
      )}
      {completed.length > 0 && (
        <p class="govuk-body">
          Attended and completed the course: {completed.map(({ name }) => name).join(', ')}.
        </p>
      )}
    </WorkspacePage>
  )
}
