import { Hono } from 'hono'
import { z } from 'zod'
import {
  agencyPaths,
  asAgencyLead,
  freshProof,
  leadAnAgency,
  listAgencyPeople,
  siteOf,
  type AgencyPerson,
} from '../people/people.ts'
import { may } from '../platform/access.ts'
import { audit } from '../platform/audit.ts'
import { ukDate } from '../platform/clock.ts'
import { csvOf } from '../platform/csv.ts'
import { NotFound } from '../platform/errors.ts'
import type { AppContext, AppEnv } from '../platform/web.ts'
import { findVersion } from '../publishing/publishing.ts'
import { renderPage } from '../ui/layout.tsx'
import {
  AgencyLearningPage,
  standingText,
  type CourseShare,
  type LearningLine,
} from './agency-learning-page.tsx'
import { listAgencyEnrolments, type AgencyEnrolment } from './agency-learning-queries.ts'
import { courseKind } from './course-kind.ts'
import { doneModules } from './enrolment-queries.ts'

/** What the people of an agency have learned, for its lead. Read as the database role of leads. */
export const agencyLearningRoutes = new Hono<AppEnv>()

const Filter = z.object({ person: z.uuid().optional().catch(undefined) })

agencyLearningRoutes.get('/agency/learning', may(leadAnAgency), async (c) => {
  const { person: personId } = Filter.parse(c.req.query())
  const all = await linesOf(c)
  const lines = all.filter(({ person }) => !personId || person.id === personId)
  if (personId && lines.length === 0) throw new NotFound('there is no such person in the agency')
  const page = (
    <AgencyLearningPage
      site={await siteOf(c)}
      lines={lines}
      shares={sharesOf(all)}
      person={personId ? lines[0]!.person : null}
    />
  )
  return c.html(renderPage(page))
})

agencyLearningRoutes.get(
  '/agency/learning.csv',
  may(leadAnAgency),
  freshProof(() => agencyPaths.learning),
  async (c) => {
    const lines = await linesOf(c)
    await audit(c.var.database, {
      action: 'agency.exported',
      by: c.var.person!.id,
      subject: { kind: 'person', id: c.var.person!.id },
      details: { lines: lines.length },
    })
    const day = ukDate(c.var.services.clock.now())
    c.header('Content-Type', 'text/csv; charset=utf-8')
    c.header('Content-Disposition', `attachment; filename="learning-${day}.csv"`)
    return c.body(
      csvOf(
        {
          name: 'name',
          email: 'email',
          organisations: 'organisation',
          course: 'course',
          standing: 'where they stand',
          completedOn: 'completed on',
        },
        lines.map(({ person, enrolment }) => ({
          name: person.name,
          email: person.email,
          organisations: person.organisations.join('; '),
          course: enrolment?.title ?? null,
          standing: enrolment ? standingText(enrolment) : 'Not on a course for your agency',
          completedOn: enrolment?.completedAt ? ukDate(enrolment.completedAt) : null,
        })),
      ),
    )
  },
)

/** Everybody of the agency by name, each with what they learn; somebody on no course has one line too. */
async function linesOf(c: AppContext): Promise<LearningLine[]> {
  const { services, database } = c.var
  const now = services.clock.now()
  const { people, enrolments, done } = await asAgencyLead(
    services,
    c.var.person!.id,
    async (transaction) => {
      const found = await listAgencyEnrolments(transaction)
      return {
        people: await listAgencyPeople(transaction, ukDate(now), now),
        enrolments: found,
        done: await doneModules(
          transaction,
          found.map(({ id }) => id),
        ),
      }
    },
  )
  // The names of courses are public; they are not among what a lead's role may read.
  const courses = await namedVersions(database, enrolments)
  return groupByPerson(people).flatMap((person): LearningLine[] => {
    const own = enrolments.filter(({ personId }) => personId === person.id)
    if (own.length === 0) return [{ person, enrolment: null }]
    return own.map((enrolment) => ({
      person,
      enrolment: {
        ...enrolment,
        title: courses.get(keyOf(enrolment))?.title ?? '',
        of: courses.get(keyOf(enrolment))?.modules ?? 0,
        done: done.get(enrolment.id)?.size ?? 0,
      },
    }))
  })
}

function groupByPerson(people: AgencyPerson[]): LearningLine['person'][] {
  const grouped = new Map<string, LearningLine['person']>()
  for (const { id, name, email, organisation } of people) {
    const known = grouped.get(id) ?? { id, name, email, organisations: [] }
    grouped.set(id, { ...known, organisations: [...known.organisations, organisation.name] })
  }
  return [...grouped.values()]
}

async function namedVersions(
  database: AppContext['var']['database'],
  enrolments: AgencyEnrolment[],
): Promise<Map<string, { title: string; modules: number }>> {
  const named = new Map<string, { title: string; modules: number }>()
  for (const enrolment of enrolments) {
    if (named.has(keyOf(enrolment))) continue
    const { courseId, courseVersion } = enrolment
    const version = await findVersion(database, courseKind, courseId, courseVersion)
    if (version)
      named.set(keyOf(enrolment), {
        title: version.title,
        modules: version.content.modules.length,
      })
  }
  return named
}

function keyOf({ courseId, courseVersion }: AgencyEnrolment): string {
  return `${courseId} ${courseVersion}`
}

/** Of everybody in the agency, how many have completed each course. */
function sharesOf(lines: LearningLine[]): CourseShare[] {
  const people = new Set(lines.map(({ person }) => person.id)).size
  const completedBy = new Map<string, { title: string; people: Set<string> }>()
  for (const { person, enrolment } of lines) {
    if (!enrolment) continue
    const course = completedBy.get(enrolment.courseId) ?? {
      title: enrolment.title,
      people: new Set(),
    }
    if (enrolment.state === 'completed') course.people.add(person.id)
    completedBy.set(enrolment.courseId, course)
  }
  return [...completedBy.values()]
    .map(({ title, people: completed }) => ({ title, completed: completed.size, people }))
    .toSorted((one, other) => one.title.localeCompare(other.title))
}
