-- How to report a concern, and the threshold guide. Nothing about a child is stored: these are the ways to the people
-- who do that.

-- One row for each period in which a way to report was as it says; a key names the same way through time.
create table reporting_route (
  id uuid primary key default gen_random_uuid(),
  key text not null check (key ~ '^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$'),
  name text not null check (length(name) between 1 and 120),
  purpose text not null check (length(purpose) between 1 and 300),
  what_happens text not null default '',
  audiences text[] not null check (cardinality(audiences) > 0 and audiences <@ array['public', 'young-people', 'practitioners']),
  -- Null: the same in the whole United Kingdom.
  nation text check (nation in ('england', 'wales', 'scotland', 'northern-ireland')),
  -- Null: wherever the partnership works.
  area text,
  urgency text not null check (urgency in ('emergency', 'urgent', 'advice')),
  phone text,
  phone_is_free boolean not null default false,
  text_number text,
  textphone text,
  relay_number text,
  web_address text,
  sign_language_address text,
  hours jsonb not null,
  out_of_hours_key text,
  position int not null default 100,
  -- Null: not known, so nothing is said of it.
  anonymous_possible boolean,
  record_made boolean,
  feedback_given boolean,
  run_by text not null default '',
  owner text not null default '',
  valid_from date not null,
  -- The first day on which it no longer holds.
  valid_to date,
  last_verified_on date,
  last_verified_by uuid references person,
  verification_note text,
  created_by uuid references person,
  created_at timestamptz not null default now(),
  check (valid_to is null or valid_to > valid_from),
  check (coalesce(phone, text_number, textphone, relay_number, web_address, sign_language_address) is not null),
  exclude using gist (key with =, daterange(valid_from, valid_to) with &&)
);

-- Threshold documents name levels of need locally, and change; a guide holds for a period.
create table threshold_framework (
  id uuid primary key default gen_random_uuid(),
  name text not null check (length(name) between 1 and 120),
  introduction text not null,
  -- Name and address of the full document.
  source_title text not null default '',
  source_address text,
  -- Titles and texts, in order.
  referral_steps jsonb not null default '[]',
  -- What to have thought of before a referral; nothing here is filled in or kept.
  checklist jsonb not null default '[]',
  valid_from date not null,
  valid_to date,
  changed_by uuid references person,
  changed_at timestamptz not null default now(),
  check (valid_to is null or valid_to > valid_from),
  exclude using gist (daterange(valid_from, valid_to) with &&)
);

create table need_level (
  threshold_framework_id uuid not null references threshold_framework on delete cascade,
  position int not null,
  -- As the framework writes it: "1", "Early help", "Tier 3".
  code text not null check (length(code) between 1 and 20),
  name text not null check (length(name) between 1 and 120),
  meaning text not null,
  examples jsonb not null default '[]',
  response text not null,
  primary key (threshold_framework_id, position),
  unique (threshold_framework_id, code)
);
