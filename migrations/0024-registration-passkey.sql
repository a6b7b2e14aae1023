-- Somebody who registers may choose a passkey in the place of a password; the device makes it once they are in.
alter table registration add column wants_passkey boolean not null default false;
