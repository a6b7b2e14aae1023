-- An agency lead sees their own people and nothing else, and the database holds it: what /agency shows is read as the
-- role cairn_agency_lead, which owns nothing, writes nothing and goes round no policy (docs/decisions/agency-lead.md).

do $$
begin
  -- Roles belong to the whole server: another partnership's database may have made it already.
  if not exists (select from pg_roles where rolname = 'cairn_agency_lead') then
    begin
      create role cairn_agency_lead nologin;
    exception
      when duplicate_object or unique_violation then null;
      when insufficient_privilege then
        raise exception 'the database user % may not create roles. Let an administrator run: create role cairn_agency_lead nologin; grant cairn_agency_lead to %;', current_user, current_user;
    end;
  end if;
  if not (select rolsuper from pg_roles where rolname = current_user) then
    begin
      execute format('grant cairn_agency_lead to %I', current_user);
    exception when insufficient_privilege then
      if not pg_has_role(current_user, 'cairn_agency_lead', 'member') then
        raise exception 'the database user % may not use the role cairn_agency_lead. Let an administrator run: grant cairn_agency_lead to %;', current_user, current_user;
      end if;
    end;
  end if;
end $$;

-- The organisations that whoever asks leads on the day asked of, and those below them.
create function agency_lead_organisations() returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select below.id
  from person_role held join person on person.id = held.person_id
  cross join lateral organisations_below(held.organisation_id, current_setting('cairn.day')::date) as below (id)
  where held.person_id = nullif(current_setting('cairn.person_id', true), '')::uuid
    and held.role = 'agency-lead' and held.valid_to is null
    and person.left_at is null and person.merged_into_id is null
$$;

-- Whoever works in one of them on that day.
create function agency_lead_people() returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select affiliation.person_id
  from affiliation join person on person.id = affiliation.person_id
  where affiliation.organisation_id in (select agency_lead_organisations())
    and affiliation.valid_from <= current_setting('cairn.day')::date
    and (affiliation.valid_to is null or affiliation.valid_to > current_setting('cairn.day')::date)
    and person.left_at is null and person.merged_into_id is null
$$;

-- Nobody has business with the functions but the role and the owner.
revoke execute on function agency_lead_organisations(), agency_lead_people() from public;
grant execute on function agency_lead_organisations(), agency_lead_people() to cairn_agency_lead;

grant select on agency_sector, job_role, organisation, organisation_name, affiliation, enrolment, module_progress to cairn_agency_lead;
grant select (id, name, email, created_at, left_at, merged_into_id, details_confirmed_at, details_asked_at, details_asked_because)
  on person to cairn_agency_lead;
-- The number of a certificate opens its page for anybody who has it: a lead sees that there is one.
grant select (enrolment_id, issued_at, revoked_at) on certificate to cairn_agency_lead;

alter table organisation enable row level security;
alter table organisation_name enable row level security;
alter table person enable row level security;
alter table affiliation enable row level security;
alter table enrolment enable row level security;
alter table module_progress enable row level security;
alter table certificate enable row level security;

create policy agency_lead on organisation for select to cairn_agency_lead
  using (id in (select agency_lead_organisations()));
create policy agency_lead on organisation_name for select to cairn_agency_lead
  using (organisation_id in (select agency_lead_organisations()));
create policy agency_lead on person for select to cairn_agency_lead
  using (id in (select agency_lead_people()));
-- Where else somebody works is not the lead's business.
create policy agency_lead on affiliation for select to cairn_agency_lead
  using (organisation_id in (select agency_lead_organisations()) and person_id in (select agency_lead_people()));
-- What somebody is learning for another employer neither; what they have completed goes with them.
create policy agency_lead on enrolment for select to cairn_agency_lead
  using (person_id in (select agency_lead_people())
    and (state = 'completed' or affiliation_id in (select id from affiliation)));
create policy agency_lead on module_progress for select to cairn_agency_lead
  using (enrolment_id in (select id from enrolment));
create policy agency_lead on certificate for select to cairn_agency_lead
  using (enrolment_id in (select id from enrolment));

-- A lead looks through the list of their people four times a year and says that it is right.
create table roster_review (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisation,
  reviewed_by uuid not null references person,
  reviewed_at timestamptz not null,
  people int not null check (people >= 0)
);
create index roster_review_organisation on roster_review (organisation_id, reviewed_at desc);

-- Somebody asks to lead their agency; the partnership approves or declines.
create table agency_lead_request (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person,
  organisation_id uuid not null references organisation,
  -- Why they are the right person, in their words.
  reason text not null check (length(reason) between 1 and 1000),
  requested_at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid references person,
  approved boolean,
  decision_note text check (length(decision_note) <= 1000),
  check ((decided_at is null) = (approved is null))
);
create unique index agency_lead_request_open on agency_lead_request (person_id, organisation_id) where decided_at is null;
create index agency_lead_request_queue on agency_lead_request (requested_at) where decided_at is null;
