-- Who gets the bulletin and by what right, what was sent, and to whom it went.

create table subscriber (
  id uuid primary key default gen_random_uuid(),
  -- Null once removed: then the counts and the hash in `suppression` remain, and nobody's name.
  email text check (length(email) between 3 and 254),
  name text check (length(name) <= 200),
  job_role text check (length(job_role) <= 200),
  agency_sector_code text references agency_sector,
  -- In the footer and the headers of each mail; a leaked one can only unsubscribe.
  unsubscribe_token text not null unique,
  created_at timestamptz not null default now(),
  removed_at timestamptz,
  check ((email is null) = (removed_at is not null))
);
create unique index subscriber_email on subscriber (lower(email));
create index subscriber_search on subscriber using gin ((lower(coalesce(email, '') || ' ' || coalesce(name, ''))) gin_trgm_ops);

create table subscription (
  id uuid primary key default gen_random_uuid(),
  subscriber_id uuid not null references subscriber,
  list text not null default 'bulletin' check (list in ('bulletin')),
  started_at timestamptz not null default now(),
  ended_at timestamptz,
  ended_because text check (ended_because in ('unsubscribed', 'removed')),
  check ((ended_at is null) = (ended_because is null))
);
create unique index subscription_once on subscription (subscriber_id, list) where ended_at is null;

-- Addresses added by the business unit: checked first, added by a second step. The provenance stays, the rows go.
create table subscriber_addition (
  id uuid primary key default gen_random_uuid(),
  created_by uuid references person,
  created_at timestamptz not null default now(),
  basis text not null check (basis in ('consent', 'corporate')),
  -- Where the addresses come from and, for consent, the words people agreed to.
  provenance text not null check (length(provenance) between 1 and 2000),
  collected_on date not null,
  accepted jsonb,
  refused jsonb,
  added_at timestamptz,
  added_count int
);

-- Proof of why somebody is written to (PECR regulation 22; UK GDPR article 7): kept also after the subscriber is removed.
create table consent_record (
  id uuid primary key default gen_random_uuid(),
  subscriber_id uuid not null references subscriber,
  at timestamptz not null default now(),
  source text not null check (source in ('form', 'addition')),
  basis text not null check (basis in ('consent', 'corporate')),
  -- Individual subscribers (people, sole traders) need consent; corporate ones (councils, police, NHS bodies) may object.
  subscriber_type text not null check (subscriber_type in ('individual', 'corporate')),
  wording text not null,
  addition_id uuid references subscriber_addition,
  recorded_by uuid references person,
  check ((source = 'addition') = (addition_id is not null)),
  check (basis = 'consent' or subscriber_type = 'corporate')
);
create index consent_record_subscriber on consent_record (subscriber_id);

-- Asked for, not yet confirmed by a click on a button; forgotten after seven days.
create table subscription_request (
  id uuid primary key default gen_random_uuid(),
  email text not null check (length(email) between 3 and 254),
  name text,
  job_role text,
  agency_sector_code text references agency_sector,
  wording text not null,
  -- SHA-256 of the token in the last mail.
  token_hash bytea unique,
  asks int not null default 1,
  asked_at timestamptz not null
);
create unique index subscription_request_email on subscription_request (lower(email));
create index subscription_request_asked on subscription_request (asked_at);

-- Addresses that no list may write to: SHA-256 of the address in lower case, so that nobody need be kept to be left alone.
create table suppression (
  email_hash bytea primary key,
  reason text not null check (reason in ('unsubscribed', 'removed')),
  at timestamptz not null default now()
);

create function email_hash(email text) returns bytea language sql immutable strict as $$
  select sha256(convert_to(lower(email), 'UTF8'))
$$;

-- What stands below each bulletin: one row.
create table bulletin_sender (
  only_one boolean primary key default true check (only_one),
  postal_address text not null default '',
  contact_email text not null default ''
);
insert into bulletin_sender default values;

-- One sending of one version; what went out is kept as it went out.
create table mailing (
  id uuid primary key default gen_random_uuid(),
  publication_id uuid not null,
  version int not null,
  subject text not null,
  html_segments jsonb not null,
  text_segments jsonb not null,
  state text not null default 'sending' check (state in ('sending', 'stopped', 'finished')),
  stopped_because text check (stopped_because in ('person', 'late', 'refusals', 'unreachable')),
  from_name text not null,
  reply_to text not null default '',
  -- When nobody can say whether a mail arrived: once more, or left to a person.
  when_unsure text not null default 'resend' check (when_unsure in ('resend', 'hold')),
  started_by uuid references person,
  started_at timestamptz not null,
  -- The last sign of life of its worker.
  active_at timestamptz not null,
  finished_at timestamptz,
  -- While the mail server cannot be used: what it said, since when, and when it is tried again.
  problem text,
  problem_since timestamptz,
  retry_at timestamptz,
  foreign key (publication_id, version) references publication_version (publication_id, number),
  -- A second click never sends twice.
  unique (publication_id, version),
  check ((state = 'stopped') = (stopped_because is not null)),
  check ((state = 'finished') = (finished_at is not null))
);
create index mailing_sending on mailing (active_at) where state = 'sending';

-- Each run of a worker takes a number and holds pg_advisory_lock(7, number) while it lives.
create sequence mailing_worker as int cycle;

create table mailing_delivery (
  mailing_id uuid not null references mailing,
  subscriber_id uuid not null references subscriber,
  state text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'failed', 'ambiguous', 'skipped')),
  -- Fixed for every copy of this mail, without angle brackets.
  message_id text not null unique,
  attempts int not null default 0,
  -- How often a worker or connection died between sending and knowing.
  times_unsure int not null default 0,
  next_attempt_at timestamptz not null,
  claimed_by int,
  sent_at timestamptz,
  -- What the mail server said last.
  answer text,
  primary key (mailing_id, subscriber_id),
  check ((state = 'sending') = (claimed_by is not null)),
  check (state <> 'sent' or sent_at is not null)
);
create index mailing_delivery_due on mailing_delivery (mailing_id, next_attempt_at) where state = 'queued';
create index mailing_delivery_state on mailing_delivery (mailing_id, state);
