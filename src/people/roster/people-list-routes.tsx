import { Hono } from 'hono'
import { may } from '../../platform/access.ts'
import { ukDate } from '../../platform/clock.ts'
import type { AppContext, AppEnv } from '../../platform/web.ts'
import { renderPage } from '../../ui/layout.tsx'
import { listAgencySectors } from '../affiliations/affiliation-queries.ts'
import { nameOrganisations } from '../organisations/organisation-queries.ts'
import { managePeople } from '../people-access.ts'
import type { Choice } from '../person-pages.tsx'
import { siteOf } from '../site.ts'
import { findPeopleOnPage } from './people-list.ts'
import { PeopleFilter, fieldsOf } from './people-list-forms.ts'
import { PeoplePage } from './people-list-page.tsx'
import { listWaiting } from './waiting.ts'

export const peopleListRoutes = new Hono<AppEnv>()

peopleListRoutes.get('/manage/people', may(managePeople), async (c) => {
  const filter = PeopleFilter.parse(c.req.query())
  const { found, people } = await findPeopleOnPage(c.var.services, filter)
  const isOpening = Object.keys(fieldsOf(filter)).length === 0 && !filter.page
  return c.html(
    renderPage(
      <PeoplePage
        site={await siteOf(c)}
        filter={filter}
        people={people}
        found={found}
        sectors={await listAgencySectors(c.var.database)}
        organisation={await organisationOf(c, filter)}
        waiting={isOpening ? await listWaiting(c.var.services) : null}
      />,
    ),
  )
})

async function organisationOf(c: AppContext, filter: PeopleFilter): Promise<Choice | null> {
  const { organisation } = filter
  if (!organisation) return null
  const today = ukDate(c.var.services.clock.now())
  const names = await nameOrganisations(c.var.database, [organisation], today)
  return { id: organisation, name: names.get(organisation) ?? 'one organisation' }
}
