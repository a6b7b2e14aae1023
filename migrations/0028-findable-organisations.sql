-- Organisations are found as people are: by one text each, so that a search of several words is one look into one index,
-- whatever the planner knows about the register by then.

-- What organisations are found by, kept ready by triggers.
create table findable_organisation (
  organisation_id uuid primary key references organisation on delete cascade,
  -- Place and postcode, the latter without its space, and then each name that it has or had on a line of its own.
  words text collate "C" not null,
  is_listed boolean not null,
  closed_on date
);
-- Every word of a name or place, for searches that were mistyped.
create table organisation_word (
  word text collate "C" primary key
);

create function refresh_findable_organisations(ids uuid[]) returns void language plpgsql as $$
begin
  -- Two changes of one organisation wait for each other, or the second would write what it saw before the first.
  perform from organisation where id = any (ids) order by id for no key update;
  delete from findable_organisation
    where organisation_id = any (ids)
      and not exists (select from organisation_name named where named.organisation_id = findable_organisation.organisation_id);
  insert into findable_organisation (organisation_id, words, is_listed, closed_on)
    select organisation.id,
      findable_words(concat_ws(' ', place, replace(postcode, ' ', '')))
        || string_agg(e'\n' || findable_words(named.name), '' order by named.valid_from desc) || e'\n',
      state = 'listed', closed_on
    from organisation join organisation_name named on named.organisation_id = organisation.id
    where organisation.id = any (ids)
    group by organisation.id
  on conflict (organisation_id) do update
    set words = excluded.words, is_listed = excluded.is_listed, closed_on = excluded.closed_on
    where (findable_organisation.words, findable_organisation.is_listed, findable_organisation.closed_on)
      is distinct from (excluded.words, excluded.is_listed, excluded.closed_on);
  insert into organisation_word (word)
    select distinct word
    from findable_organisation, regexp_split_to_table(words, '[^[:alpha:]]+') word
    where organisation_id = any (ids) and length(word) between 4 and 60
    order by word
  on conflict do nothing;
end $$;

create function findable_changed_organisations() returns trigger language plpgsql as $$
declare
  ids uuid[] := (select array_agg(after.id) from after join before using (id)
    where (after.place, after.postcode, after.state, after.closed_on)
      is distinct from (before.place, before.postcode, before.state, before.closed_on));
begin
  if ids is not null then perform refresh_findable_organisations(ids); end if;
  return null;
end $$;
create function findable_organisation_names() returns trigger language plpgsql as $$
begin
  perform refresh_findable_organisations((select array_agg(distinct organisation_id) from changed));
  return null;
end $$;

create trigger search_changed after update on organisation
  referencing old table as before new table as after for each statement execute function findable_changed_organisations();
create trigger search_added after insert on organisation_name
  referencing new table as changed for each statement execute function findable_organisation_names();
create trigger search_changed after update on organisation_name
  referencing new table as changed for each statement execute function findable_organisation_names();
create trigger search_removed after delete on organisation_name
  referencing old table as changed for each statement execute function findable_organisation_names();

select refresh_findable_organisations((select array_agg(id) from organisation));
-- A short list of what is still to be sorted in, as every search goes through that too.
create index findable_organisation_words on findable_organisation using gin (words gin_trgm_ops)
  with (gin_pending_list_limit = 256);
