import { formatDate } from '../ui/dates.ts'
import { PostButton } from '../ui/form.tsx'
import { Button } from '../ui/govuk/button.tsx'
import { Details } from '../ui/govuk/details.tsx'
import { Page } from '../ui/layout.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import { learningPaths } from './learning-paths.ts'

/** One course in a person's own list. */
export type OwnCourse = {
  enrolmentId: string
  title: string
  slug: string
  /** The course was taken from the public: it can no longer be gone on with. */
  isWithdrawn: boolean
  state: 'active' | 'completed'
  enrolledAt: Date
  completedAt: Date | null
  certificateId: string | null
  done: number
  of: number
  next: { number: number; title: string }
}

/** What one is learning, and what one has completed. */
export function MyLearningPage(props: {
  site: SiteContext
  courses: OwnCourse[]
  success?: string | undefined
}) {
  const { site, courses, success } = props
  const active = courses.filter(({ state }) => state === 'active')
  const completed = courses.filter(({ state }) => state === 'completed')
  return (
    <Page
      site={site}
      title="Your courses"
      isUnlisted
      breadcrumbs={[
        { text: 'Home', href: '/' },
        { text: 'Your account', href: '/account' },
      ]}
      success={success}
    >
      <h1 class="govuk-heading-xl">Your courses</h1>
      <section class="cairn-part" aria-labelledby="active">
        <h2 class="govuk-heading-l" id="active">
          Learning now
        </h2>
        {active.length === 0 ? (
          <p class="govuk-body">
            You are not on a course.{' '}
            <a class="govuk-link" href={learningPaths.index}>
              See what training there is
            </a>
          </p>
        ) : (
          <ul class="cairn-list">
            {active.map((course) => (
              <li>
                <ActiveCourse course={course} />
              </li>
            ))}
          </ul>
        )}
      </section>
      {completed.length > 0 && (
        <section class="cairn-part" aria-labelledby="completed">
          <h2 class="govuk-heading-l" id="completed">
            Completed
          </h2>
          <ul class="cairn-list">
            {completed.map((course) => (
              <li>
                <h3 class="cairn-list__title">{course.title}</h3>
                <p class="cairn-meta">Completed on {formatDate(course.completedAt!)}</p>
                {course.certificateId && (
                  <p>
                    <a class="govuk-link" href={learningPaths.myCertificate(course.certificateId)}>
                      Certificate
                      <span class="govuk-visually-hidden"> for {course.title}</span>
                    </a>
                  </p>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </Page>
  )
}

function ActiveCourse({ course }: { course: OwnCourse }) {
  const { slug, title, next } = course
  return (
    <>
      <h3 class="cairn-list__title">
        {course.isWithdrawn ? (
          title
        ) : (
          <a class="govuk-link" href={learningPaths.course(slug)}>
            {title}
          </a>
        )}
      </h3>
      <p class="cairn-meta">
        Enrolled on {formatDate(course.enrolledAt)} · {course.done} of {course.of} modules done
      </p>
      {course.isWithdrawn ? (
        <p>This course has been withdrawn, so it cannot be completed.</p>
      ) : (
        <>
          <p>Next: {next.title}</p>
          <Button href={learningPaths.module(slug, next.number)}>
            Continue<span class="govuk-visually-hidden"> with {title}</span>
          </Button>
        </>
      )}
      <Details summary="Leave this course">
        <p class="govuk-body">
          Your progress on it ends. You can enrol again while the course is open, and begin anew.
        </p>
        <PostButton
          action={learningPaths.leave(course.enrolmentId)}
          classes="govuk-button--warning"
        >
          Leave<span class="govuk-visually-hidden"> {title}</span>
        </PostButton>
      </Details>
    </>
  )
}
