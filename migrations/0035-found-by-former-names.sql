-- Who calls by the name of before a marriage is found by it.

create or replace function refresh_findable_people(ids uuid[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- Two changes of one person wait for each other, or the second would write what it saw before the first.
  perform from person where id = any (ids) order by id for no key update;
  delete from findable_person
    where person_id = any (ids)
      and not exists (select from person where id = person_id and merged_into_id is null);
  insert into findable_person (person_id, name, words, has_left, organisation_id, other_organisation_ids)
    select person.id, person.name,
      findable_words(concat_ws(' ', person.name, person.email, worked.jobs, called.names)),
      person.left_at is not null, worked.organisations[1],
      case when cardinality(worked.organisations) > 1 then worked.organisations[2:] end
    from person
    cross join lateral (
      select array_agg(affiliation.organisation_id order by is_main desc, valid_from desc) as organisations,
        string_agg(concat_ws(' ', job_title, job_role.name), ' ') as jobs
      from affiliation left join job_role on job_role.code = affiliation.job_role_code
      where affiliation.person_id = person.id
        and (affiliation.valid_to is null or (person.left_at is not null and affiliation.valid_to =
          (select max(valid_to) from affiliation last where last.person_id = person.id)))
    ) worked
    cross join lateral (
      select string_agg(former_name.name, ' ' order by until desc) as names
      from former_name where former_name.person_id = person.id
    ) called
    where person.id = any (ids) and person.merged_into_id is null
  on conflict (person_id) do update set name = excluded.name, words = excluded.words, has_left = excluded.has_left,
    organisation_id = excluded.organisation_id, other_organisation_ids = excluded.other_organisation_ids
    where (findable_person.name, findable_person.words, findable_person.has_left, findable_person.organisation_id,
      findable_person.other_organisation_ids) is distinct from (excluded.name, excluded.words, excluded.has_left,
      excluded.organisation_id, excluded.other_organisation_ids);
  insert into person_name_word (word)
    select distinct word
    from findable_person, unnest(regexp_split_to_array(findable_words(name), '[^[:alnum:]]+')) word
    where person_id = any (ids) and length(word) between 4 and 60
    order by word
  on conflict do nothing;
end $$;

create function findable_former_names() returns trigger language plpgsql as $$
begin
  perform refresh_findable_people((select array_agg(distinct person_id) from changed));
  return null;
end $$;
-- A merge gives them to another record.
create function findable_moved_former_names() returns trigger language plpgsql as $$
begin
  perform refresh_findable_people(
    array(select person_id from before union select person_id from after));
  return null;
end $$;
create trigger search_added after insert on former_name
  referencing new table as changed for each statement execute function findable_former_names();
create trigger search_changed after update on former_name
  referencing old table as before new table as after for each statement execute function findable_moved_former_names();
create trigger search_removed after delete on former_name
  referencing old table as changed for each statement execute function findable_former_names();

select refresh_findable_people((select array_agg(distinct person_id) from former_name));
