-- What is known of a published campaign as rows, so that "what is on now" is a question to the database. The texts
-- are in the published version; these follow each publication.

create table campaign (
  publication_id uuid primary key references publication on delete cascade,
  starts_on date not null,
  ends_on date not null,
  check (ends_on >= starts_on)
);
create index campaign_time on campaign (starts_on, ends_on);

create table campaign_phase (
  publication_id uuid not null references campaign on delete cascade,
  position int not null,
  theme text not null,
  starts_on date not null,
  ends_on date not null,
  primary key (publication_id, position),
  check (ends_on >= starts_on)
);

-- A safeguarding partner has statutory duties; a campaign partner does the work with it; a supporter passes it on.
create table campaign_partner (
  publication_id uuid not null references campaign on delete cascade,
  position int not null,
  name text not null,
  role text not null check (role in ('safeguarding-partner', 'campaign-partner', 'supporter')),
  web_address text,
  primary key (publication_id, position)
);

-- Organisations that asked to support a campaign. Who wrote is known to the workspace only.
create table coalition_member (
  id uuid primary key default gen_random_uuid(),
  campaign_id uuid not null references publication on delete cascade,
  organisation_name text not null check (length(organisation_name) between 1 and 200),
  web_address text,
  -- Gone as soon as they are not needed: after a refusal, or when the organisation leaves.
  contact_name text,
  contact_email text,
  how_they_support text not null default '',
  -- The words that were agreed to, as they stood then.
  consent_wording text not null,
  consented_at timestamptz not null,
  state text not null default 'asked' check (state in ('asked', 'listed', 'declined', 'left')),
  decided_by uuid references person,
  decided_at timestamptz,
  created_at timestamptz not null default now()
);
create index coalition_member_campaign on coalition_member (campaign_id, state);
create unique index coalition_member_once on coalition_member (campaign_id, lower(organisation_name)) where state in ('asked', 'listed');
