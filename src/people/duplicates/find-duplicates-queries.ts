import { sql, type RawBuilder } from 'kysely'
import type { Database, DatabaseTransaction } from '../../platform/database.ts'
import { comparison } from './comparison-queries.ts'
import { addressReasons, openMailDomains, shownFrom, weights } from './duplicate-reasons.ts'

declare module '../../platform/database.ts' {
  interface Tables {
    name_form: { form: string; stands_for: string }
    person_match: {
      person_id: string
      seen: string
      words: string[]
      name_key: string
      given: string
      family: string
      address_key: string | null
      mail_local: string
      mail_is_proved: boolean
      mail_domain: string
      domain_is_own: boolean
      organisation_ids: string[]
      job: string | null
      first_day: string
      last_day: string | null
      former_names: string[]
    }
    person_match_key: { key: number; person_id: string }
  }
}

/** Records that share a key with more others than this are compared under their other keys. */
const mostUnderOneKey = 200

/** Ids of everybody who is not merged or erased, in their order, for looking at all of them in parts. */
export async function listPeopleToLookAt(
  database: Database,
  after: string | null,
  most: number,
): Promise<string[]> {
  const rows = await database
    .selectFrom('person')
    .select('id')
    .where('merged_into_id', 'is', null)
    .where('erased_at', 'is', null)
    .$if(after !== null, (query) => query.where('id', '>', after!))
    .orderBy('id')
    .limit(most)
    .execute()
  return rows.map(({ id }) => id)
}

/** Thousands of records take longer than a page may: for this transaction a statement has five minutes. */
export async function takeTime(transaction: DatabaseTransaction): Promise<void> {
  await sql`set local statement_timeout = '5min'`.execute(transaction)
}

/**
 * Makes anew what the finder compares, for those of these people whose record says something else than when it was last
 * made. Gives their ids.
 */
export async function refreshMatches(
  transaction: DatabaseTransaction,
  ids: readonly string[],
  today: string,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with work as materialized (
      -- Grouped at once: person by person the planner would walk the index that holds dates apart, which is slow.
      select person_id, array_agg(distinct organisation_id) as own_ids, min(valid_from) as since, max(valid_to) as until,
        bool_or(valid_to is null) as goes_on,
        max(search_form(job_title)) filter (where is_main and valid_to is null) as job
      from affiliation where person_id = any(${[...ids]}::uuid[])
      group by person_id
    ), called as materialized (
      select person_id, array_agg(distinct array_to_string(name_words(name), ' ')) as former_names
      from former_name where person_id = any(${[...ids]}::uuid[]) and name_words(name) <> '{}'
      group by person_id
    ), told as materialized (
      select person.id, name_words(person.name) as words, lower(person.email) as email,
        person.email_verified_at is not null as is_proved, coalesce(work.own_ids, '{}') as own_ids, work.job,
        -- Without the one they have again.
        array_remove(coalesce(called.former_names, '{}'), array_to_string(name_words(person.name), ' ')) as former_names,
        coalesce(work.since, person.created_at::date) as first_day,
        coalesce(person.left_at::date, case when work.goes_on then null else work.until end) as last_day
      from person
      left join work on work.person_id = person.id
      left join called on called.person_id = person.id
      where person.id = any(${[...ids]}::uuid[]) and person.merged_into_id is null
        and person.erased_at is null
    ), whole as materialized (
      select told.*, followed.organisation_ids,
        array_to_string(array(select unnest(words) order by 1), ' ') as name_key,
        mail_local(email) as mail_local, mail_domain(email) as mail_domain,
        array(select spelled from regexp_split_to_table(split_part(split_part(email, '@', 1), '+', 1), '[._-]+') as spelled
          where spelled ~ '^[a-z]{2,}$' order by 1) as spelled
      from told
      left join lateral (
        -- Whoever worked for an organisation that became another worked for both.
        select array(select unnest(told.own_ids) union
          select after.organisation_id
          from organisation_succession_part before
          join organisation_succession as step on step.id = before.succession_id and step.takes_effect_on <= ${today}
            and step.kind in ('merger', 'conversion')
          join organisation_succession_part after on after.succession_id = step.id and after.side = 'to'
          where before.side = 'from' and before.organisation_id = any(told.own_ids)) as organisation_ids
      ) as followed on true
    ), fresh as materialized (
      select id as person_id,
        md5(row(words, email, is_proved, organisation_ids, job, first_day, last_day)::text || array_to_string(former_names, ',')) as seen,
        words, name_key, coalesce(words[1], '') as given, coalesce(words[cardinality(words)], '') as family,
        case when cardinality(spelled) > 1 and array_to_string(spelled, ' ') <> name_key
          then array_to_string(spelled, ' ') end as address_key,
        mail_local, is_proved, mail_domain, not (mail_domain = any(${[...openMailDomains]}::text[])) as domain_is_own,
        organisation_ids, job, first_day, last_day, former_names
      from whole
    )
    insert into person_match
    select fresh.* from fresh
    on conflict (person_id) do update set seen = excluded.seen, words = excluded.words, name_key = excluded.name_key,
      given = excluded.given, family = excluded.family, address_key = excluded.address_key,
      mail_local = excluded.mail_local, mail_is_proved = excluded.mail_is_proved, mail_domain = excluded.mail_domain, domain_is_own = excluded.domain_is_own,
      organisation_ids = excluded.organisation_ids, job = excluded.job, first_day = excluded.first_day,
      last_day = excluded.last_day, former_names = excluded.former_names
    where person_match.seen <> excluded.seen
    returning person_id as id`.execute(transaction)
  const changed = rows.map(({ id }) => id)
  if (changed.length > 0) await makeKeys(transaction, changed)
  return changed
}

// Two records are compared only where they share a key: a place, which is an organisation or a domain of its own, with
// the name, how the family name sounds, or the beginnings of the names; the address before the @; or a rare name. Names
// of before count like the one of today.
async function makeKeys(transaction: DatabaseTransaction, ids: string[]): Promise<void> {
  await transaction
    .deleteFrom('person_match_key')
    .where('person_id', 'in', sql<string>`(select unnest(${ids}::uuid[]))`)
    .execute()
  await sql`
    insert into person_match_key (key, person_id)
    select hashtextextended(key, 0), person_id
    from person_match_as_named as of_person
    cross join lateral (
      select place from unnest(organisation_ids::text[]) as place
      union all select mail_domain where domain_is_own and mail_domain <> ''
    ) as places
    cross join lateral (
      select 'name ' || name_key || ' at ' || place as key where name_key <> ''
      union all select 'name ' || address_key || ' at ' || place where address_key is not null
      union all select 'sounds ' || sound_of(family) || ' at ' || place where family <> ''
      union all select 'begins ' || given || ' ' || left(word, 2) || ' at ' || place from unnest(words[2:]) as word
    ) as keys
    where person_id = any(${ids}::uuid[])
    union
    select hashtextextended(key, 0), person_id
    from person_match_as_named
    cross join lateral (
      select 'name ' || name_key as key where name_key <> ''
      union all select 'address ' || mail_local where mail_local <> ''
    ) as keys
    where person_id = any(${ids}::uuid[])
    on conflict do nothing`.execute(transaction)
}

/** The planner has to know of thousands of new rows before it joins them. */
export async function analyzeMatches(database: Database): Promise<void> {
  await sql`analyze person_match, person_match_key`.execute(database)
}

/**
 * Compares these people with everybody under their keys, and with whom they wait beside, and keeps the pairs that may be
 * one person. Pairs of theirs that no longer look so go, unless somebody decided on them or put them together. That the
 * addresses agreed when a pair was found goes on to count when one of them changes. Gives the pairs that are kept.
 */
export async function keepDuplicatePairs(
  transaction: DatabaseTransaction,
  ids: readonly string[],
  now: Date,
): Promise<string[]> {
  const ofAddress = sql`${[...addressReasons]}::text[]`
  const { rows } = await sql<{ id: string }>`
    with mine as (
      select key, person_id from person_match_key where person_id = any(${[...ids]}::uuid[])
    ), shared as (
      select key from person_match_key where key in (select key from mine)
      group by key having count(*) between 2 and ${mostUnderOneKey}
    ), waiting as materialized (
      select id, one_id, other_id, reasons from duplicate_pair
      where dismissed_at is null and (one_id = any(${[...ids]}::uuid[]) or other_id = any(${[...ids]}::uuid[]))
    ), met as (
      select least(mine.person_id, theirs.person_id) as one_id, greatest(mine.person_id, theirs.person_id) as other_id
      from mine join shared using (key) join person_match_key as theirs using (key)
      where theirs.person_id <> mine.person_id
      union select one_id, other_id from waiting
    ), compared as (
      ${comparedAs(sql`(select *, false as is_former from person_match)`, sql`met`)}
      union all
      -- Few have a former name: apart from all others, whose comparison then is planned and done without any.
      select * from (${comparedAs(
        sql`person_match_as_named`,
        sql`(select * from met where one_id in (select person_id from person_match where former_names <> '{}')
          or other_id in (select person_id from person_match where former_names <> '{}'))`,
      )}) as with_former where is_former
    ), told as (
      select compared.one_id, compared.other_id, is_former,
        case when waiting.reasons && (${ofAddress} || 'address-before'::text) and not all_reasons && ${ofAddress} and not numbered_apart
          then all_reasons || 'address-before'::text else all_reasons end as reasons
      from compared left join waiting using (one_id, other_id)
    ), scored as (
      select *, (select sum((${JSON.stringify(weights)}::jsonb ->> reason)::int) from unnest(reasons) as reason) as score
      from told
    ), found as (
      select distinct on (one_id, other_id) one_id, other_id, reasons, score
      from scored where score >= ${shownFrom}
      order by one_id, other_id, score desc, is_former
    ), gone as (
      delete from duplicate_pair as pair using waiting
      where pair.id = waiting.id and cardinality(waiting.reasons) > 0
        and not exists (select from found where found.one_id = pair.one_id and found.other_id = pair.other_id)
        -- What was decided by a merge stays, in case it is undone.
        and not exists (select from person where person.id in (pair.one_id, pair.other_id) and merged_into_id is not null)
    ), kept as (
      insert into duplicate_pair (one_id, other_id, score, reasons, found_at)
      select one_id, other_id, score, reasons, ${now} from found
      on conflict (one_id, other_id) do update set score = excluded.score, reasons = excluded.reasons
        where duplicate_pair.dismissed_at is null
      returning id
    )
    select id from kept`.execute(transaction)
  return rows.map(({ id }) => id)
}

const comparedAs = (records: RawBuilder<unknown>, met: RawBuilder<unknown>) => sql`
      select met.one_id, met.other_id, reasons.all_reasons, evidence.numbered_apart, one.is_former or other.is_former as is_former
      from ${met} as met
      join ${records} as one on one.person_id = met.one_id
      join ${records} as other on other.person_id = met.other_id
      join person as one_person on one_person.id = met.one_id and one_person.merged_into_id is null
        and one_person.erased_at is null
      join person as other_person on other_person.id = met.other_id and other_person.merged_into_id is null
        and other_person.erased_at is null
      ${comparison}
      where name.reason is not null and not evidence.told_apart`
