-- Sessions, the audit log, uploaded files, mail kept in development, throttles.

create extension if not exists pg_trgm;
create extension if not exists unaccent;
create extension if not exists btree_gist;

create table session (
  token_hash bytea primary key,
  person_id uuid not null,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  second_factor_at timestamptz
);
create index session_person on session (person_id);

-- Append-only and chained: each entry carries the SHA-256 of itself and the one before.
create table audit_entry (
  number bigint primary key,
  at timestamptz not null default now(),
  person_id uuid,
  action text not null,
  subject_kind text not null,
  subject_id text,
  details jsonb not null default '{}',
  previous_hash bytea not null,
  hash bytea not null
);
create index audit_entry_subject on audit_entry (subject_kind, subject_id);
create index audit_entry_at on audit_entry (at);

create function audit_entry_hash(entry audit_entry) returns bytea language sql stable as $$
  select sha256(convert_to(jsonb_build_array(
    entry.number, extract(epoch from entry.at), entry.person_id, entry.action, entry.subject_kind, entry.subject_id,
    entry.details, encode(entry.previous_hash, 'hex'))::text, 'UTF8'))
$$;

create function chain_audit_entry() returns trigger language plpgsql as $$
declare
  last record;
begin
  -- One writer at a time until its transaction ends, so that the chain has no fork.
  perform pg_advisory_xact_lock(7133703);
  select number, hash into last from audit_entry order by number desc limit 1;
  new.number := coalesce(last.number, 0) + 1;
  new.previous_hash := coalesce(last.hash, '\x'::bytea);
  new.hash := audit_entry_hash(new);
  return new;
end $$;
create trigger chain before insert on audit_entry for each row execute function chain_audit_entry();

create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is append-only';
end $$;
create trigger append_only before update or delete on audit_entry for each row execute function refuse_audit_change();
create trigger no_truncate before truncate on audit_entry for each statement execute function refuse_audit_change();

create table file (
  id uuid primary key default gen_random_uuid(),
  sha256 text not null,
  name text not null,
  media_type text not null,
  bytes bigint not null check (bytes >= 0),
  created_at timestamptz not null default now()
);

-- Where mail goes while no SMTP server is configured.
create table development_mail (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  message_id text not null,
  sender text not null,
  recipient text not null,
  subject text not null,
  body_text text not null,
  body_html text,
  headers jsonb not null default '{}'
);

-- Fixed-window counters for whatever must not be tried too often.
create table throttle (
  key text primary key,
  attempts int not null,
  window_ends_at timestamptz not null
);
