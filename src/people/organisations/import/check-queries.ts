import { sql } from 'kysely'
import type { DatabaseTransaction } from '../../../platform/database.ts'
import type { RegisterFormat } from './register-line.ts'

type Import = { id: string; format: RegisterFormat }

/**
 * Says of every line of an import what would come of it, against the register as it is now. Set by set, never line by
 * line: a file has up to 250,000. Circles of parents are found elsewhere, between the two halves.
 */
export async function matchLines(transaction: DatabaseTransaction, of: Import): Promise<void> {
  await forgetOutcomes(transaction, of)
  // Plans are made for what is in the table now: with the wrong ones, a large file takes hours.
  await sql`analyze organisation_import_line`.execute(transaction)
  await refuseDuplicates(transaction, of)
  await matchByCode(transaction, of)
  await matchByName(transaction, of)
  await leaveOneEach(transaction, of)
  await matchParents(transaction, of)
}

/** A large file needs room to be joined in, and its statements more time than a page may take. */
export async function allowLargeFiles(transaction: DatabaseTransaction): Promise<void> {
  await sql`select set_config('work_mem', '64MB', true), set_config('statement_timeout', '600000', true)`.execute(
    transaction,
  )
}

async function forgetOutcomes(transaction: DatabaseTransaction, { id }: Import): Promise<void> {
  await sql`
    update organisation_import_line
    set organisation_id = null, parent_id = null, parent_line = null, parent_part = null, outcome = null, changes = '{}', reason = null
    where import_id = ${id} and outcome is not null`.execute(transaction)
}

async function refuseDuplicates(transaction: DatabaseTransaction, { id }: Import): Promise<void> {
  await sql`
    with coded as (
      select line, part, written as code, first_value(line) over (partition by written order by line, part) as first
      from organisation_import_line, unnest(codes) as written where import_id = ${id}
    ), doubled as (select line, part, min(first) as first, min(code) as code from coded where first < line group by line, part)
    update organisation_import_line told
    set outcome = 'refused', reason = 'The code ' || doubled.code || ' stands on line ' || doubled.first || ' already.'
    from doubled where import_id = ${id} and told.line = doubled.line and told.part = doubled.part`.execute(
    transaction,
  )
  await sql`
    with named as (
      select line, part, first_value(line) over (partition by search_form(name), postcode order by line) as first
      from organisation_import_line where import_id = ${id} and codes = '{}' and outcome is null
    )
    update organisation_import_line told
    set outcome = 'refused', reason = 'The same name and postcode stand on line ' || named.first || ' already.'
    from named
    where import_id = ${id} and told.line = named.line and told.part = named.part and named.first < named.line`.execute(
    transaction,
  )
}

async function matchByCode(transaction: DatabaseTransaction, { id }: Import): Promise<void> {
  await sql`
    with matched as (
      select line, part, array_agg(distinct known.organisation_id) as ids
      from organisation_import_line, unnest(codes) as written
      join organisation_code known
        on known.scheme = split_part(written, ':', 1) and known.code = split_part(written, ':', 2)
      join organisation on organisation.id = known.organisation_id and organisation.state = 'listed'
      where import_id = ${id} and outcome is null
      group by line, part
    )
    update organisation_import_line told
    set organisation_id = ids[1],
      outcome = case when cardinality(ids) > 1 then 'refused' end,
      reason = case when cardinality(ids) > 1 then 'Its codes belong to different organisations of the register.' end
    from matched where import_id = ${id} and told.line = matched.line and told.part = matched.part`.execute(
    transaction,
  )
}

// Another code of the same register is another organisation, whatever it is called.
async function matchByName(transaction: DatabaseTransaction, { id }: Import): Promise<void> {
  await sql`
    with matched as (
      select told.line, told.part, array_agg(distinct organisation.id) as ids
      from organisation_import_line told
      join organisation_name named on named.search_name = search_form(told.name) and named.valid_to is null
      join organisation on organisation.id = named.organisation_id and organisation.state = 'listed'
        and organisation.postcode is not distinct from told.postcode
      where import_id = ${id} and told.outcome is null and told.organisation_id is null
      and not exists (
        select from organisation_code other
        where other.organisation_id = organisation.id
          and other.scheme in (select split_part(written, ':', 1) from unnest(told.codes) as written))
      group by told.line, told.part
    )
    update organisation_import_line told
    set organisation_id = ids[1],
      outcome = case when cardinality(ids) > 1 then 'refused' end,
      reason = case when cardinality(ids) > 1
        then 'Several organisations of the register have this name and postcode. Give its code.' end
    from matched where import_id = ${id} and told.line = matched.line and told.part = matched.part`.execute(
    transaction,
  )
}

// One that changed its legal form may have codes of before and of now: the line that is open speaks for it.
async function leaveOneEach(transaction: DatabaseTransaction, of: Import): Promise<void> {
  await sql`
    with ranked as (
      select line, part, row_number() over same as place, first_value(line) over same as first
      from organisation_import_line where import_id = ${of.id} and outcome is null and organisation_id is not null
      window same as (partition by organisation_id order by (closed_on is not null), opened_on desc nulls last, line)
    )
    update organisation_import_line told
    set outcome = case when ${of.format === 'csv'} then 'refused' else 'unchanged' end,
      reason = case when ${of.format === 'csv'} then 'Line ' || ranked.first || ' is the same organisation of the register.' end
    from ranked
    where import_id = ${of.id} and told.line = ranked.line and told.part = ranked.part and ranked.place > 1`.execute(
    transaction,
  )
}

async function matchParents(transaction: DatabaseTransaction, { id }: Import): Promise<void> {
  // By code: in the register, else in the file.
  await sql`
    update organisation_import_line told set parent_id = known.organisation_id
    from organisation_code known join organisation on organisation.id = known.organisation_id
    where import_id = ${id} and told.parent like '%:%' and organisation.state = 'listed'
      and known.scheme = split_part(told.parent, ':', 1) and known.code = split_part(told.parent, ':', 2)`.execute(
    transaction,
  )
  await sql`
    with coded as (
      select written as code, line, part from organisation_import_line, unnest(codes) as written
      where import_id = ${id} and organisation_id is null and outcome is null
    )
    update organisation_import_line told set parent_line = coded.line, parent_part = coded.part
    from coded where import_id = ${id} and told.parent_id is null and told.parent = coded.code`.execute(
    transaction,
  )
  // By name: where one organisation has it.
  await sql`
    with named as (
      select search_name, (array_agg(distinct organisation.id))[1] as organisation_id
      from organisation_name join organisation on organisation.id = organisation_id and state = 'listed'
      where valid_to is null group by search_name having count(distinct organisation.id) = 1
    )
    update organisation_import_line told set parent_id = named.organisation_id
    from named where import_id = ${id} and told.parent is not null and told.parent not like '%:%'
      and named.search_name = search_form(told.parent)`.execute(transaction)
  await sql`
    with named as (
      select search_form(name) as search_name, min(line) as line from organisation_import_line
      where import_id = ${id} and part = 0 and organisation_id is null and outcome is null
      group by 1 having count(*) = 1
    )
    update organisation_import_line told set parent_line = named.line, parent_part = 0
    from named where import_id = ${id} and told.parent_id is null and told.parent is not null
      and told.parent not like '%:%' and named.search_name = search_form(told.parent)`.execute(
    transaction,
  )
}

export type Link = {
  child: string
  /** What the child is called. */
  name: string
  parent: string
  line: number | null
  part: number | null
}

/** Who would belong to whom: the lines' parents, and where no line speaks the register's. */
export async function listLinks(transaction: DatabaseTransaction, { id }: Import): Promise<Link[]> {
  const { rows } = await sql<Link>`
    select coalesce(organisation_id::text, line || '.' || part) as child,
      coalesce(parent_id::text, parent_line || '.' || parent_part) as parent, line, part, name
    from organisation_import_line
    where import_id = ${id} and outcome is null and coalesce(parent_id::text, parent_line::text) is not null
    union all
    select organisation_id::text, parent_id::text, null, null, (select name from organisation_name named
      where named.organisation_id = link.organisation_id order by valid_from desc limit 1)
    from organisation_parent link where valid_to is null and not exists (
      select from organisation_import_line told
      where told.import_id = ${id} and told.organisation_id = link.organisation_id
        and told.outcome is null and coalesce(told.parent_id::text, told.parent_line::text) is not null)`.execute(
    transaction,
  )
  return rows
}

/** Refuses lines for reasons that were found outside the database. */
export async function refuseLines(
  transaction: DatabaseTransaction,
  { id }: Import,
  refused: readonly { line: number; part: number; reason: string }[],
): Promise<void> {
  for (let at = 0; at < refused.length; at += 5000)
    await sql`
      update organisation_import_line told set outcome = 'refused', reason = found.reason
      from jsonb_to_recordset(${JSON.stringify(refused.slice(at, at + 5000))}::jsonb)
        as found (line int, part smallint, reason text)
      where import_id = ${id} and told.line = found.line and told.part = found.part`.execute(
      transaction,
    )
}

/** What is wrong with a line by itself, or against the organisation that it means. */
export async function refuseWrongLines(
  transaction: DatabaseTransaction,
  of: Import,
  today: string,
): Promise<void> {
  await refuseUnknownParents(transaction, of, today)
  await refuseImpossible(transaction, of, today)
}

/** What each line that is left would change. */
export async function compareLines(
  transaction: DatabaseTransaction,
  of: Import,
  today: string,
): Promise<void> {
  await compare(transaction, of, today)
  await settleOrphans(transaction, of)
}

// Our own file says whom it means. In those of others a parent may be of another part of the country, or gone.
async function refuseUnknownParents(
  transaction: DatabaseTransaction,
  of: Import,
  today: string,
): Promise<void> {
  if (of.format === 'csv') {
    await sql`
      update organisation_import_line told
      set outcome = 'refused', reason = 'The organisation “' || left(parent, 60) || '”, to which it shall belong, '
        || case when parent_id is null then 'is neither in the register nor once in this file.' else 'has closed.' end
      where import_id = ${of.id} and outcome is null and parent is not null and parent_line is null
        and not exists (select from organisation known where known.id = told.parent_id
          and (known.closed_on is null or known.closed_on > ${today}))`.execute(transaction)
    return
  }
  await sql`
    update organisation_import_line told set parent_id = null
    from organisation known
    where import_id = ${of.id} and known.id = told.parent_id and known.closed_on <= ${today}`.execute(
    transaction,
  )
}

async function refuseImpossible(
  transaction: DatabaseTransaction,
  { id }: Import,
  today: string,
): Promise<void> {
  await sql`
    with found as (
      select told.line, told.part, case
        when told.closed_on <= told.opened_on then 'It closed before it opened.'
        when known.id is null then null
        when told.closed_without_day then case when known.closed_on is null
          then 'It is closed, and the file does not say since when. Close it on its page.' end
        when told.closed_on is null and known.closed_on is not null then 'The register says that it closed on '
          || to_char(known.closed_on, 'FMDD FMMonth YYYY') || '. Open it again on its page first.'
        when told.closed_on <> known.closed_on then 'The register says that it closed on '
          || to_char(known.closed_on, 'FMDD FMMonth YYYY') || ', the file on another day.'
        when told.closed_on is not null and known.closed_on is null and known.is_host
          then 'It runs this register, so it cannot be closed.'
        when told.closed_on <= known.opened_on then 'It would close before the day on which it opened in the register.'
        when told.closed_on is not null and known.closed_on is null and exists (
          select from organisation_succession_part part join organisation_succession succession
            on succession.id = part.succession_id
          where part.organisation_id = known.id and part.side = 'to'
            and succession.takes_effect_on >= told.closed_on) then 'It took over another organisation after that day.'
        when last.valid_from >= ${today} and last.search_name <> search_form(told.name)
          then 'It has a new name from ' || to_char(last.valid_from, 'FMDD FMMonth YYYY') || ' already.'
        end as reason
      from organisation_import_line told
      left join organisation known on known.id = told.organisation_id
      left join organisation_name last on last.organisation_id = known.id and last.valid_to is null
      where told.import_id = ${id} and told.outcome is null
    )
    update organisation_import_line told set outcome = 'refused', reason = found.reason
    from found where import_id = ${id} and told.line = found.line and told.part = found.part and found.reason is not null`.execute(
    transaction,
  )
}

async function compare(transaction: DatabaseTransaction, of: Import, today: string): Promise<void> {
  const isOwn = of.format === 'csv'
  await sql`
    with compared as (
      select told.line, told.part, known.id is null as is_new,
        told.closed_on is not null and known.closed_on is null as closes,
        told.closed_on is not null or told.closed_without_day as is_closed,
        array_remove(array[
          case when last.search_name <> search_form(told.name) then 'name' end,
          -- An officer may have put it into another sector than its register does.
          case when ${isOwn} and known.agency_sector_code <> told.sector_code then 'sector' end,
          case when told.legal_form is not null and told.part = 0 and told.legal_form is distinct from known.legal_form
            then 'legal form' end,
          case when told.postcode is not null and told.postcode is distinct from known.postcode then 'postcode' end,
          case when told.place is not null and told.place is distinct from known.place then 'place' end,
          case when told.opened_on is not null and known.opened_on is null then 'opening' end,
          case when exists (select from unnest(told.codes) as written where not exists (
            select from organisation_code own where own.organisation_id = known.id
              and own.scheme || ':' || own.code = written)) then 'codes' end,
          case when exists (select from unnest(told.domains) as domain where not exists (
            select from organisation_domain own where own.organisation_id = known.id and own.domain = domain))
            then 'email domains' end,
          case when told.parent_line is not null or told.parent_id is not null
            and told.parent_id is distinct from organisation_parent_on(known.id, ${today}) then 'parent' end
        ], null) as changes
      from organisation_import_line told
      left join organisation known on known.id = told.organisation_id
      left join organisation_name last on last.organisation_id = known.id and last.valid_to is null
      where told.import_id = ${of.id} and told.outcome is null
    )
    update organisation_import_line told
    set outcome = case
        -- What had ended before anybody here knew it is no news, except in our own file.
        when is_new and is_closed and not ${isOwn} and (told.closed_without_day or told.closed_on <= ${today}) then 'passed-over'
        when is_new then 'new'
        when closes then 'closed'
        when is_closed or cardinality(compared.changes) = 0 then 'unchanged'
        else 'changed' end,
      changes = case when is_new or is_closed then '{}' else compared.changes end
    from compared where import_id = ${of.id} and told.line = compared.line and told.part = compared.part`.execute(
    transaction,
  )
}

/** Whoever would belong to a line that comes to nothing: refused in our own file, else without whom it belongs to. */
export async function settleOrphans(
  transaction: DatabaseTransaction,
  of: Import,
): Promise<boolean> {
  const isOwn = of.format === 'csv'
  const { numAffectedRows } = await sql`
    update organisation_import_line told
    set outcome = case when ${isOwn} then 'refused' else told.outcome end,
      reason = case when ${isOwn}
        then 'The organisation to which it shall belong, on line ' || parent.line || ', is refused.' end,
      parent_line = null, parent_part = null
    from organisation_import_line parent
    where told.import_id = ${of.id} and parent.import_id = ${of.id}
      and told.parent_line = parent.line and told.parent_part = parent.part
      and parent.outcome in ('refused', 'passed-over') and told.outcome is distinct from 'refused'`.execute(
    transaction,
  )
  return (numAffectedRows ?? 0n) > 0n
}
