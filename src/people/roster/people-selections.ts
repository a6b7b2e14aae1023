import { NotFound } from '../../platform/errors.ts'
import type { Services } from '../../platform/web.ts'
import { queryOf, type PeopleFilter } from './people-list-forms.ts'
import { findSelection, insertSelection } from './people-selection-queries.ts'
import { findEveryone } from './people-search.ts'

/** More people are not changed in one go: what happens stays readable, and is done within seconds. */
export const mostAtOnce = 5000

/** Keeps who was chosen: some by their boxes, or everyone whom the filter finds. */
export async function choosePeople(
  { database, clock }: Services,
  chosen: { personIds: string[] } | { filter: PeopleFilter },
  by: string,
): Promise<{ ok: true; id: string } | { ok: false; reason: 'nobody' | 'too-many' }> {
  const now = clock.now()
  const personIds =
    'filter' in chosen
      ? await findEveryone(database, queryOf(chosen.filter, now), chosen.filter.q, mostAtOnce + 1)
      : chosen.personIds
  if (personIds.length === 0) return { ok: false, reason: 'nobody' }
  if (personIds.length > mostAtOnce) return { ok: false, reason: 'too-many' }
  return { ok: true, id: await insertSelection(database, { personIds, by, now }) }
}

/** Who was chosen; for whoever chose them only, and for a day. */
export async function selectionOf(
  { database }: Services,
  id: string,
  by: string,
): Promise<{ id: string; personIds: string[]; people: number }> {
  const selection = await findSelection(database, id, by)
  if (!selection) throw new NotFound('there is no such selection')
  return { ...selection, people: selection.personIds.length }
}
