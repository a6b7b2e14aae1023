-- Affiliations that cannot contradict each other, names that were borne before, the details check with its reminders,
-- and codes that prove another e-mail address.

-- On any day a person has one main affiliation at most, and one with an organisation. A change of main, of the role or
-- of the manager ends a row and begins the next, so that each day keeps what was true of it. Deferrable, for merges.
drop index affiliation_one_main;
alter table affiliation
  add constraint affiliation_one_main_a_day
    exclude using gist (person_id with =, daterange(valid_from, valid_to) with &&) where (is_main) deferrable,
  add constraint affiliation_once_a_day
    exclude using gist (person_id with =, organisation_id with =, daterange(valid_from, valid_to) with &&) deferrable,
  add check (line_manager_email is null or line_manager_name is not null);
create index affiliation_current on affiliation (person_id) where valid_to is null;

-- Names somebody had until a moment; a certificate keeps the name of its day. The name of today stands in `person`.
create table former_name (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person,
  name text not null check (length(name) between 1 and 200),
  until timestamptz not null
);
create index former_name_person on former_name (person_id, until);

create function person_name_at(person_id uuid, moment timestamptz) returns text language sql stable as $$
  select coalesce(
    (select former_name.name from former_name
     where former_name.person_id = person_name_at.person_id and former_name.until > moment
     order by former_name.until limit 1),
    (select person.name from person where person.id = person_name_at.person_id))
$$;

alter table person
  -- One reminder when the details become due and one when they are overdue; cleared when they are confirmed.
  add column details_due_told_at timestamptz,
  add column details_overdue_told_at timestamptz,
  -- "Later" holds for a week.
  add column details_put_off_at timestamptz;

-- The same rule as `details-state.ts`, for reports; a test compares the two.
create function details_due_at(confirmed_at timestamptz, asked_at timestamptz, created_at timestamptz)
returns timestamptz language sql immutable parallel safe as $$
  select least(coalesce(confirmed_at + interval '4320 hours', created_at), asked_at)
$$;
create function details_state_at(
  confirmed_at timestamptz, asked_at timestamptz, created_at timestamptz, moment timestamptz
) returns text language sql immutable parallel safe as $$
  select case
    when details_due_at(confirmed_at, asked_at, created_at) > moment then 'confirmed'
    when details_due_at(confirmed_at, asked_at, created_at) > moment - interval '720 hours' then 'due'
    else 'overdue'
  end
$$;
create index person_details_due on person (details_due_at(details_confirmed_at, details_asked_at, created_at))
  where left_at is null and merged_into_id is null;

-- A code that proves a new address of somebody who is signed in lives with the others.
alter table password_request
  drop constraint password_request_kind_check,
  add constraint password_request_kind_check check (kind in ('code', 'link', 'registration', 'address')),
  add column email text check (length(email) between 3 and 254),
  -- Where the code goes, which is what it proves; null for a link, and where nobody has the address that was typed.
  add check (kind not in ('address', 'registration') or email is not null);

-- Whoever confirmed their details when they enrolled has confirmed them.
update person set details_confirmed_at = confirmed.at
from (select person_id, max(details_confirmed_at) as at from enrolment group by person_id) confirmed
where confirmed.person_id = person.id and person.details_confirmed_at is null;
