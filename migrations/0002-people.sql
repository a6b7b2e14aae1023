-- Partnerships, organisations, people, their affiliations, roles and credentials. What changes with time carries dates.

-- How words are compared when somebody searches: no capitals, no accents, the same on every server whatever its locale.
create function search_form(words text) returns text language sql immutable parallel safe strict as $$
  select lower(public.unaccent('public.unaccent', words) collate "und-x-icu")
$$;

-- Partnerships split and merge (Cumbria became two on 1 April 2025), so each has a period.
create table partnership (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  short_name text not null,
  area text not null,
  nation text not null check (nation in ('england', 'wales', 'scotland', 'northern-ireland')),
  valid_from date not null,
  valid_to date,
  is_demonstration boolean not null default false,
  check (valid_to is null or valid_to > valid_from)
);

create table agency_sector (
  code text primary key,
  name text not null,
  position int not null
);
insert into agency_sector (code, name, position) values
  ('council', 'Council', 1), ('health', 'Health', 2), ('police', 'Police', 3), ('education', 'Schools and colleges', 4),
  ('early-years', 'Early years and childcare', 5), ('vcfse', 'Voluntary, community, faith and social enterprise', 6),
  ('probation', 'Probation', 7), ('youth-justice', 'Youth justice', 8), ('housing', 'Housing', 9),
  ('sport', 'Sport and leisure', 10), ('other', 'Other', 99);

create table organisation (
  id uuid primary key default gen_random_uuid(),
  agency_sector_code text not null references agency_sector,
  parent_id uuid references organisation,
  postcode text,
  -- The host runs the register; its people sign in like everyone else.
  is_host boolean not null default false,
  opened_on date,
  closed_on date,
  successor_id uuid references organisation,
  created_at timestamptz not null default now(),
  check (parent_id <> id),
  check (successor_id <> id)
);

create table organisation_name (
  organisation_id uuid not null references organisation,
  name text not null check (length(name) between 1 and 200),
  valid_from date not null,
  valid_to date,
  primary key (organisation_id, valid_from),
  exclude using gist (organisation_id with =, daterange(valid_from, valid_to) with &&)
);
-- The name on a day; before the first name that one, so that an organisation is never nameless.
create function organisation_name_on(organisation uuid, day date) returns text language sql stable as $$
  select name from organisation_name where organisation_id = organisation
  order by (valid_from > day), case when valid_from <= day then valid_from end desc, valid_from
  limit 1
$$;
create index organisation_name_search on organisation_name using gin (search_form(name) gin_trgm_ops);

create table person (
  id uuid primary key default gen_random_uuid(),
  name text not null check (length(name) between 1 and 200),
  email text not null check (length(email) between 3 and 254),
  email_verified_at timestamptz,
  created_at timestamptz not null default now(),
  last_signed_in_at timestamptz,
  left_at timestamptz,
  -- A demonstration sign-in: its password is printed, so production refuses to run with it.
  is_demonstration boolean not null default false
);
create unique index person_email on person (lower(email));
create index person_search on person using gin (search_form(name) gin_trgm_ops, search_form(email) gin_trgm_ops);

create table affiliation (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person,
  organisation_id uuid not null references organisation,
  job_title text,
  is_main boolean not null default true,
  valid_from date not null,
  valid_to date,
  check (valid_to is null or valid_to >= valid_from)
);
create index affiliation_person on affiliation (person_id);
create index affiliation_organisation on affiliation (organisation_id);
create unique index affiliation_one_main on affiliation (person_id) where is_main and valid_to is null;

create table person_role (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person,
  role text not null check (role in ('officer', 'communications', 'training-coordinator', 'agency-lead', 'practitioner')),
  -- An agency lead leads one organisation.
  organisation_id uuid references organisation,
  granted_by uuid references person,
  valid_from timestamptz not null default now(),
  valid_to timestamptz
);
create index person_role_person on person_role (person_id);
create unique index person_role_once on person_role (person_id, role, coalesce(organisation_id, '00000000-0000-0000-0000-000000000000')) where valid_to is null;

create table password (
  person_id uuid primary key references person,
  hash text not null,
  changed_at timestamptz not null default now()
);

create table second_factor (
  person_id uuid primary key references person,
  -- Sealed with the installation's secret.
  secret_encrypted bytea not null,
  confirmed_at timestamptz not null,
  -- A code works once: the time step of the last one that did.
  last_step bigint
);

-- A second factor that is being set up; the one before keeps working until the new one has shown a code.
create table second_factor_setup (
  person_id uuid primary key references person,
  secret_encrypted bytea not null,
  started_at timestamptz not null
);

create table recovery_code (
  person_id uuid not null references person,
  hash bytea not null,
  used_at timestamptz,
  primary key (person_id, hash)
);

-- A password that is to be set, proved by a six-digit code sent by e-mail or by a link that the operator's command line printed.
create table password_request (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('code', 'link')),
  -- Null for an address that nobody has here: whoever asks gets the same answer.
  person_id uuid references person,
  -- Null until the code has been made, which is when it is sent.
  secret_hash bytea,
  attempts int not null default 0,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index password_request_person on password_request (person_id);

alter table session add foreign key (person_id) references person;

-- Which parts of the demonstration this database has, so that one that was interrupted is completed at the next start.
create table demonstration_part (
  name text primary key,
  added_at timestamptz not null default now()
);
