-- Files that were read as bulletins: kept until a person makes drafts of what was found, then only that it was.

create table bulletin_import (
  id uuid primary key default gen_random_uuid(),
  file_name text not null check (length(file_name) between 1 and 255),
  -- Of the file, in hex: the same file is known again.
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  -- What was found; gone once drafts are made of it.
  reading jsonb,
  created_by uuid references person,
  created_at timestamptz not null,
  imported_at timestamptz,
  publication_id uuid references publication on delete set null,
  check (imported_at is not null or reading is not null)
);
create index bulletin_import_file on bulletin_import (sha256) where imported_at is not null;
