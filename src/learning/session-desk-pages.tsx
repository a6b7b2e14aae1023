import type { FormState } from '../platform/forms.ts'
import { formatDateWithDay, formatTimeRange } from '../ui/dates.ts'
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
import { wayTo, type DeskCourse } from './learners-pages.tsx'
import type { Learner } from './learners-view.ts'
import { learningPaths } from './learning-paths.ts'

/** The live sessions of a course. */
export function SessionsPage(props: {
  site: SiteContext
  course: DeskCourse
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
  course: DeskCourse
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
  course: DeskCourse
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
