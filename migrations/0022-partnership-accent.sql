-- The one colour a partnership chooses; each choice has been checked for contrast in both schemes.
alter table partnership add column accent text not null default 'heather';
