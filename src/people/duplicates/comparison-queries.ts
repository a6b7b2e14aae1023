import { sql } from 'kysely'

/** Where more people are than this, it says little that two of them have one job. */
const mostOfSmallPlace = 100

/** Bell and Ball are two names where several people bear each; a name that nobody else bears may be a slip. */
const isRare = (part: 'given' | 'family') => sql`3 > (select min(bearers) from (
  select count(*) as bearers from (select from person_match where ${sql.ref(part)} = ${sql.ref(`one.${part}`)} limit 3) as few
  union all select count(*) from (select from person_match where ${sql.ref(part)} = ${sql.ref(`other.${part}`)} limit 3) as more
) as counted)`

/**
 * How `one` and `other` agree: the first way in which the names do, and all that speaks for it beside. A name of before
 * has to agree more clearly than one of today, and not with another of before: two who are called differently now, and
 * each were called the same once, are two.
 */
export const comparison = sql`
  cross join lateral (
    select one.given = other.given as is_equal,
      exists (select from name_form as mine join name_form as theirs using (stands_for)
        where mine.form = one.given and theirs.form = other.given) as is_form,
      -- Both are names that we know, of two people: Simon and Simone, Andrew and Andrea.
      exists (select from name_form where form = one.given) and exists (select from name_form where form = other.given) as are_known,
      least(length(one.given), length(other.given)) as shorter,
      levenshtein_less_equal(left(one.given, 60), left(other.given, 60), 2) as apart,
      one.given in (other.given || 'a', other.given || 'e') or other.given in (one.given || 'a', one.given || 'e') as is_ending
  ) as first
  cross join lateral (
    select one.family = other.family as is_equal,
      exists (select from name_form as mine join name_form as theirs using (stands_for)
        where mine.form = one.family and theirs.form = other.family) as is_form,
      least(length(one.family), length(other.family)) as shorter,
      levenshtein_less_equal(left(one.family, 60), left(other.family, 60), 3) as apart
  ) as last
  cross join lateral (
    select
      first.is_equal or first.is_form as first_agrees,
      not first.are_known and not first.is_ending and first.shorter >= 4 and first.apart <= 2
        and sound_of(one.given) = sound_of(other.given) as first_sounds,
      not first.are_known and not first.is_ending and first.shorter >= 5 and is_one_slip(one.given, other.given)
        and ${isRare('given')} as first_one_letter,
      (length(one.given) = 1 or length(other.given) = 1) and left(one.given, 1) = left(other.given, 1) as first_initial,
      -- Of a long name only the beginning is heard there; the other algorithm hears all of it.
      last.shorter >= 4 and last.apart <= 3 and sound_of(one.family) = sound_of(other.family)
        and (last.is_equal or metaphone(left(one.family, 60), 60) = metaphone(left(other.family, 60), 60)
          or 4 >= least(length(metaphone(left(one.family, 60), 60)), length(metaphone(left(other.family, 60), 60)))) as last_sounds,
      last.shorter >= 5 and (is_one_slip(one.family, other.family) or last.shorter >= 8 and last.apart <= 2)
        and ${isRare('family')} as last_one_letter
  ) as heard
  cross join lateral (
    select case
      when one.given = '' or other.given = '' or one.is_former and other.is_former then null
      when one.words = other.words or array_to_string(one.words, '') = array_to_string(other.words, '') then 'same-name'
      when one.name_key = other.name_key then 'swapped-name'
      when least(cardinality(one.words), cardinality(other.words)) > 1
        and (one.words <@ other.words or other.words <@ one.words) then 'part-of-name'
      -- Whatever follows asks for first names that agree or nearly do: that is quickly seen, and most pairs are done.
      when not (heard.first_agrees or first.apart <= 2 or heard.first_initial) then null
      when last.is_equal and first.is_form or last.is_form and heard.first_agrees then 'short-form'
      when one.is_former or other.is_former then null
      when last.is_equal and heard.first_sounds
        or heard.last_sounds and (heard.first_agrees or heard.first_sounds) then 'sounds-alike'
      when last.is_equal and heard.first_one_letter or heard.first_agrees and heard.last_one_letter then 'one-letter-name'
      when last.is_equal and heard.first_initial then 'initial'
      when heard.first_agrees and (one.address_key = other.name_key or other.address_key = one.name_key) then 'name-in-address'
      when heard.first_agrees then 'same-first-name'
    end as reason
  ) as name
  cross join lateral (
    select one.mail_domain = other.mail_domain as same_domain,
      one.mail_local = other.mail_local as same_local,
      rtrim(one.mail_local, '0123456789') as one_stem, rtrim(other.mail_local, '0123456789') as other_stem,
      one.organisation_ids && other.organisation_ids as same_organisation,
      cardinality(one.organisation_ids) > 0 and cardinality(other.organisation_ids) > 0
        and not one.organisation_ids && other.organisation_ids as other_organisations
  ) as address
  cross join lateral (
    select
      -- An organisation that numbers addresses tells people apart who have one name.
      address.same_domain and not address.same_local and address.one_stem = address.other_stem and address.one_stem <> '' as numbered_apart,
      -- What everybody of a name would have before the @ says nothing more than the name.
      address.same_local and not address.same_domain and length(one.mail_local) >= 6
        and (one.mail_local ~ '[0-9]{3,}$'
          -- A name in another script is spelled there in a way that cannot be foreseen.
          or one.name_key ~ '^[a-z ]+$' and other.name_key ~ '^[a-z ]+$' and address.one_stem <> all(array[one.given || one.family, one.family || one.given, left(one.given, 1) || one.family,
            one.family || left(one.given, 1), one.given, one.family, one.given || left(one.family, 1),
            other.given || other.family, left(other.given, 1) || other.family, other.given, other.family,
            array_to_string(one.words, ''), array_to_string(other.words, '')]))
        and address.one_stem not in ('office', 'admin', 'info', 'head', 'headteacher', 'manager', 'safeguarding', 'enquiries',
          'contact', 'reception', 'secretary', 'team', 'hello', 'training', 'principal', 'deputy', 'nursery', 'school') as distinctive,
      -- Nobody proves an address that was mistyped: an organisation that gave out both has two people.
      name.reason in ('sounds-alike', 'one-letter-name', 'initial') and address.same_domain and one.domain_is_own
        and one.mail_is_proved and other.mail_is_proved
        and (one.family <> other.family and strpos(one.mail_local, one.family) > 0 and strpos(other.mail_local, other.family) > 0
          or length(one.given) > 1 and length(other.given) > 1
            and one.mail_local in (one.given || one.family, left(one.given, 1) || one.family)
            and other.mail_local in (other.given || other.family, left(other.given, 1) || other.family)) as told_apart,
      address.same_local and not address.same_domain and not (not one.domain_is_own and not other.domain_is_own)
        and (not address.other_organisations or not one.domain_is_own or not other.domain_is_own)
        and (is_one_slip(one.mail_domain, other.mail_domain)
          or length(split_part(one.mail_domain, '.', 1)) >= 4
            and split_part(one.mail_domain, '.', 1) = split_part(other.mail_domain, '.', 1))
        and 3 > (select min(others) from (
          select count(*) as others from (select from person_match where mail_domain = one.mail_domain limit 3) as few
          union all select count(*) from (select from person_match where mail_domain = other.mail_domain limit 3) as more
        ) as counted) as similar_domain,
      address.same_domain and not address.same_local and least(length(one.mail_local), length(other.mail_local)) >= 5
        and is_one_slip(one.mail_local, other.mail_local) as one_letter,
      name.reason in ('same-name', 'swapped-name')
        and (one.last_day is not null and abs(other.first_day - one.last_day) <= 31
          or other.last_day is not null and abs(one.first_day - other.last_day) <= 31)
        and (select count(*) from (select from person_match where name_key = one.name_key limit 4) as few) < 4 as ends_begins,
      -- Where hundreds work, many have one job, and some of those have names that are alike.
      case when name.reason = 'same-first-name' then false
        when name.reason not in ('sounds-alike', 'one-letter-name', 'initial') or one.job is distinct from other.job then true
        when address.same_domain and one.domain_is_own
          then ${mostOfSmallPlace} >= (select count(*) from (select from person_match where mail_domain = one.mail_domain limit ${mostOfSmallPlace + 1}) as there)
        when address.same_organisation
          then ${mostOfSmallPlace} >= (select count(*) from (select from affiliation where organisation_id in
            (select unnest(one.organisation_ids) intersect select unnest(other.organisation_ids)) limit ${mostOfSmallPlace + 1}) as there)
        else false end as is_job_of_few
  ) as evidence
  cross join lateral (
    select array_remove(array[
      case when one.is_former or other.is_former then 'former-name' end,
      name.reason,
      case when address.same_local and address.same_domain then 'same-address'
        when evidence.similar_domain then 'similar-domain'
        when evidence.distinctive then 'same-local-part'
        when evidence.numbered_apart then null
        when evidence.one_letter then 'one-letter-address' end,
      case when address.same_domain and not address.same_local and one.domain_is_own and not evidence.numbered_apart then 'same-domain' end,
      case when address.same_organisation and not evidence.numbered_apart then 'same-organisation' end,
      case when evidence.ends_begins and not evidence.numbered_apart then 'ends-begins' end,
      case when one.job = other.job and evidence.is_job_of_few then 'same-job' end
    ], null) as all_reasons
  ) as reasons`
