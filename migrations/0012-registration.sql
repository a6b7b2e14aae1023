-- Registering oneself, and finding one's organisation in a register of thousands.

-- The threshold below belongs to this extension, which has to be loaded to know it.
select show_trgm('');

-- What is searched, kept ready: to take the accents off is slow for thousands of names at each letter typed.
alter table organisation_name add column search_name text generated always as (search_form(name)) stored;
create index organisation_name_search_name on organisation_name using gin (search_name gin_trgm_ops);

alter table organisation
  add column search_place text
    generated always as (search_form(coalesce(place, '') || ' ' || replace(coalesce(postcode, ''), ' ', ''))) stored,
  -- Told by whoever asked for it to be listed.
  add column website text check (length(website) between 4 and 200);
create index organisation_search_place on organisation using gin (search_place gin_trgm_ops);

-- Names that are nearly what was typed. A lower threshold than usual, as people mistype the half of a short name.
create function organisation_names_like(typed text)
returns table (organisation_id uuid, valid_from date)
language sql stable set pg_trgm.word_similarity_threshold = 0.4 set enable_seqscan = off as $$
  select organisation_id, valid_from
  from organisation_name where typed <% search_name
  order by word_similarity(typed, search_name) desc, length(search_name) limit 100
$$;

-- What somebody typed who is registering. Kept until they are in, or for a day.
create table registration (
  id uuid primary key default gen_random_uuid(),
  -- SHA-256 of the random bits in the cookie of the browser that began it; no other browser can go on with it.
  token_hash bytea not null unique,
  name text not null check (length(name) between 1 and 200),
  email text not null check (length(email) between 3 and 254),
  -- A page of this site that was asked for before.
  next text check (length(next) <= 2000),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  proved_at timestamptz,
  organisation_id uuid references organisation,
  -- An organisation that is not listed, until the person is in: name, sector, postcode, place, website.
  new_organisation jsonb check (organisation_id is null or new_organisation is null),
  job_title text check (length(job_title) between 1 and 200),
  job_role_code text references job_role,
  line_manager_name text check (length(line_manager_name) between 1 and 200),
  line_manager_email text check (length(line_manager_email) between 3 and 254),
  has_no_line_manager boolean not null default false,
  password_hash text,
  -- When it is done: who came of it, so that a form sent twice makes nobody twice.
  person_id uuid references person,
  completed_at timestamptz
);
create index registration_expires on registration (expires_at);
create index registration_person on registration (person_id) where person_id is not null;

-- The codes that prove an address work as those for a new password do, and live in the same table.
alter table password_request
  drop constraint password_request_kind_check,
  add check (kind in ('code', 'link', 'registration')),
  add column registration_id uuid references registration on delete cascade,
  add check ((kind = 'registration') = (registration_id is not null));
create index password_request_registration on password_request (registration_id) where registration_id is not null;
