import { sql, type ColumnType, type Generated } from 'kysely'
import type { Role, SignedInPerson } from '../platform/access.ts'
import type { Database, DatabaseTransaction } from '../platform/database.ts'
import { likeContaining } from '../platform/like-patterns.ts'
import type { DetailsReason } from './details-check/details-check-queries.ts'
import { roleNeedsSecondFactor } from './sign-in/second-factor-policy-queries.ts'

type Moment = ColumnType<Date, Date | undefined, Date>

declare module '../platform/database.ts' {
  interface Tables {
    person: {
      id: Generated<string>
      name: string
      email: string
      email_verified_at: Date | null
      created_at: Moment
      last_signed_in_at: Date | null
      left_at: Date | null
      is_demonstration: Generated<boolean>
      details_confirmed_at: Date | null
      details_asked_at: Date | null
      details_asked_because: DetailsReason | null
      details_due_told_at: Date | null
      details_overdue_told_at: Date | null
      details_put_off_at: Date | null
      /** The record that this one turned out to be a second of. */
      merged_into_id: string | null
      /** Emptied on request or by a retention rule: see privacy/. */
      erased_at: Date | null
    }
    job_role: {
      code: string
      name: string
      workforce: 'children' | 'adults' | 'both'
      position: number
    }
    affiliation: {
      id: Generated<string>
      person_id: string
      organisation_id: string
      job_title: string | null
      is_main: Generated<boolean>
      /** Calendar dates; `valid_to` is the first day after. */
      valid_from: string
      valid_to: string | null
      job_role_code: string | null
      line_manager_name: string | null
      line_manager_email: string | null
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
  }
}

/**
 * The person of a session with today's roles and main organisation, or null for a leaver and for a merged record. A
 * second factor is asked of whoever has a role that needs one, and of whoever has set up an app.
 */
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
    .leftJoin('second_factor', 'second_factor.person_id', 'person.id')
    .select([
      'person.id',
      'person.name',
      'person.email',
      'affiliation.organisation_id',
      'second_factor.confirmed_at',
    ])
    .select(roleNeedsSecondFactor.as('role_needs'))
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
    .where('person.merged_into_id', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    roles: row.roles ?? [],
    organisationId: row.organisation_id,
    secondFactorPassed: session.secondFactorPassed,
    secondFactorRequired: row.confirmed_at !== null || row.role_needs,
  }
}

export type HeldRole = {
  role: Role
  organisationId: string | null
  organisationName: string | null
  since: Date
}

export type PersonRecord = {
  id: string
  name: string
  email: string
  emailVerifiedAt: Date | null
  createdAt: Date
  lastSignedInAt: Date | null
  leftAt: Date | null
  erasedAt: Date | null
  detailsConfirmedAt: Date | null
  detailsAskedAt: Date | null
  jobTitle: string | null
  organisation: { id: string; name: string } | null
  roles: HeldRole[]
  hasPassword: boolean
  secondFactorSince: Date | null
  hasPasskey: boolean
  hasLinkedAccount: boolean
  /** A role of theirs needs a second factor. */
  needsSecondFactor: boolean
}

/** These people in the order given. Whoever is not there is left out. */
export async function listPeopleById(
  database: Database,
  today: string,
  ids: readonly string[],
): Promise<PersonRecord[]> {
  if (ids.length === 0) return []
  const rows = await personQuery(database, today)
    .where(sql<boolean>`person.id = any(${[...ids]}::uuid[])`)
    .execute()
  const people = new Map(rows.map((row) => [row.id, personFrom(row)]))
  return ids.flatMap((id) => people.get(id) ?? [])
}

/** One person with everything that their page shows, or null. A merged record is not a person any more. */
export async function findPerson(
  database: Database,
  today: string,
  id: string,
): Promise<PersonRecord | null> {
  const row = await personQuery(database, today).where('person.id', '=', id).executeTakeFirst()
  return row ? personFrom(row) : null
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
    .select(['id', 'name', 'email', 'left_at', 'merged_into_id'])
    .where('id', 'in', wanted)
    .execute()
  return new Map(
    rows.map(({ id, name, email, left_at: leftAt, merged_into_id: mergedIntoId }) => [
      id,
      // Nobody is written to by a merged record, as by that of a leaver.
      { id, name, email, hasLeft: leftAt !== null || mergedIntoId !== null },
    ]),
  )
}

/** Whoever has this email address, leavers too. The address of a merged record leads to the one that was kept. */
export async function findPersonByEmail(
  database: Database,
  email: string,
): Promise<{ id: string; name: string; hasLeft: boolean } | null> {
  const row = await database
    .selectFrom('person as known')
    .innerJoin('person', (join) =>
      join.on(sql<boolean>`person.id = coalesce(known.merged_into_id, known.id)`),
    )
    .select(['person.id', 'person.name', 'person.left_at'])
    .where(sql<boolean>`address_form(known.email) = address_form(${email})`)
    .executeTakeFirst()
  return row ? { id: row.id, name: row.name, hasLeft: row.left_at !== null } : null
}

/** Holds these records until the transaction ends. */
export async function lockPeople(
  transaction: DatabaseTransaction,
  ids: readonly string[],
): Promise<void> {
  await transaction
    .selectFrom('person')
    .select('id')
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute()
}

/** The record that a merged one leads to; null where it is not merged, or not there. */
export async function findKeptRecord(database: Database, id: string): Promise<string | null> {
  const row = await database
    .selectFrom('person')
    .select('merged_into_id')
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.merged_into_id ?? null
}

/** People whose name or e-mail address contains the words, leavers too, for a filter. At most 200. */
export async function findPersonIds(database: Database, words: string): Promise<string[]> {
  const rows = await database
    .selectFrom('person')
    .select('id')
    .where((is) => is.or([contains('name', words.trim()), contains('email', words.trim())]))
    .limit(200)
    .execute()
  return rows.map(({ id }) => id)
}

function personQuery(database: Database, today: string) {
  return database
    .selectFrom('person')
    .where('person.merged_into_id', 'is', null)
    .leftJoin('affiliation', (join) =>
      join
        .onRef('affiliation.person_id', '=', 'person.id')
        .on('affiliation.is_main', '=', true)
        .on('affiliation.valid_to', 'is', null),
    )
    .leftJoin('second_factor', 'second_factor.person_id', 'person.id')
    .leftJoin('password', 'password.person_id', 'person.id')
    .select([
      'person.id',
      'person.name',
      'person.email',
      'person.email_verified_at',
      'person.created_at',
      'person.last_signed_in_at',
      'person.left_at',
      'person.erased_at',
      'person.details_confirmed_at',
      'person.details_asked_at',
      'affiliation.job_title',
      'affiliation.organisation_id',
      'second_factor.confirmed_at',
    ])
    .select((is) => is('password.person_id', 'is not', null).as('has_password'))
    .select(roleNeedsSecondFactor.as('role_needs'))
    .select(
      sql<boolean>`exists (select from passkey where passkey.person_id = person.id)`.as(
        'has_passkey',
      ),
    )
    .select(
      sql<boolean>`exists (select from linked_account where linked_account.person_id = person.id)`.as(
        'has_linked_account',
      ),
    )
    .select(
      sql<string | null>`organisation_name_on(affiliation.organisation_id, ${today})`.as(
        'organisation_name',
      ),
    )
    .select(
      sql<
        {
          role: Role
          organisationId: string | null
          organisationName: string | null
          since: string
        }[]
      >`
        coalesce((select jsonb_agg(jsonb_build_object('role', held.role, 'organisationId', held.organisation_id,
            'organisationName', organisation_name_on(held.organisation_id, ${today}), 'since', held.valid_from)
            order by held.valid_from, held.role)
          from person_role held
          where held.person_id = person.id and held.valid_to is null), '[]'::jsonb)`.as('roles'),
    )
}

type PersonRow = Awaited<ReturnType<ReturnType<typeof personQuery>['execute']>>[number]

function personFrom(row: PersonRow): PersonRecord {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    emailVerifiedAt: row.email_verified_at,
    createdAt: row.created_at,
    lastSignedInAt: row.last_signed_in_at,
    leftAt: row.left_at,
    erasedAt: row.erased_at,
    detailsConfirmedAt: row.details_confirmed_at,
    detailsAskedAt: row.details_asked_at,
    jobTitle: row.job_title,
    organisation: row.organisation_id
      ? { id: row.organisation_id, name: row.organisation_name ?? '' }
      : null,
    roles: row.roles.map((held) => ({ ...held, since: new Date(held.since) })),
    hasPassword: Boolean(row.has_password),
    secondFactorSince: row.confirmed_at,
    hasPasskey: row.has_passkey,
    hasLinkedAccount: row.has_linked_account,
    needsSecondFactor: row.role_needs,
  }
}

/** Does a column contain the words, whatever their capitals and accents? Each character stands for itself. */
export function contains(column: string, words: string) {
  const pattern = likeContaining(words)
  return sql<boolean>`search_form(${sql.ref(column)}) like search_form(${pattern})`
}
