import { sql } from 'kysely'
import type { Database, DatabaseTransaction } from '../../platform/database.ts'

/** Who approves training; told as a name and an address, as a manager need not be registered. */
export type LineManager = { name: string; email: string | null }

/** Where a person works or worked, with the organisation's name of that day and the sector it counts for. */
export type Affiliation = {
  id: string
  personId: string
  organisationId: string
  organisationName: string
  sectorCode: string
  sectorName: string
  jobTitle: string | null
  jobRole: { code: string; name: string } | null
  lineManager: LineManager | null
  /** The one that counts where only one can. */
  isMain: boolean
  /** Calendar dates; `validTo` is the first day after, null while it holds. */
  validFrom: string
  validTo: string | null
  /** The organisation that runs the register; everyone else is an outside agency. */
  isHost: boolean
}

/** The main affiliation of a person on a day (YYYY-MM-DD), or null for somebody who has none. */
export async function findMainAffiliation(
  database: Database,
  personId: string,
  day: string,
): Promise<Affiliation | null> {
  const [main] = (await listAffiliationsOn(database, personId, day)).filter(({ isMain }) => isMain)
  return main ?? null
}

/** Everywhere a person works on a day, the main one first. */
export async function listAffiliationsOn(
  database: Database,
  personId: string,
  day: string,
): Promise<Affiliation[]> {
  const rows = await affiliations(database, day)
    .where('affiliation.person_id', '=', personId)
    .where(sql<boolean>`daterange(affiliation.valid_from, affiliation.valid_to) @> ${day}::date`)
    .orderBy('affiliation.is_main', 'desc')
    .orderBy('affiliation.valid_from')
    .orderBy('affiliation.id')
    .execute()
  return rows.map(affiliationFrom)
}

/** Everything a person's record says of where they worked, the newest first. What ended on its first day never was. */
export async function listAffiliationHistory(
  database: Database,
  personId: string,
  day: string,
): Promise<Affiliation[]> {
  const rows = await affiliations(database, day)
    .where('affiliation.person_id', '=', personId)
    .where(sql<boolean>`not isempty(daterange(affiliation.valid_from, affiliation.valid_to))`)
    .orderBy('affiliation.valid_from', 'desc')
    .orderBy('affiliation.is_main', 'desc')
    .orderBy('affiliation.id')
    .execute()
  return rows.map(affiliationFrom)
}

/**
 * For whom somebody who began something at one employer works on a later day: still there, or at whoever does its work
 * since it closed; else the main one; else null.
 */
export async function findAffiliationContinuing(
  database: Database,
  affiliationId: string,
  day: string,
): Promise<Affiliation | null> {
  const [begun] = await listAffiliations(database, [affiliationId], day)
  if (!begun) return null
  const held = await listAffiliationsOn(database, begun.personId, day)
  const { rows } = await sql<{ id: string }>`
    with recursive line (id, step) as (
      select ${begun.organisationId}::uuid, 0
      union
      select follows.organisation_id, line.step + 1
      from line
      join organisation_succession_part ended on ended.organisation_id = line.id and ended.side = 'from'
      join organisation_succession succession on succession.id = ended.succession_id
        and succession.takes_effect_on <= ${day}::date
      join organisation_succession_part follows on follows.succession_id = succession.id and follows.side = 'to'
      where line.step < 20
    )
    select id from line order by step`.execute(database)
  for (const { id } of rows) {
    const there = held.find(({ organisationId }) => organisationId === id)
    if (there) return there
  }
  return held.find(({ isMain }) => isMain) ?? null
}

/** These affiliations, past ones too, under the names of a day. */
export async function listAffiliations(
  database: Database,
  ids: string[],
  day: string,
): Promise<Affiliation[]> {
  if (ids.length === 0) return []
  const rows = await affiliations(database, day).where('affiliation.id', 'in', ids).execute()
  return rows.map(affiliationFrom)
}

/** What people do, for a list to choose from. */
export async function listJobRoles(database: Database): Promise<{ code: string; name: string }[]> {
  return database.selectFrom('job_role').select(['code', 'name']).orderBy('position').execute()
}

/** The sectors that agencies belong to, in their order. */
export async function listAgencySectors(
  database: Database,
): Promise<{ code: string; name: string }[]> {
  return database.selectFrom('agency_sector').select(['code', 'name']).orderBy('position').execute()
}

// An organisation that has no name on the day (it closed, or opened later) keeps the nearest one.
function affiliations(database: Database, day: string) {
  return database
    .selectFrom('affiliation')
    .innerJoin('organisation', 'organisation.id', 'affiliation.organisation_id')
    .innerJoin('agency_sector', 'agency_sector.code', 'organisation.agency_sector_code')
    .leftJoin('job_role', 'job_role.code', 'affiliation.job_role_code')
    .innerJoinLateral(
      (is) =>
        is
          .selectFrom('organisation_name')
          .select('organisation_name.name')
          .whereRef('organisation_name.organisation_id', '=', 'organisation.id')
          .orderBy(
            sql`daterange(organisation_name.valid_from, organisation_name.valid_to) @> ${day}::date`,
            'desc',
          )
          .orderBy('organisation_name.valid_from', 'desc')
          .limit(1)
          .as('named'),
      (join) => join.onTrue(),
    )
    .select([
      'affiliation.id',
      'affiliation.person_id as personId',
      'affiliation.organisation_id as organisationId',
      'named.name as organisationName',
      'agency_sector.code as sectorCode',
      'agency_sector.name as sectorName',
      'affiliation.job_title as jobTitle',
      'affiliation.job_role_code as jobRoleCode',
      'job_role.name as jobRoleName',
      'affiliation.line_manager_name as managerName',
      'affiliation.line_manager_email as managerEmail',
      'affiliation.is_main as isMain',
      'affiliation.valid_from as validFrom',
      'affiliation.valid_to as validTo',
      'organisation.is_host as isHost',
    ])
}

function affiliationFrom(
  row: Awaited<ReturnType<ReturnType<typeof affiliations>['execute']>>[number],
): Affiliation {
  const { jobRoleCode, jobRoleName, managerName, managerEmail, ...rest } = row
  return {
    ...rest,
    jobRole: jobRoleCode ? { code: jobRoleCode, name: jobRoleName ?? '' } : null,
    lineManager: managerName ? { name: managerName, email: managerEmail } : null,
  }
}

/** What somebody does at an employer. */
export type Job = {
  jobTitle: string | null
  jobRoleCode: string | null
  lineManager: LineManager | null
}

/** An affiliation that holds, as a change sees it. */
export type HeldAffiliation = Job & {
  id: string
  personId: string
  organisationId: string
  isMain: boolean
  validFrom: string
}

/** Changes of one person's record wait for each other. Gives every affiliation that holds, the main one first. */
export async function lockAffiliations(
  transaction: DatabaseTransaction,
  personId: string,
): Promise<HeldAffiliation[]> {
  await transaction
    .selectFrom('person')
    .select('id')
    .where('id', '=', personId)
    .forUpdate()
    .execute()
  const rows = await transaction
    .selectFrom('affiliation')
    .selectAll()
    .where('person_id', '=', personId)
    .where('valid_to', 'is', null)
    .orderBy('is_main', 'desc')
    .orderBy('valid_from')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    personId: row.person_id,
    organisationId: row.organisation_id,
    isMain: row.is_main,
    validFrom: row.valid_from,
    jobTitle: row.job_title,
    jobRoleCode: row.job_role_code,
    lineManager: row.line_manager_name
      ? { name: row.line_manager_name, email: row.line_manager_email }
      : null,
  }))
}

/** A new affiliation from a day on. Nobody may have another main one, or another at this organisation, on that day. */
export async function beginAffiliation(
  transaction: DatabaseTransaction,
  affiliation: Job & { personId: string; organisationId: string; isMain: boolean; from: string },
): Promise<string> {
  const { id } = await transaction
    .insertInto('affiliation')
    .values({
      person_id: affiliation.personId,
      organisation_id: affiliation.organisationId,
      is_main: affiliation.isMain,
      valid_from: affiliation.from,
      valid_to: null,
      ...columnsOf(affiliation),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Ends one; `until` is the first day after. One that begins on that day or later never was. */
export async function endAffiliation(
  transaction: DatabaseTransaction,
  id: string,
  until: string,
): Promise<void> {
  await transaction
    .updateTable('affiliation')
    .set({ valid_to: sql<string>`greatest(valid_from, ${until}::date)` })
    .where('id', '=', id)
    .where('valid_to', 'is', null)
    .execute()
}

/**
 * Changes what somebody does where they work, or which employer is the main one, from `today` on. The days before keep
 * what was true of them: the row ends and another begins. Gives the id of the one that holds.
 */
export async function reviseAffiliation(
  transaction: DatabaseTransaction,
  held: HeldAffiliation,
  change: Partial<Job & { isMain: boolean }>,
  today: string,
): Promise<string> {
  const after = { ...held, ...change }
  if (isSame(held, after)) return held.id
  if (held.validFrom >= today) {
    await transaction
      .updateTable('affiliation')
      .set({ is_main: after.isMain, ...columnsOf(after) })
      .where('id', '=', held.id)
      .execute()
    return held.id
  }
  await endAffiliation(transaction, held.id, today)
  return beginAffiliation(transaction, { ...after, from: today })
}

function isSame(one: HeldAffiliation, other: HeldAffiliation): boolean {
  return (
    one.isMain === other.isMain &&
    JSON.stringify(columnsOf(one)) === JSON.stringify(columnsOf(other))
  )
}

function columnsOf({ jobTitle, jobRoleCode, lineManager }: Job) {
  return {
    job_title: jobTitle,
    job_role_code: jobRoleCode,
    line_manager_name: lineManager?.name ?? null,
    line_manager_email: lineManager?.email ?? null,
  }
}
