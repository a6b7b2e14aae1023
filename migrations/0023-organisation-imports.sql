-- Files of other registers, read and checked line by line before anything is changed by them.

create table organisation_import (
  id uuid primary key default gen_random_uuid(),
  file_name text not null check (length(file_name) between 1 and 255),
  sha256 text not null,
  -- GIAS: Get Information about Schools. ODS: NHS Organisation Data Service. CSV: our own columns.
  format text not null check (format in ('gias', 'ods', 'csv')),
  -- Which part of the country it was narrowed to; empty for all of it.
  area text not null default '',
  read_by uuid references person,
  read_at timestamptz not null,
  state text not null default 'checked' check (state in ('checked', 'confirmed', 'done', 'failed')),
  -- Lines that could not be understood: how many, and the first of them with the reasons.
  unreadable int not null default 0,
  unreadable_lines jsonb not null default '[]',
  -- Lines of other places, which were passed over.
  elsewhere int not null default 0,
  confirmed_by uuid references person,
  done_at timestamptz,
  -- How many lines came to what, as told when it was done.
  outcomes jsonb
);

create table organisation_import_line (
  import_id uuid not null references organisation_import on delete cascade,
  line int not null,
  -- 0: the line itself. 1: the trust that a school's line names, which has no line of its own.
  part smallint not null,
  name text not null,
  sector_code text not null,
  legal_form text,
  postcode text,
  place text,
  opened_on date,
  closed_on date,
  codes text[] not null default '{}',
  parent text,
  domains text[] not null default '{}',
  -- What the check made of it.
  organisation_id uuid,
  parent_id uuid,
  parent_line int,
  parent_part smallint,
  outcome text check (outcome in ('new', 'changed', 'closed', 'unchanged', 'passed-over', 'refused')),
  changes text[] not null default '{}',
  reason text,
  primary key (import_id, line, part)
);
create index organisation_import_line_outcome on organisation_import_line (import_id, outcome);
