import { insertSuccession } from '../src/people/people.ts'
import type { TestApp } from './app.ts'

export type ListedOrganisation = {
  names: [name: string, from: string][]
  sector?: string
  place?: string
  postcode?: string
  closedOn?: string
  /** With `closedOn`: who does its work since. */
  successorIds?: string[]
  state?: 'listed' | 'requested' | 'refused'
  codes?: [scheme: 'urn' | 'ods' | 'local', code: string][]
  domains?: string[]
}

/** Puts an organisation into the register. */
export async function listOrganisation(
  { database, clock }: Pick<TestApp, 'database' | 'clock'>,
  organisation: ListedOrganisation,
): Promise<string> {
  const { names, codes = [], domains = [] } = organisation
  const { id } = await database
    .insertInto('organisation')
    .values({
      agency_sector_code: organisation.sector ?? 'education',
      postcode: organisation.postcode ?? null,
      place: organisation.place ?? null,
      opened_on: null,
      state: organisation.state ?? 'listed',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await database
    .insertInto('organisation_name')
    .values(
      names.map(([name, from], at) => ({
        organisation_id: id,
        name,
        valid_from: from,
        valid_to: names[at + 1]?.[1] ?? null,
      })),
    )
    .execute()
  const { closedOn, successorIds = [] } = organisation
  if (closedOn)
    await database.transaction().execute((transaction) =>
      insertSuccession(transaction, {
        kind: (['closure', 'merger'] as const)[successorIds.length] ?? 'split',
        on: closedOn,
        from: [id],
        to: successorIds,
        by: null,
        now: clock.now(),
      }),
    )
  for (const [scheme, code] of codes)
    await database
      .insertInto('organisation_code')
      .values({ scheme, code, organisation_id: id })
      .execute()
  for (const domain of domains)
    await database
      .insertInto('organisation_domain')
      .values({ domain, organisation_id: id })
      .execute()
  return id
}
