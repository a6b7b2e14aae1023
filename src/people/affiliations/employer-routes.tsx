import { Hono } from 'hono'
import { may } from '../../platform/access.ts'
import { ukDate } from '../../platform/clock.ts'
import { NotFound } from '../../platform/errors.ts'
import type { AppContext, AppEnv } from '../../platform/web.ts'
import { askPersonToCheck } from '../details-check/details-check.ts'
import { managePeople } from '../people-access.ts'
import { employerPaths, personPaths } from '../people-paths.ts'
import { findPerson } from '../person-queries.ts'
import {
  answerAddEmployer,
  answerChangeOrganisation,
  answerJob,
  answerLeaving,
  answerMain,
  answerUnlisted,
  showAddEmployer,
  showChangeOrganisation,
  showJob,
  showLeaving,
  showUnlisted,
} from './employer-answers.tsx'
import type { Whose } from './employer-pages.tsx'

/** What officers change of where somebody works, and the button that asks somebody to check their details. */
export const employerRoutes = new Hono<AppEnv>()

employerRoutes.post('/manage/people/:id/details-request', may(managePeople), async (c) => {
  const { personId } = await theirs(c)
  await askPersonToCheck(c.var.services, personId, c.var.person!)
  return c.redirect(`${personPaths.show(personId)}?done=asked`, 303)
})

employerRoutes.get('/manage/people/:id/employers/new/not-listed', may(managePeople), async (c) =>
  showUnlisted(c, await theirs(c)),
)
employerRoutes.post('/manage/people/:id/employers/new/not-listed', may(managePeople), async (c) =>
  answerUnlisted(c, await theirs(c)),
)
employerRoutes.get(
  '/manage/people/:id/employers/:affiliation/not-listed',
  may(managePeople),
  async (c) => showUnlisted(c, await theirs(c)),
)
employerRoutes.post(
  '/manage/people/:id/employers/:affiliation/not-listed',
  may(managePeople),
  async (c) => answerUnlisted(c, await theirs(c)),
)
employerRoutes.get('/manage/people/:id/employers/new', may(managePeople), async (c) =>
  showAddEmployer(c, await theirs(c)),
)
employerRoutes.post('/manage/people/:id/employers/new', may(managePeople), async (c) =>
  answerAddEmployer(c, await theirs(c)),
)
employerRoutes.get(
  '/manage/people/:id/employers/:affiliation/organisation',
  may(managePeople),
  async (c) => showChangeOrganisation(c, await theirs(c)),
)
employerRoutes.post(
  '/manage/people/:id/employers/:affiliation/organisation',
  may(managePeople),
  async (c) => answerChangeOrganisation(c, await theirs(c)),
)
employerRoutes.get('/manage/people/:id/employers/:affiliation/job', may(managePeople), async (c) =>
  showJob(c, await theirs(c)),
)
employerRoutes.post('/manage/people/:id/employers/:affiliation/job', may(managePeople), async (c) =>
  answerJob(c, await theirs(c)),
)
employerRoutes.post(
  '/manage/people/:id/employers/:affiliation/main',
  may(managePeople),
  async (c) => answerMain(c, await theirs(c)),
)
employerRoutes.get(
  '/manage/people/:id/employers/:affiliation/leaving',
  may(managePeople),
  async (c) => showLeaving(c, await theirs(c)),
)
employerRoutes.post(
  '/manage/people/:id/employers/:affiliation/leaving',
  may(managePeople),
  async (c) => answerLeaving(c, await theirs(c)),
)

/** The person of the address. The record of a leaver is only looked at. */
async function theirs(c: AppContext): Promise<Whose> {
  const { database, services } = c.var
  const id = c.req.param('id') ?? ''
  const person = await findPerson(database, ukDate(services.clock.now()), id)
  if (!person || person.leftAt) throw new NotFound('there is nobody here to change')
  return {
    personId: person.id,
    name: person.name,
    back: personPaths.show(person.id),
    paths: employerPaths(person.id),
  }
}
