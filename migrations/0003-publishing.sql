-- What is published: campaigns, guidance, courses and bulletins share one life:
-- draft → in review (by another person) → published → review due → withdrawn.

create table publication (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('campaign', 'guidance', 'course', 'bulletin')),
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
  language text not null default 'en' check (language in ('en', 'cy')),
  latest_version int not null default 1,
  -- The version the public reads; null before the first publication.
  published_version int,
  -- Of the latest version: 'none' when it is the published one.
  draft_state text not null default 'draft' check (draft_state in ('none', 'draft', 'in-review')),
  submitted_by uuid references person,
  scheduled_for timestamptz,
  scheduled_by uuid references person,
  review_due_on date,
  owner_id uuid references person,
  -- Demonstration and archive content says on each page of what time it speaks.
  historic_note text,
  created_at timestamptz not null default now(),
  first_published_at timestamptz,
  published_at timestamptz,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  unique (kind, slug),
  check (published_version is null or published_at is not null),
  check (scheduled_for is null or draft_state = 'in-review')
);

-- Never changed: any two can be compared, and what was published can be shown as it was.
create table publication_version (
  publication_id uuid not null references publication on delete cascade,
  number int not null check (number >= 1),
  title text not null check (length(title) between 1 and 200),
  summary text not null default '',
  content jsonb not null,
  created_by uuid references person,
  created_at timestamptz not null default now(),
  note text,
  primary key (publication_id, number)
);

create table publication_event (
  id bigint generated always as identity primary key,
  publication_id uuid not null references publication on delete cascade,
  version int not null,
  action text not null check (action in
    ('created', 'submitted', 'returned', 'scheduled', 'unscheduled', 'published', 'withdrawn', 'restored', 'reviewed', 'imported')),
  person_id uuid references person,
  at timestamptz not null default now(),
  note text
);
create index publication_event_publication on publication_event (publication_id, id);

-- One row for each thing the public can find.
create table search_entry (
  publication_id uuid primary key references publication on delete cascade,
  kind text not null,
  path text not null,
  title text not null,
  summary text not null,
  body text not null,
  language text not null,
  published_at timestamptz not null,
  document tsvector generated always as (
    setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', summary), 'B') || setweight(to_tsvector('english', body), 'C')
  ) stored
);
create index search_entry_document on search_entry using gin (document);

-- Every word of what can be found: what a mistyped word is compared with.
create table search_word (
  word text primary key
);
create index search_word_trigram on search_word using gin (word gin_trgm_ops);

-- Words of the field change and differ by nation; a term that was replaced still finds what its successor names.
create table term (
  id uuid primary key default gen_random_uuid(),
  label text not null,
  nation text not null check (nation in ('england', 'wales', 'scotland', 'northern-ireland')),
  agency_sector_code text,
  valid_from date,
  valid_to date,
  replaced_by uuid references term,
  note text,
  unique (label, nation)
);
