-- How organisations belong to each other and follow each other, with dates: a report can show the register as it was
-- on any day.

-- Who an organisation belongs to: a school to its trust, a ward team to its hospital trust.
create table organisation_parent (
  organisation_id uuid not null references organisation,
  parent_id uuid not null references organisation,
  valid_from date not null,
  valid_to date,
  primary key (organisation_id, valid_from),
  check (parent_id <> organisation_id),
  check (valid_to is null or valid_to > valid_from),
  exclude using gist (organisation_id with =, daterange(valid_from, valid_to) with &&)
);
create index organisation_parent_below on organisation_parent (parent_id);

-- Nobody is above themselves on any day. Changes wait for each other, or two could close a circle that neither sees.
create function refuse_circular_parents() returns trigger language plpgsql as $$
declare
  circle uuid;
begin
  perform pg_advisory_xact_lock(7133707);
  with recursive above (start_id, id, during) as (
    select organisation_id, parent_id, daterange(valid_from, valid_to) from changed
    union all
    select above.start_id, link.parent_id, above.during * daterange(link.valid_from, link.valid_to)
    from above
    join organisation_parent link on link.organisation_id = above.id
      and daterange(link.valid_from, link.valid_to) && above.during
    where above.id <> above.start_id
  ) cycle id set is_met using path
  select start_id into circle from above where id = start_id or is_met limit 1;
  if circle is not null then
    raise exception 'organisation % would be above itself', circle
      using errcode = 'check_violation', constraint = 'organisation_parent_circle';
  end if;
  return null;
end $$;
create trigger organisation_parent_added after insert on organisation_parent
  referencing new table as changed for each statement execute function refuse_circular_parents();
create trigger organisation_parent_changed after update on organisation_parent
  referencing new table as changed for each statement execute function refuse_circular_parents();

insert into organisation_parent (organisation_id, parent_id, valid_from)
  select id, parent_id, coalesce(opened_on, date '1900-01-01') from organisation where parent_id is not null;

-- How organisations end and who does their work since: several into one, one into several, one into one of another
-- legal form, or nobody. `from` is closed from `takes_effect_on`; what lies ahead is done by a job on the day.
create table organisation_succession (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('merger', 'split', 'conversion', 'closure')),
  takes_effect_on date not null,
  planned_by uuid references person,
  planned_at timestamptz not null default now(),
  -- When people were carried over or asked.
  done_at timestamptz
);
create index organisation_succession_ahead on organisation_succession (takes_effect_on) where done_at is null;

create table organisation_succession_part (
  succession_id uuid not null references organisation_succession on delete cascade,
  organisation_id uuid not null references organisation,
  side text not null check (side in ('from', 'to')),
  primary key (succession_id, organisation_id)
);
-- An organisation ends once.
create unique index organisation_succession_once on organisation_succession_part (organisation_id) where side = 'from';
create index organisation_succession_part_of on organisation_succession_part (organisation_id);

insert into organisation_succession (kind, takes_effect_on, planned_at, done_at, id)
  select case when successor_id is null then 'closure' else 'merger' end, closed_on, created_at, now(), id
  from organisation where closed_on is not null;
insert into organisation_succession_part (succession_id, organisation_id, side)
  select id, id, 'from' from organisation where closed_on is not null;
insert into organisation_succession_part (succession_id, organisation_id, side)
  select id, successor_id, 'to' from organisation where closed_on is not null and successor_id is not null;

alter table organisation
  drop column parent_id,
  drop column successor_id,
  -- As the register that it comes from calls it: "Academy converter", "GP practice".
  add column legal_form text check (length(legal_form) between 1 and 100),
  -- A requested one that turned out to be this listed one under another name.
  add column matched_to_id uuid references organisation,
  add check (matched_to_id <> id),
  add check (matched_to_id is null or state = 'refused');

-- Who follows is open on the day and who ends is closed from it, so along a succession the days only grow: no circle.
create function check_organisation_succession() returns trigger language plpgsql as $$
declare
  changed uuid[];
  wrong uuid;
begin
  if tg_table_name = 'organisation' then
    select array_agg(succession_id) into changed from organisation_succession_part where organisation_id = new.id;
  elsif tg_table_name = 'organisation_succession' then
    changed := array[new.id];
  elsif tg_op = 'DELETE' then
    changed := array[old.succession_id];
  else
    changed := array[new.succession_id];
  end if;
  select id into wrong from (
    select succession.id, succession.kind,
      count(*) filter (where part.side = 'from') as sources,
      count(*) filter (where part.side = 'to') as targets,
      coalesce(bool_and(case part.side
        when 'from' then organisation.closed_on is not distinct from succession.takes_effect_on
        else organisation.closed_on is null or organisation.closed_on > succession.takes_effect_on end), false) as fits
    from organisation_succession succession
    left join organisation_succession_part part on part.succession_id = succession.id
    left join organisation on organisation.id = part.organisation_id
    where succession.id = any (changed)
    group by succession.id
  ) counted
  where not fits or not case kind
    when 'closure' then sources = 1 and targets = 0
    when 'conversion' then sources = 1 and targets = 1
    when 'merger' then sources >= 1 and targets = 1
    else sources = 1 and targets >= 2 end
  limit 1;
  if wrong is not null then
    raise exception 'succession % does not fit its organisations', wrong
      using errcode = 'check_violation', constraint = 'organisation_succession_fits';
  end if;
  return null;
end $$;
create constraint trigger organisation_succession_fits after insert or update on organisation_succession
  deferrable initially deferred for each row execute function check_organisation_succession();
create constraint trigger organisation_succession_part_fits after insert or update or delete on organisation_succession_part
  deferrable initially deferred for each row execute function check_organisation_succession();
create constraint trigger organisation_closure_fits after update of closed_on on organisation
  deferrable initially deferred for each row when (old.closed_on is distinct from new.closed_on)
  execute function check_organisation_succession();

-- The register on a day.
create function organisation_parent_on(organisation uuid, day date) returns uuid language sql stable as $$
  select parent_id from organisation_parent
  where organisation_id = organisation and valid_from <= day and (valid_to is null or valid_to > day)
$$;

-- An organisation and all above it, itself at height 0.
create function organisations_above(organisation uuid, day date) returns table (id uuid, height int)
language sql stable rows 3 as $$
  with recursive above (id, height) as (
    select organisation, 0
    union all
    select link.parent_id, above.height + 1
    from above
    join organisation_parent link on link.organisation_id = above.id
      and link.valid_from <= day and (link.valid_to is null or link.valid_to > day)
  )
  select above.id, above.height from above
$$;

-- An organisation and all below it.
create function organisations_below(organisation uuid, day date) returns setof uuid language sql stable rows 20 as $$
  with recursive below (id) as (
    select organisation
    union all
    select link.organisation_id
    from below
    join organisation_parent link on link.parent_id = below.id
      and link.valid_from <= day and (link.valid_to is null or link.valid_to > day)
  )
  select below.id from below
$$;

-- The agency that an organisation counts for in its sector: the highest above it before the sector changes, as a
-- school's trust but not the council that maintains the school.
create function organisation_sector_root_on(organisation uuid, day date) returns uuid language sql stable as $$
  with above as (
    select upward.id, upward.height, agency.agency_sector_code as sector
    from organisations_above(organisation, day) upward join public.organisation agency on agency.id = upward.id
  )
  select above.id from above
  where above.height < coalesce((
    select min(other.height) from above other
    where other.sector <> (select own.sector from above own where own.height = 0)), 1000)
  order by above.height desc limit 1
$$;

-- Search by what an organisation is called, where it is, and by its codes and domains.
create index organisation_place on organisation using gin (search_form(place) gin_trgm_ops);
create index organisation_name_current on organisation_name (organisation_id) where valid_to is null;
