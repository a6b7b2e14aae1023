import type { Services } from '../../platform/web.ts'
import { formerNamesOf } from '../details-check/former-name-queries.ts'
import { detailsStateOf } from '../details-check/details-state.ts'
import { listPeopleById } from '../person-queries.ts'
import { queryOf, type PeopleFilter } from './people-list-forms.ts'
import { peopleOnPage, type ListedPerson } from './people-list-page.tsx'
import { searchPeople, type FoundPeople } from './people-search.ts'

/** One page of the people whom a filter leaves, as the list shows them. */
export async function findPeopleOnPage(
  { database, clock }: Services,
  filter: PeopleFilter,
): Promise<{ found: FoundPeople; people: ListedPerson[] }> {
  const now = clock.now()
  const query = queryOf(filter, now)
  const offset = ((filter.page ?? 1) - 1) * peopleOnPage
  const found = await searchPeople(database, query, filter.q, { offset, limit: peopleOnPage })
  const people = await listPeopleById(database, query.today, found.ids)
  // They may be what was looked for; without words they would be noise.
  const formerNames = await formerNamesOf(database, filter.q?.trim() ? found.ids : [])
  return {
    found,
    people: people.map((person) => ({
      ...person,
      details: detailsStateOf(person, now),
      formerNames: formerNames.get(person.id) ?? [],
    })),
  }
}
