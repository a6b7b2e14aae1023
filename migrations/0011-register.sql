-- What the register knows beyond names: what people do where they work, whether their details still hold, and which
-- codes and e-mail domains are an organisation's own.

create extension if not exists fuzzystrmatch;

-- What people do, across agencies: training needs and reports go by it. The workforce says whom the work is with.
create table job_role (
  code text primary key,
  name text not null,
  -- Children's workforce, adults' workforce, or both.
  workforce text not null check (workforce in ('children', 'adults', 'both')),
  position int not null
);
insert into job_role (code, name, workforce, position) values
  ('social-worker', 'Social worker or social work assistant', 'children', 10),
  ('early-help', 'Early help or family support worker', 'children', 20),
  ('safeguarding-lead', 'Designated or named safeguarding lead', 'children', 30),
  ('teacher', 'Teacher or lecturer', 'children', 40),
  ('school-support', 'School or college support staff', 'children', 50),
  ('early-years', 'Early years or childcare practitioner', 'children', 60),
  ('childminder', 'Childminder', 'children', 70),
  ('foster-carer', 'Foster carer or residential worker', 'children', 80),
  ('health-visitor', 'Health visitor, school nurse or midwife', 'children', 90),
  ('doctor', 'Doctor', 'both', 100),
  ('nurse', 'Nurse or allied health professional', 'both', 110),
  ('mental-health', 'Mental health practitioner', 'both', 120),
  ('police', 'Police officer or staff', 'both', 130),
  ('probation', 'Probation or youth justice worker', 'both', 140),
  ('housing', 'Housing officer', 'both', 150),
  ('youth-worker', 'Youth worker', 'children', 160),
  ('adult-social-care', 'Adult social care worker', 'adults', 170),
  ('substance-use', 'Drug and alcohol worker', 'adults', 180),
  ('domestic-abuse', 'Domestic abuse worker', 'both', 190),
  ('faith-community', 'Faith or community worker', 'both', 200),
  ('sport', 'Sports coach or leisure worker', 'children', 210),
  ('manager', 'Manager or administrator', 'both', 220),
  ('volunteer', 'Volunteer or trustee', 'both', 230),
  ('other', 'Something else', 'both', 999);

alter table affiliation
  add column job_role_code text references job_role,
  -- Approves training and signs its effect; told as a name and an address, as a manager need not be registered.
  add column line_manager_name text check (length(line_manager_name) between 1 and 200),
  add column line_manager_email text check (length(line_manager_email) between 3 and 254);
create index affiliation_organisation_current on affiliation (organisation_id) where valid_to is null;

alter table person
  -- Name, organisation, address, role and manager: when the person last said that they are right.
  add column details_confirmed_at timestamptz,
  -- When and why they were asked again, beside the time that passes by itself.
  add column details_asked_at timestamptz,
  add column details_asked_because text check (details_asked_because in ('bounce', 'organisation-merged', 'imported', 'officer')),
  -- A record that turned out to be somebody's second one. It stays so that the merge can be undone.
  add column merged_into_id uuid references person,
  add check (merged_into_id <> id),
  add check ((details_asked_at is null) = (details_asked_because is null));
create index person_merged_into on person (merged_into_id) where merged_into_id is not null;

alter table organisation
  -- `requested`: somebody registered with it and it was not listed; nobody else can choose it yet.
  add column state text not null default 'listed' check (state in ('listed', 'requested', 'refused')),
  add column requested_by uuid references person,
  add column requested_at timestamptz,
  -- Town and the like, so that two schools of one name can be told apart.
  add column place text check (length(place) between 1 and 200);
create index organisation_requested on organisation (requested_at) where state = 'requested';
create index organisation_postcode on organisation using gin (search_form(replace(postcode, ' ', '')) gin_trgm_ops);

-- Codes of the registers that organisations come from. ODS never uses one again; a school that becomes an academy
-- gets a new URN, so an organisation can have several.
create table organisation_code (
  -- URN: Get Information about Schools. ODS: NHS Organisation Data Service. UKPRN: UK Register of Learning Providers.
  scheme text not null check (scheme in ('urn', 'ods', 'ukprn', 'charity', 'company', 'local')),
  code text not null check (code ~ '^[A-Z0-9][A-Z0-9-]{0,19}$'),
  organisation_id uuid not null references organisation,
  primary key (scheme, code)
);
create index organisation_code_organisation on organisation_code (organisation_id);

-- E-mail domains that are an organisation's own suggest it to whoever registers with one. A trust and its schools may
-- share one; `nhs.net` is nobody's.
create table organisation_domain (
  domain text not null check (domain = lower(domain) and domain ~ '^[a-z0-9.-]{3,253}$'),
  organisation_id uuid not null references organisation,
  primary key (domain, organisation_id)
);
create index organisation_domain_organisation on organisation_domain (organisation_id);
