import type { Database } from '../../platform/database.ts'
import { withError, type FormState } from '../../platform/forms.ts'
import {
  findChosenOrganisations,
  searchOrganisations,
  type FoundOrganisation,
} from './organisation-picker-queries.ts'

export type OrganisationPick = { ok: true; organisation: FoundOrganisation } | NoPick

/** Show the form again with these and this sentence at the field. */
export type NoPick = {
  ok: false
  reason: 'nothing' | 'choose' | 'none-found' | 'closed' | 'unknown'
  found: FoundOrganisation[]
  message: string
}

/**
 * What a form with the `OrganisationPicker` was sent with: the organisation that was chosen, or what a search found
 * and the page shows next. `nothing`: the field was left empty, which a form may take for "none".
 */
export async function pickOrganisation(
  database: Database,
  values: FormState['values'],
  today: string,
  name = 'organisationId',
): Promise<OrganisationPick> {
  const chosen = textIn(values, name)
  const words = textIn(values, `${name}-words`)
  // Enter presses the first button, which searches, also among the radios: what was typed decides.
  const isNewSearch = words !== '' && words !== textIn(values, `${name}-searched`)
  if (chosen && !isNewSearch) return choose(database, chosen, today)
  if (!words)
    return {
      ok: false,
      reason: 'nothing',
      found: [],
      message: 'Enter the name, postcode or code of the organisation',
    }
  const { found, more } = await searchOrganisations(database, words, today)
  if (found.length === 0)
    return {
      ok: false,
      reason: 'none-found',
      found,
      message: `Nothing was found for “${words.slice(0, 60)}”. Try one word of the name, or the postcode`,
    }
  const message = more
    ? 'Choose the organisation. There are more than are shown here: with another word of the name there are fewer'
    : 'Choose the organisation'
  return { ok: false, reason: 'choose', found, message }
}

/** The form as it is shown again. Looking for one is no mistake, whatever is still missing. */
export function formAfterSearch(
  { values, errors }: FormState,
  { found, message }: NoPick,
  name = 'organisationId',
): FormState {
  const isSearch = Boolean(values[`${name}-search`])
  if (isSearch && found.length > 0) return { values, errors: [] }
  const others = isSearch ? [] : errors.filter(({ field }) => field !== name)
  return withError({ values, errors: others }, name, message)
}

async function choose(database: Database, id: string, today: string): Promise<OrganisationPick> {
  const found = await findChosenOrganisations(database, id, today)
  const [first] = found
  if (!first)
    return {
      ok: false,
      reason: 'unknown',
      found,
      message: 'That organisation is not in the register. Search for it again',
    }
  if (first.closedOn)
    return {
      ok: false,
      reason: 'closed',
      found: [],
      message: `${first.name} has closed. Search for the one that does its work now`,
    }
  // It closed after the page was shown; who follows it has to be chosen knowingly.
  if (first.id !== id.toLowerCase())
    return {
      ok: false,
      reason: 'closed',
      found,
      message: `${first.foundAs ?? 'That organisation'} has closed. Choose the one that does its work now`,
    }
  return { ok: true, organisation: first }
}

function textIn(values: FormState['values'], name: string): string {
  const value = values[name]
  return ((Array.isArray(value) ? value[0] : value) ?? '').trim()
}
