import type { FormState } from '../platform/forms.ts'
import { EditionTags, NewDraftPage, type Edition } from '../publishing/publishing.ts'
import { Button } from '../ui/govuk/button.tsx'
import { Table } from '../ui/govuk/table.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import { WorkspacePage } from '../ui/workspace.tsx'
import type { CourseContent } from './course-content.ts'
import { learningPaths } from './learning-paths.ts'
import { hiddenNote, shownCount, type ShownCount } from './small-numbers.ts'

/** Every course with where it stands and how many learn. */
export function ManageTrainingPage(props: {
  site: SiteContext
  courses: {
    edition: Edition<CourseContent>
    active: ShownCount
    completed: ShownCount
  }[]
  mayWrite: boolean
  today: string
}) {
  const { site, courses, mayWrite, today } = props
  return (
    <WorkspacePage
      site={site}
      title="Training"
      actions={mayWrite && <Button href={learningPaths.create}>New course</Button>}
      breadcrumbs={[]}
    >
      {courses.length === 0 ? (
        <p class="govuk-body">There is no course yet.</p>
      ) : (
        <Table
          classes="cairn-stacked-table"
          head={[
            { text: 'Course' },
            { text: 'State' },
            { text: 'Learning now', format: 'numeric' },
            { text: 'Completed', format: 'numeric' },
          ]}
          rows={courses.map(({ edition, active, completed }) => [
            { text: <CourseName edition={edition} mayWrite={mayWrite} /> },
            { text: <EditionTags publication={edition.publication} today={today} /> },
            { text: shownCount(active), format: 'numeric' as const },
            { text: shownCount(completed), format: 'numeric' as const },
          ])}
        />
      )}
      {courses.some(({ active, completed }) => active === null || completed === null) && (
        <p class="govuk-body">{hiddenNote}</p>
      )}
    </WorkspacePage>
  )
}

function CourseName(props: { edition: Edition<CourseContent>; mayWrite: boolean }) {
  const { publication, title } = props.edition
  const href = props.mayWrite
    ? learningPaths.edit(publication.id)
    : learningPaths.people(publication.id)
  return (
    <a class="govuk-link" href={href}>
      {title}
    </a>
  )
}

export function NewCoursePage({ site, form }: { site: SiteContext; form: FormState }) {
  return (
    <NewDraftPage
      site={site}
      form={form}
      title="New course"
      action={learningPaths.create}
      wayUp={{ text: 'Training', href: learningPaths.manage }}
      hint="The course’s address is made from it and stays."
    />
  )
}
