import type { ColumnType, Generated } from 'kysely'
import type { Role, SignedInPerson } from '../platform/access.ts'
import type { Database } from '../platform/database.ts'

type DateColumn = string
type Moment = ColumnType<Date, Date | undefined, Date>

declare module '../platform/database.ts' {
  interface Tables {
    partnership: {
      id: Generated<string>
      name: string
      short_name: string
      area: string
      nation: string
      valid_from: DateColumn
      valid_to: DateColumn | null
      is_demonstration: Generated<boolean>
    }
    agency_sector: { code: string; name: string; position: number }
    organisation: {
      id: Generated<string>
      agency_sector_code: string
      parent_id: string | null
      postcode: string | null
      is_host: Generated<boolean>
      opened_on: DateColumn | null
      closed_on: DateColumn | null
      successor_id: string | null
      created_at: Moment
    }
    organisation_name: {
      organisation_id: string
      name: string
      valid_from: DateColumn
      valid_to: DateColumn | null
    }
    person: {
      id: Generated<string>
      name: string
      email: string
      email_verified_at: Date | null
      created_at: Moment
      left_at: Date | null
    }
    affiliation: {
      id: Generated<string>
      person_id: string
      organisation_id: string
      job_title: string | null
      is_main: Generated<boolean>
      valid_from: DateColumn
      valid_to: DateColumn | null
    }
    person_role: {
      id: Generated<string>
      person_id: string
      role: Role
      organisation_id: string | null
      granted_by: string | null
      valid_from: Moment
      valid_to: Date | null
    }
    password: { person_id: string; hash: string; changed_at: Moment }
    second_factor: {
      person_id: string
      secret_encrypted: Buffer
      confirmed_at: Date | null
      last_step: number | null
    }
    recovery_code: { person_id: string; hash: Buffer; used_at: Date | null }
  }
}

/** The person of a session with today's roles and main organisation, or null for a leaver. */
export async function findSignedInPerson(
  database: Database,
  session: { personId: string; secondFactorPassed: boolean },
): Promise<SignedInPerson | null> {
  const row = await database
    .selectFrom('person')
    .leftJoin('affiliation', (join) =>
      join
        .onRef('affiliation.person_id', '=', 'person.id')
        .on('affiliation.is_main', '=', true)
        .on('affiliation.valid_to', 'is', null),
    )
    .leftJoin('second_factor', (join) =>
      join
        .onRef('second_factor.person_id', '=', 'person.id')
        .on('second_factor.confirmed_at', 'is not', null),
    )
    .select([
      'person.id',
      'person.name',
      'person.email',
      'affiliation.organisation_id',
      'second_factor.confirmed_at',
    ])
    .select((is) =>
      is
        .selectFrom('person_role')
        .whereRef('person_role.person_id', '=', 'person.id')
        .where('person_role.valid_to', 'is', null)
        .select((of) => of.fn.agg<Role[] | null>('array_agg', ['person_role.role']).as('roles'))
        .as('roles'),
    )
    .where('person.id', '=', session.personId)
    .where('person.left_at', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  const roles = row.roles ?? []
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    roles,
    organisationId: row.organisation_id,
    secondFactorPassed: session.secondFactorPassed,
    // Whoever can change public pages or see other people's records needs one; whoever has set one up uses it.
    secondFactorRequired:
      row.confirmed_at !== null || roles.some((role) => role !== 'practitioner'),
  }
}

/** Names and addresses of people, leavers too, by id: for saying who did what, and for writing to them. */
export async function findPeopleById(
  database: Database,
  ids: readonly (string | null)[],
): Promise<Map<string, { id: string; name: string; email: string; hasLeft: boolean }>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
  if (wanted.length === 0) return new Map()
  const rows = await database
    .selectFrom('person')
    .select(['id', 'name', 'email', 'left_at'])
    .where('id', 'in', wanted)
    .execute()
  return new Map(
    rows.map(({ id, name, email, left_at: leftAt }) => [
      id,
      { id, name, email, hasLeft: leftAt !== null },
    ]),
  )
}
