-- Ways to sign in beside the password: passkeys, and the accounts that agencies give their own people. Which roles need
-- a second factor is data.

create table role_second_factor (
  role text primary key check (role in ('officer', 'communications', 'training-coordinator', 'agency-lead', 'practitioner')),
  is_needed boolean not null,
  -- Officers can do everything, so theirs cannot be switched off.
  check (role <> 'officer' or is_needed)
);
insert into role_second_factor (role, is_needed) values
  ('officer', true), ('communications', true), ('training-coordinator', true), ('agency-lead', true), ('practitioner', false);

create table passkey (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person,
  credential_id bytea not null unique check (length(credential_id) between 1 and 1023),
  public_key bytea not null,
  -- Grows with each use where the authenticator counts; one that does not grow has been copied.
  sign_count bigint not null check (sign_count >= 0),
  transports text[] not null default '{}',
  -- Kept in step with an account of a phone or browser, so that it outlives the device.
  is_synced boolean not null,
  name text not null check (length(name) between 1 and 100),
  created_at timestamptz not null,
  last_used_at timestamptz
);
create index passkey_person on passkey (person_id);

-- Challenges carry their own end and a MAC, so only those that were answered are kept: each can be answered once.
create table passkey_challenge (
  hash bytea primary key,
  expires_at timestamptz not null
);

-- Agencies that sign their own people in, by OpenID Connect.
create table sign_in_provider (
  id uuid primary key default gen_random_uuid(),
  name text not null check (length(name) between 1 and 100),
  issuer text not null unique check (length(issuer) between 8 and 500),
  client_id text check (length(client_id) between 1 and 300),
  -- Sealed with the installation's secret.
  client_secret_sealed bytea,
  email_domains text[] not null default '{}',
  -- The agency asks for a second factor itself, so its people are not asked here again.
  has_second_factor boolean not null default false,
  is_enabled boolean not null default false,
  created_at timestamptz not null,
  check (not is_enabled or (client_id is not null and client_secret_sealed is not null))
);

-- An account of an agency that its owner has linked with theirs here. Found by issuer and subject only: an address can
-- be claimed by anybody who runs a provider.
create table linked_account (
  issuer text not null references sign_in_provider (issuer),
  subject text not null check (length(subject) between 1 and 255),
  person_id uuid not null references person,
  -- As the provider said when it was linked; for its owner to recognise it by.
  email text check (length(email) <= 254),
  linked_at timestamptz not null,
  last_used_at timestamptz,
  primary key (issuer, subject)
);
create index linked_account_person on linked_account (person_id);

-- A sign-in that went to a provider and has not come back. The state works once, in the browser that began.
create table provider_visit (
  state_hash bytea primary key,
  provider_id uuid not null references sign_in_provider,
  browser_hash bytea not null,
  nonce text not null,
  code_verifier text not null,
  next text,
  expires_at timestamptz not null
);

-- Somebody whom a provider knows and we do not: what they proved there waits a quarter of an hour, for them to sign in
-- here as well or to register. One for each browser.
create table pending_account (
  browser_hash bytea primary key,
  issuer text not null references sign_in_provider (issuer),
  subject text not null check (length(subject) between 1 and 255),
  email text check (length(email) <= 254),
  next text,
  proved_at timestamptz not null,
  expires_at timestamptz not null
);
