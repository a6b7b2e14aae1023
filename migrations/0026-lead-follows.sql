-- A change of legal form, a merger or a split ends an organisation, and its people work for the one that follows. What
-- they had begun for the one before is still their work for the agency: its lead sees it, of people who are there now.
create function agency_lead_affiliations() returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive own (id) as (
    select agency_lead_organisations()
    union
    select ended.organisation_id
    from own
    join organisation_succession_part follows on follows.organisation_id = own.id and follows.side = 'to'
    join organisation_succession succession on succession.id = follows.succession_id
      and succession.kind <> 'closure'
      and succession.takes_effect_on <= current_setting('cairn.day')::date
    join organisation_succession_part ended on ended.succession_id = succession.id and ended.side = 'from'
  )
  select affiliation.id
  from affiliation join own on own.id = affiliation.organisation_id
  where affiliation.person_id in (select agency_lead_people())
$$;

revoke execute on function agency_lead_affiliations() from public;
grant execute on function agency_lead_affiliations() to cairn_agency_lead;

drop policy agency_lead on enrolment;
-- What somebody is learning for another employer is not the lead's business; what they have completed goes with them.
create policy agency_lead on enrolment for select to cairn_agency_lead
  using (person_id in (select agency_lead_people())
    and (state = 'completed' or affiliation_id in (select agency_lead_affiliations())));
