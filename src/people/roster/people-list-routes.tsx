import { Hono } from 'hono'
import { may } from '../../platform/access.ts'
import { ukDate } from '../../platform/clock.ts'
import { emptyForm, readForm, withError, type FormState } from '../../platform/forms.ts'
import type { AppContext, AppEnv } from '../../platform/web.ts'
import { answerForm } from '../../ui/form-answer.ts'
import { freshProof } from '../account/fresh-proof.ts'
import { listAgencySectors } from '../affiliations/affiliation-queries.ts'
import { nameOrganisations } from '../organisations/organisation-queries.ts'
import { managePeople } from '../people-access.ts'
import { personPaths, rosterPaths } from '../people-paths.ts'
import type { Choice } from '../person-pages.tsx'
import { siteOf } from '../site.ts'
import { SelectionForm } from './bulk-change-forms.ts'
import { findPeopleOnPage } from './people-list.ts'
import { sendPeople } from './people-export.ts'
import { PeopleFilter, fieldsOf, queryOf } from './people-list-forms.ts'
import { PeoplePage } from './people-list-page.tsx'
import { findEveryone } from './people-search.ts'
import { choosePeople, mostAtOnce } from './people-selections.ts'
import { listWaiting } from './waiting.ts'

export const peopleListRoutes = new Hono<AppEnv>()

peopleListRoutes.get('/manage/people', may(managePeople), async (c) =>
  listPage(c, PeopleFilter.parse(c.req.query()), emptyForm),
)

peopleListRoutes.get(
  '/manage/people/export.csv',
  may(managePeople),
  freshProof(listWithFilter),
  async (c) => {
    const filter = PeopleFilter.parse(c.req.query())
    const { database, services } = c.var
    const ids = await findEveryone(
      database,
      queryOf(filter, services.clock.now()),
      filter.q,
      mostExported,
    )
    const { q: _typed, ...narrowing } = fieldsOf(filter)
    // What was typed may be somebody's name, which the log does not keep.
    return sendPeople(c, ids, { ...narrowing, ...(filter.q ? { searched: true } : {}) })
  },
)

peopleListRoutes.post('/manage/people/selections', may(managePeople), async (c) => {
  const form = await readForm(c, SelectionForm)
  const { values } = form
  const filter = PeopleFilter.parse(values)
  const { choose, person: personIds } = SelectionForm.parse(values)
  const chosen = choose === 'found' ? { filter } : { personIds }
  const result = await choosePeople(c.var.services, chosen, c.var.person!.id)
  if (result.ok) return c.redirect(rosterPaths.selection(result.id), 303)
  const message =
    result.reason === 'nobody'
      ? 'Tick the boxes of the people first'
      : `Narrow the list down: up to ${mostAtOnce.toLocaleString('en-GB')} people can be changed at once`
  return listPage(c, filter, withError(emptyForm, 'form', message))
})

/** After the proof the list, narrowed as it was: a download leaves one on the page that asked for the password. */
function listWithFilter(c: AppContext): string {
  return `${personPaths.list}${new URL(c.req.url).search}`
}

/** More than any county has. */
const mostExported = 500_000

/** The list, with what is wrong where something was asked of it that it cannot do. */
async function listPage(c: AppContext, filter: PeopleFilter, form: FormState): Promise<Response> {
  const { found, people } = await findPeopleOnPage(c.var.services, filter)
  const isOpening = Object.keys(fieldsOf(filter)).length === 0 && !filter.page
  const page = (
    <PeoplePage
      site={await siteOf(c)}
      filter={filter}
      form={form}
      people={people}
      found={found}
      sectors={await listAgencySectors(c.var.database)}
      organisation={await organisationOf(c, filter)}
      waiting={isOpening ? await listWaiting(c.var.services) : null}
    />
  )
  return answerForm(c, page, form)
}

async function organisationOf(c: AppContext, filter: PeopleFilter): Promise<Choice | null> {
  const { organisation } = filter
  if (!organisation) return null
  const today = ukDate(c.var.services.clock.now())
  const names = await nameOrganisations(c.var.database, [organisation], today)
  return { id: organisation, name: names.get(organisation) ?? 'one organisation' }
}
