import { sql } from 'kysely'
import type { Database, DatabaseTransaction } from '../../../platform/database.ts'

type Range = { importId: string; first: number; last: number; today: string; now: Date }

/** Lines are carried out in portions, so that no single statement runs for long. */
const portion = 10_000

/** Does what the check said of each line. */
export async function applyLines(
  transaction: DatabaseTransaction,
  of: { importId: string; today: string; by: string | null; now: Date },
): Promise<void> {
  const { importId } = of
  const { rows } = await sql<{ last: number | null }>`
    select max(line) as last from organisation_import_line where import_id = ${importId}`.execute(
    transaction,
  )
  const last = rows[0]?.last ?? 0
  const ranges: Range[] = []
  for (let first = 0; first <= last; first += portion)
    ranges.push({ ...of, first, last: first + portion - 1 })
  for (const range of ranges) {
    await addNew(transaction, range)
    await changeKnown(transaction, range)
    await rename(transaction, range)
    await addCodesAndDomains(transaction, range)
  }
  for (const range of ranges) await putBelow(transaction, range)
  for (const range of ranges) await close(transaction, { ...range, by: of.by })
}

const within = ({ importId, first, last }: Range) =>
  sql`told.import_id = ${importId} and told.line between ${first} and ${last}`

async function addNew(transaction: DatabaseTransaction, range: Range): Promise<void> {
  await sql`
    update organisation_import_line told set organisation_id = gen_random_uuid()
    where ${within(range)} and outcome = 'new'`.execute(transaction)
  await sql`
    insert into organisation (id, agency_sector_code, legal_form, postcode, place, opened_on, created_at)
    select organisation_id, sector_code, legal_form, postcode, place, opened_on, ${range.now}
    from organisation_import_line told where ${within(range)} and outcome = 'new'`.execute(
    transaction,
  )
  await sql`
    insert into organisation_name (organisation_id, name, valid_from)
    select organisation_id, name, coalesce(opened_on, least(${range.today}::date, closed_on - 1))
    from organisation_import_line told where ${within(range)} and outcome = 'new'`.execute(
    transaction,
  )
}

async function changeKnown(transaction: DatabaseTransaction, range: Range): Promise<void> {
  await sql`
    update organisation known set
      agency_sector_code = case when 'sector' = any(changes) then told.sector_code else known.agency_sector_code end,
      legal_form = case when 'legal form' = any(changes) then told.legal_form else known.legal_form end,
      postcode = case when 'postcode' = any(changes) then told.postcode else known.postcode end,
      place = case when 'place' = any(changes) then told.place else known.place end,
      opened_on = case when 'opening' = any(changes) then told.opened_on else known.opened_on end
    from organisation_import_line told
    where ${within(range)} and told.outcome = 'changed' and known.id = told.organisation_id`.execute(
    transaction,
  )
}

async function rename(transaction: DatabaseTransaction, range: Range): Promise<void> {
  const renamed = sql`${within(range)} and told.outcome = 'changed' and 'name' = any(told.changes)`
  await sql`
    update organisation_name last set valid_to = ${range.today}
    from organisation_import_line told
    where ${renamed} and last.organisation_id = told.organisation_id and last.valid_to is null`.execute(
    transaction,
  )
  await sql`
    insert into organisation_name (organisation_id, name, valid_from)
    select told.organisation_id, told.name, ${range.today} from organisation_import_line told where ${renamed}`.execute(
    transaction,
  )
}

async function addCodesAndDomains(transaction: DatabaseTransaction, range: Range): Promise<void> {
  const changed = sql`${within(range)} and told.outcome in ('new', 'changed')`
  await sql`
    insert into organisation_code (scheme, code, organisation_id)
    select split_part(written, ':', 1), split_part(written, ':', 2), organisation_id
    from organisation_import_line told, unnest(codes) as written where ${changed}
    on conflict do nothing`.execute(transaction)
  await sql`
    insert into organisation_domain (domain, organisation_id)
    select domain, organisation_id from organisation_import_line told, unnest(domains) as domain where ${changed}
    on conflict do nothing`.execute(transaction)
}

async function putBelow(transaction: DatabaseTransaction, range: Range): Promise<void> {
  await sql`
    update organisation_import_line told set parent_id = parent.organisation_id
    from organisation_import_line parent
    where ${within(range)} and told.parent_line is not null and parent.import_id = told.import_id
      and parent.line = told.parent_line and parent.part = told.parent_part`.execute(transaction)
  const moved = sql`${within(range)} and told.parent_id is not null
    and (told.outcome = 'new' or (told.outcome = 'changed' and 'parent' = any(told.changes)))`
  await sql`
    delete from organisation_parent link using organisation_import_line told
    where ${moved} and link.organisation_id = told.organisation_id and link.valid_from >= ${range.today}`.execute(
    transaction,
  )
  await sql`
    update organisation_parent link set valid_to = ${range.today} from organisation_import_line told
    where ${moved} and link.organisation_id = told.organisation_id
      and (link.valid_to is null or link.valid_to > ${range.today})`.execute(transaction)
  // Whom it belonged to before, the file does not say.
  await sql`
    insert into organisation_parent (organisation_id, parent_id, valid_from)
    select told.organisation_id, told.parent_id, greatest(${range.today}::date, told.opened_on)
    from organisation_import_line told where ${moved}
      and (told.closed_on is null or told.closed_on > ${range.today})`.execute(transaction)
}

// Who is new and has closed has nobody to ask; all others wait for what is done on the day.
async function close(
  transaction: DatabaseTransaction,
  range: Range & { by: string | null },
): Promise<void> {
  await sql`
    with ended as materialized (
      select organisation_id, closed_on, gen_random_uuid() as id, outcome
      from organisation_import_line told
      where ${within(range)} and closed_on is not null and outcome in ('new', 'closed')
    ), successions as (
      insert into organisation_succession (id, kind, takes_effect_on, planned_by, planned_at, done_at)
      select id, 'closure', closed_on, ${range.by}::uuid, ${range.now},
        case when outcome = 'new' and closed_on <= ${range.today} then ${range.now}::timestamptz end
      from ended
    ), parts as (
      insert into organisation_succession_part (succession_id, organisation_id, side)
      select id, organisation_id, 'from' from ended
    )
    update organisation set closed_on = ended.closed_on from ended where organisation.id = ended.organisation_id`.execute(
    transaction,
  )
}

export type AppliedLine = {
  organisationId: string
  name: string
  outcome: 'new' | 'changed' | 'closed'
  changes: string[]
  closedOn: string | null
}

/** What was done, for the log; at most `limit`. */
export async function listApplied(
  transaction: DatabaseTransaction,
  importId: string,
  limit: number,
): Promise<AppliedLine[]> {
  const { rows } = await sql<AppliedLine>`
    select organisation_id as "organisationId", name, outcome, changes, closed_on as "closedOn"
    from organisation_import_line
    where import_id = ${importId} and outcome in ('new', 'changed', 'closed')
    order by (outcome = 'new'), line, part limit ${limit}`.execute(transaction)
  return rows
}

/** The planner has to know of thousands of new rows before the next file is compared with them. */
export async function analyzeRegister(database: Database): Promise<void> {
  await sql`
    analyze organisation, organisation_name, organisation_code, organisation_domain, organisation_parent,
      findable_organisation, organisation_word`.execute(database)
}
