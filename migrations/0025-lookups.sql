-- Affiliations are looked up by their plain indexes. The indexes that keep two rows apart in time answer the same
-- questions, by person at half the speed and by organisation by reading themselves whole, and yet were taken, as the
-- planner counts them cheaper. So they know both by their identifier written out: as exact, and asked for by no lookup.
alter table affiliation
  drop constraint affiliation_one_main_a_day,
  drop constraint affiliation_once_a_day;
alter table affiliation
  add constraint affiliation_one_main_a_day
    exclude using gist ((person_id::text) with =, daterange(valid_from, valid_to) with &&) where (is_main) deferrable,
  add constraint affiliation_once_a_day
    exclude using gist ((person_id::text) with =, (organisation_id::text) with =, daterange(valid_from, valid_to) with &&) deferrable;

-- Who leads an organisation.
create index person_role_organisation on person_role (organisation_id) where valid_to is null;
