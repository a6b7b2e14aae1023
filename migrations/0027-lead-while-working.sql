-- Somebody who has left an agency leads it no more, whatever became of the role: row-level security holds it by itself.

-- Does somebody work on the day in what they lead, below it or above it? Above, as somebody of a trust may lead a school.
create function leads_while_working(whose uuid, led uuid, day date) returns boolean language sql stable as $$
  select exists (
    select from affiliation
    where affiliation.person_id = whose
      and affiliation.valid_from <= day and (affiliation.valid_to is null or affiliation.valid_to > day)
      and affiliation.organisation_id in (
        select above.id from organisations_above(led, day) as above
        union all
        select below.id from organisations_below(led, day) as below (id)
      )
  )
$$;

create or replace function agency_lead_organisations() returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select below.id
  from person_role held join person on person.id = held.person_id
  cross join lateral organisations_below(held.organisation_id, current_setting('cairn.day')::date) as below (id)
  where held.person_id = nullif(current_setting('cairn.person_id', true), '')::uuid
    and held.role = 'agency-lead' and held.valid_to is null
    and person.left_at is null and person.merged_into_id is null
    and leads_while_working(held.person_id, held.organisation_id, current_setting('cairn.day')::date)
$$;

-- Nobody has business with it but the owner.
revoke execute on function leads_while_working(uuid, uuid, date) from public;
