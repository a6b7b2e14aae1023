-- Guidance: the topics it is filed under, and the law and official guidance it names. The pages themselves are publications.

create table guidance_topic (
  slug text primary key check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 60),
  title text not null check (length(title) between 1 and 80),
  summary text not null default '',
  position int not null
);
insert into guidance_topic (slug, title, summary, position) values
  ('child-sexual-abuse', 'Child sexual abuse', 'Recognising sexual abuse, including between children, and how to respond.', 10),
  ('exploitation', 'Exploitation', 'Criminal and sexual exploitation, county lines and modern slavery.', 20),
  ('online-safety', 'Online safety', 'Grooming, sharing of images, and harm that begins or goes on online.', 30),
  ('relationships-and-domestic-abuse', 'Relationships and domestic abuse', 'Healthy relationships, domestic abuse at home and in young people’s own relationships.', 40),
  ('neglect', 'Neglect', 'When a child’s basic needs are not met, and working with families early.', 50),
  ('physical-and-emotional-abuse', 'Physical and emotional abuse', 'Injuries that need an explanation, and harm that leaves no mark.', 60),
  ('mental-health-and-self-harm', 'Mental health and self-harm', 'Noticing distress, talking about it, and finding help.', 70),
  ('working-together', 'Working together', 'Sharing information, thresholds, referrals and joint working.', 80),
  ('safer-organisations', 'Safer organisations', 'Policies, safer recruitment, and concerns about people who work with children.', 90);

-- Acts, regulations and official guidance, each with the time it is in force: a page shows the law of its day.
create table legal_instrument (
  id uuid primary key default gen_random_uuid(),
  title text not null check (length(title) between 1 and 300),
  kind text not null check (kind in ('act', 'regulations', 'statutory-guidance', 'guidance')),
  nations text[] not null check (
    cardinality(nations) > 0 and nations <@ array['england', 'wales', 'scotland', 'northern-ireland']),
  -- "2003 c. 42", "DfE, September 2025": how a practitioner cites it.
  citation text not null default '',
  address text,
  -- Null: not recorded. An instrument without valid_from counts as in force until valid_to.
  valid_from date,
  valid_to date,
  replaced_by uuid references legal_instrument,
  -- When somebody of the partnership last held the dates against the original; null asks the reader to.
  checked_on date,
  created_at timestamptz not null default now(),
  check (valid_to is null or valid_from is null or valid_to > valid_from),
  check (replaced_by <> id)
);
create unique index legal_instrument_title on legal_instrument (title, coalesce(valid_from, '-infinity'));
