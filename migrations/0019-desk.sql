-- The desk for people: found by anything within a moment, changed many at a time, brought in from files.

-- Words as they are compared: as in search_form, without apostrophes, each with a space before it.
create function findable_words(words text) returns text language sql immutable parallel safe strict as $$
  select ' ' || translate(public.search_form(regexp_replace(words, '\s+', ' ', 'g')), '''’‘ʼ`´', '')
$$;

-- What people are found by, kept ready by triggers: one narrow row a person, none for a record that was merged. The
-- names of organisations are not in it, so that renaming a council does not rewrite the rows of all who work there.
create table findable_person (
  person_id uuid primary key references person on delete cascade,
  -- In the order of the list.
  name text collate "und-x-icu" not null,
  -- Name, e-mail address, job titles, what they do.
  words text collate "C" not null,
  has_left boolean not null,
  -- Where they work, and of leavers where they did.
  organisation_id uuid,
  other_organisation_ids uuid[]
);
create index findable_person_name on findable_person (name, person_id);
create index findable_person_words on findable_person using gin (words gin_trgm_ops);
create index findable_person_organisation on findable_person (organisation_id);
create index findable_person_others on findable_person using gin (other_organisation_ids)
  where other_organisation_ids is not null;

-- Every word of a name, for searches that were mistyped.
create table person_name_word (
  word text collate "C" primary key
);

create function refresh_findable_people(ids uuid[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- Two changes of one person wait for each other, or the second would write what it saw before the first.
  perform from person where id = any (ids) order by id for no key update;
  delete from findable_person
    where person_id = any (ids)
      and not exists (select from person where id = person_id and merged_into_id is null);
  insert into findable_person (person_id, name, words, has_left, organisation_id, other_organisation_ids)
    select person.id, person.name,
      findable_words(concat_ws(' ', person.name, person.email, worked.jobs)),
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

create function findable_added_people() returns trigger language plpgsql as $$
begin
  perform refresh_findable_people((select array_agg(id) from added));
  return null;
end $$;
create function findable_changed_people() returns trigger language plpgsql as $$
declare
  ids uuid[] := (select array_agg(after.id) from after join before using (id)
    where (after.name, after.email, after.merged_into_id, after.left_at)
      is distinct from (before.name, before.email, before.merged_into_id, before.left_at));
begin
  if ids is not null then perform refresh_findable_people(ids); end if;
  return null;
end $$;
create function findable_affiliations() returns trigger language plpgsql as $$
begin
  perform refresh_findable_people((select array_agg(distinct person_id) from changed));
  return null;
end $$;

create trigger search_added after insert on person
  referencing new table as added for each statement execute function findable_added_people();
create trigger search_changed after update on person
  referencing old table as before new table as after for each statement execute function findable_changed_people();
create trigger search_added after insert on affiliation
  referencing new table as changed for each statement execute function findable_affiliations();
create trigger search_changed after update on affiliation
  referencing new table as changed for each statement execute function findable_affiliations();
create trigger search_removed after delete on affiliation
  referencing old table as changed for each statement execute function findable_affiliations();

select refresh_findable_people((select array_agg(id) from person));

-- What waits at the desk.
create index person_left_at on person (left_at) where left_at is not null;
create index person_role_current on person_role (role, person_id) where valid_to is null;

-- People who were chosen from a list for something that is done to all of them. Kept for a day.
create table people_selection (
  id uuid primary key default gen_random_uuid(),
  person_ids uuid[] not null,
  made_by uuid not null references person,
  made_at timestamptz not null
);

-- What was done to many at once. The number comes from the page that showed what would happen, so that a form that is
-- sent twice does it once.
create table people_change (
  id uuid primary key,
  action text not null,
  people int not null check (people >= 0),
  done_by uuid not null references person,
  done_at timestamptz not null
);

-- Lists of people from a file: read and checked first, then done by a job on somebody's word. The lines go after a while;
-- the counts stay.
create table person_import (
  id uuid primary key default gen_random_uuid(),
  file_name text not null check (length(file_name) between 1 and 200),
  -- What had to be assumed to read the file.
  notes text[] not null default '{}',
  -- Null: the operator's command line.
  made_by uuid references person,
  made_at timestamptz not null,
  -- Are new people written to?
  invites boolean not null default false,
  started_by uuid references person,
  started_at timestamptz,
  finished_at timestamptz,
  -- Pairs of records that may be one person, found after the import.
  duplicates int check (duplicates >= 0),
  -- How many lines came to what, kept when the lines have gone.
  counts jsonb not null default '{}',
  check (finished_at is null or started_at is not null)
);
create index person_import_made on person_import (made_at desc);

create table person_import_line (
  import_id uuid not null references person_import on delete cascade,
  -- As in the file, the heading being line 1.
  line int not null,
  -- What would come of it, and for a refused one why.
  outcome text not null check (outcome in ('new', 'change', 'unchanged', 'refused')),
  reason text,
  name text,
  email text,
  -- As the file names it, and as it was understood.
  organisation text,
  organisation_id uuid references organisation,
  job_title text,
  job_role_code text references job_role,
  line_manager_name text,
  line_manager_email text,
  -- Who it is about: known, or made by the import.
  person_id uuid references person,
  -- What would be changed, in words.
  changes text[] not null default '{}',
  done_at timestamptz,
  -- Why it was left out in the end.
  left_out text,
  primary key (import_id, line),
  check ((outcome = 'refused') = (reason is not null))
);
create index person_import_line_to_do on person_import_line (import_id, line)
  where outcome in ('new', 'change') and done_at is null;
create index person_import_line_person on person_import_line (person_id) where person_id is not null;
create index person_import_line_email on person_import_line (import_id, lower(email));
