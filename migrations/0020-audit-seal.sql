-- Once a day the end of the audit log is sealed with the installation's secret, and told to the log: who owns the
-- database can cut off the chain's end, but can make no seal for what is left.
create table audit_seal (
  number bigint primary key,
  entry_hash bytea not null,
  sealed_at timestamptz not null,
  -- HMAC-SHA-256 of the three.
  mac bytea not null
);
