-- A second record often has the name of before a marriage: names that somebody had before are compared as well.

-- Each as its words, with a space between them. Whose record has none is not made anew for it.
alter table person_match add column former_names text[] not null default '{}';
create index person_match_former on person_match (person_id) where former_names <> '{}';

-- A record under each name that its person has or had.
create view person_match_as_named as
  select person_id, words, name_key, given, family, false as is_former, address_key, mail_local, mail_is_proved,
    mail_domain, domain_is_own, organisation_ids, job, first_day, last_day
  from person_match
  union all
  select person_id, before.words, array_to_string(array(select unnest(before.words) order by 1), ' '),
    before.words[1], before.words[cardinality(before.words)], true, address_key, mail_local, mail_is_proved,
    mail_domain, domain_is_own, organisation_ids, job, first_day, last_day
  from person_match
  cross join unnest(former_names) as former_name
  cross join lateral (select string_to_array(former_name, ' ') as words) as before
  where former_names <> '{}';
