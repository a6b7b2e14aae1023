-- Training: frameworks, the course versions that people enrol on, their progress, checks and certificates, and live sessions.
-- A course is a publication; what stands here binds to its published versions.

-- "Level 2" means different things in different frameworks, so a band is always (framework, code).
create table training_framework (
  code text primary key check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text not null,
  nation text check (nation in ('england', 'wales', 'scotland', 'northern-ireland')),
  position int not null
);
create table competency_band (
  framework text not null references training_framework,
  code text not null,
  label text not null,
  position int not null,
  primary key (framework, code)
);
insert into training_framework (code, name, nation, position) values
  ('local-multi-agency', 'Local multi-agency training strategy', 'england', 10),
  ('working-together-2010', 'Working Together 2010 training groups', 'england', 20),
  ('intercollegiate-2019', 'Intercollegiate document 2019 (health staff)', null, 30),
  ('kcsie', 'Keeping children safe in education', 'england', 40),
  ('wales-2022', 'National safeguarding training standards, Wales 2022', 'wales', 50),
  ('scotland-2024', 'National framework for child protection learning, Scotland 2024', 'scotland', 60),
  ('sbni', 'SBNI learning and development framework', 'northern-ireland', 70);
insert into competency_band (framework, code, label, position) values
  ('local-multi-agency', '1', 'Level 1', 1), ('local-multi-agency', '2', 'Level 2', 2),
  ('local-multi-agency', '3', 'Level 3', 3), ('local-multi-agency', '4', 'Level 4', 4),
  ('working-together-2010', '1', 'Group 1', 1), ('working-together-2010', '2', 'Group 2', 2),
  ('working-together-2010', '3', 'Group 3', 3), ('working-together-2010', '4', 'Group 4', 4),
  ('working-together-2010', '5', 'Group 5', 5), ('working-together-2010', '6', 'Group 6', 6),
  ('working-together-2010', '7', 'Group 7', 7), ('working-together-2010', '8', 'Group 8', 8),
  ('intercollegiate-2019', '1', 'Intercollegiate level 1', 1), ('intercollegiate-2019', '2', 'Intercollegiate level 2', 2),
  ('intercollegiate-2019', '3', 'Intercollegiate level 3', 3), ('intercollegiate-2019', '4', 'Intercollegiate level 4', 4),
  ('intercollegiate-2019', '5', 'Intercollegiate level 5', 5),
  ('kcsie', 'all-staff', 'All staff', 1), ('kcsie', 'dsl', 'Designated safeguarding lead', 2),
  ('wales-2022', 'a', 'Group A', 1), ('wales-2022', 'b', 'Group B', 2), ('wales-2022', 'c', 'Group C', 3),
  ('wales-2022', 'd', 'Group D', 4), ('wales-2022', 'e', 'Group E', 5), ('wales-2022', 'f', 'Group F', 6),
  ('scotland-2024', 'wider', 'Wider workforce', 1), ('scotland-2024', 'general', 'General contact workforce', 2),
  ('scotland-2024', 'specific', 'Specific contact workforce', 3), ('scotland-2024', 'intensive', 'Intensive contact workforce', 4),
  ('sbni', 'all', 'By role', 1);

-- A published version of a course: what an enrolment is for, whatever is published later.
create table course_version (
  course_id uuid not null references publication,
  number int not null,
  title text not null,
  framework text,
  band_code text,
  delivery text not null check (delivery in ('online', 'live', 'blended')),
  minutes int not null check (minutes >= 0),
  published_at timestamptz not null,
  primary key (course_id, number),
  foreign key (course_id, number) references publication_version (publication_id, number),
  foreign key (framework, band_code) references competency_band (framework, code)
);

-- Self-paced learning; a place at a live session is a booking.
create table enrolment (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person,
  course_id uuid not null,
  course_version int not null,
  -- Where the person worked on the day of enrolment, and on the day of completion.
  affiliation_id uuid not null references affiliation,
  completed_affiliation_id uuid references affiliation,
  state text not null default 'active' check (state in ('active', 'completed', 'left')),
  enrolled_at timestamptz not null,
  -- The person looked at name, organisation and e-mail address and said that they are right.
  details_confirmed_at timestamptz not null,
  completed_at timestamptz,
  left_at timestamptz,
  foreign key (course_id, course_version) references course_version (course_id, number),
  check ((state = 'completed') = (completed_at is not null)),
  check ((state = 'left') = (left_at is not null))
);
create unique index enrolment_one_active on enrolment (person_id, course_id) where state = 'active';
create index enrolment_course on enrolment (course_id);

-- Modules are named by a key that stays the same from version to version.
create table module_progress (
  enrolment_id uuid not null references enrolment on delete cascade,
  module_key text not null,
  done_at timestamptz not null,
  primary key (enrolment_id, module_key)
);

create table knowledge_check_attempt (
  id uuid primary key default gen_random_uuid(),
  enrolment_id uuid not null references enrolment on delete cascade,
  module_key text not null,
  -- What was chosen, by question; shown to the learner alone.
  answers jsonb not null,
  correct int not null,
  questions int not null check (questions > 0),
  passed boolean not null,
  attempted_at timestamptz not null,
  check (correct between 0 and questions)
);
create index knowledge_check_attempt_enrolment on knowledge_check_attempt (enrolment_id, module_key, attempted_at);

create table certificate (
  -- 130 random bits: who has the paper can look it up, nobody else can guess it.
  id text primary key check (id ~ '^[a-z2-9]{26}$'),
  enrolment_id uuid not null unique references enrolment,
  issued_at timestamptz not null,
  revoked_at timestamptz,
  revoked_reason text,
  check ((revoked_at is null) = (revoked_reason is null))
);

-- The live part of a course. Places and bookings come with the booking engine.
create table course_session (
  id uuid primary key default gen_random_uuid(),
  course_id uuid not null references publication,
  -- The live module that is done by whoever attends.
  module_key text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  place text not null check (length(place) between 1 and 300),
  how_to_join text not null default '',
  cancelled_at timestamptz,
  -- Counts the changes, as calendars ask for it.
  sequence int not null default 0,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  check (ends_at > starts_at)
);
create index course_session_course on course_session (course_id, starts_at);

create table session_attendance (
  session_id uuid not null references course_session,
  enrolment_id uuid not null references enrolment on delete cascade,
  recorded_by uuid references person,
  recorded_at timestamptz not null,
  primary key (session_id, enrolment_id)
);
