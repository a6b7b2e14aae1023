import { Cards, Opening } from '../ui/content.tsx'
import { CampaignArt } from '../ui/illustrations.tsx'
import { Page } from '../ui/layout.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import type { CourseView } from './course-view.ts'
import { learningPaths } from './learning-paths.ts'
import { SessionLine, home, type PlannedSession } from './session-pages.tsx'

/** The courses that are open to the public's eyes, and what takes place live. */
export function TrainingPage(props: {
  site: SiteContext
  courses: CourseView[]
  sessions: PlannedSession[]
}) {
  const { site, courses, sessions } = props
  return (
    <Page
      site={site}
      title="Training"
      description="Multi-agency safeguarding training: online at your own pace, live, and both together."
      breadcrumbs={[home]}
      opening={
        <Opening
          heading="Training"
          lead="Learn with people of other agencies how to keep children safe: online at your own pace, live, and both together."
          picture={<CampaignArt name="bridge" />}
        />
      }
    >
      <section class="cairn-part" aria-labelledby="courses">
        <h2 class="govuk-heading-l" id="courses">
          Courses
        </h2>
        {courses.length === 0 ? (
          <p class="govuk-body">No course is open at present.</p>
        ) : (
          <Cards
            items={courses.map((course) => ({
              href: learningPaths.course(course.slug),
              heading: course.title,
              headingLevel: 3 as const,
              children: <p>{course.summary}</p>,
              meta: [
                course.historicNote === null ? '' : 'Historic',
                course.content.bandLabel,
                course.content.delivery === null ? '' : shortDelivery[course.content.delivery],
                course.duration,
              ]
                .filter(Boolean)
                .join(' · '),
            }))}
          />
        )}
      </section>
      <section class="cairn-part" aria-labelledby="sessions">
        <h2 class="govuk-heading-l" id="sessions">
          Live sessions
        </h2>
        {sessions.length === 0 ? (
          <p class="govuk-body">No live session is planned at present.</p>
        ) : (
          <ul class="cairn-list">
            {sessions.map((session) => (
              <li>
                <SessionLine session={session} title={session.courseTitle} />
              </li>
            ))}
          </ul>
        )}
        <p class="govuk-body">
          <a class="govuk-link" href={learningPaths.calendar}>
            Live sessions for your calendar (iCalendar file)
          </a>
        </p>
        <p class="govuk-body">
          <a class="govuk-link" href="/certificates">
            Check a certificate
          </a>
        </p>
      </section>
    </Page>
  )
}

const shortDelivery = { online: 'Online', live: 'Live', blended: 'Blended' }
