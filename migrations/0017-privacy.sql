-- What people ask about their data, with the clocks of the law; files of personal data that wait to be fetched; how long
-- each kind of record is kept.

-- Emptied on a person's request or by a retention rule. The row stays, so that what it did keeps its place.
alter table person add column erased_at timestamptz;

create table privacy_request (
  id uuid primary key default gen_random_uuid(),
  -- What people quote; says nothing of how many there are.
  reference text not null unique check (reference ~ '^P-[0-9A-Z]{4}-[0-9A-Z]{4}$'),
  -- Null: somebody without an account.
  person_id uuid references person,
  kind text not null check (kind in ('access', 'correction', 'erasure', 'restriction', 'objection', 'complaint')),
  -- In their own words; cleared by an erasure and by the retention rule.
  details text check (length(details) <= 4000),
  -- Of somebody without an account who wants an answer by e-mail.
  name text check (length(name) between 1 and 200),
  email text check (length(email) between 3 and 254),
  email_proved_at timestamptz,
  code_hash bytea,
  code_attempts int not null default 0,
  code_expires_at timestamptz,
  -- The day in the United Kingdom on which the clocks begin.
  received_on date not null,
  received_at timestamptz not null,
  acknowledge_by date not null,
  acknowledged_at timestamptz,
  answer_by date not null,
  extended_at timestamptz,
  extension_reason text check (length(extension_reason) <= 1000),
  state text not null default 'open' check (state in ('open', 'fulfilled', 'refused', 'closed', 'withdrawn')),
  refusal_reason text,
  -- What the person is told at the end.
  outcome text check (length(outcome) <= 4000),
  ended_at timestamptz,
  ended_by uuid references person,
  -- When officers were last reminded of a clock.
  reminded_on date,
  check ((state = 'open') = (ended_at is null)),
  check ((state = 'refused') = (refusal_reason is not null)),
  check ((extended_at is null) = (extension_reason is null)),
  check (answer_by > received_on)
);
create index privacy_request_open on privacy_request (answer_by) where state = 'open';
create index privacy_request_person on privacy_request (person_id);

-- What officers write down about a request, for each other.
create table privacy_request_note (
  id bigint generated always as identity primary key,
  privacy_request_id uuid not null references privacy_request on delete cascade,
  written_by uuid references person,
  at timestamptz not null,
  note text not null check (length(note) between 1 and 2000)
);
create index privacy_request_note_request on privacy_request_note (privacy_request_id);

-- A file that an officer made for a request: checked, then released to the person under their account, then gone.
create table privacy_export (
  privacy_request_id uuid primary key references privacy_request on delete cascade,
  person_id uuid not null references person,
  content bytea not null,
  made_by uuid references person,
  made_at timestamptz not null,
  checked_at timestamptz,
  released_at timestamptz,
  expires_at timestamptz not null
);

-- How long each kind of record is kept. What a rule does is in the program, under its key; when is here.
create table retention_rule (
  key text primary key check (key ~ '^[a-z]+(-[a-z]+)*$'),
  position int not null,
  title text not null,
  -- What happens at the end of the period, and what it is counted from.
  happens text not null,
  counted_from text not null,
  why text not null,
  owner text not null,
  -- Null: kept for good.
  period int check (period > 0),
  unit text not null check (unit in ('hours', 'days', 'months')),
  shortest int,
  longest int,
  -- `program`: has always been done by the program itself, and cannot be switched off. `nightly`: by the rule.
  -- `never`: is kept, and the rule says why.
  applied_by text not null check (applied_by in ('program', 'nightly', 'never')),
  active boolean not null,
  -- When the period was last changed: a dry run from before says nothing. Null: as it came.
  changed_at timestamptz,
  changed_by uuid references person,
  check ((applied_by = 'never') = (period is null)),
  check (applied_by <> 'program' or active),
  check (applied_by <> 'never' or not active),
  check (applied_by <> 'nightly' or period between shortest and longest)
);

-- What a rule did, or would have done: counts only.
create table retention_run (
  id bigint generated always as identity primary key,
  rule_key text not null references retention_rule,
  kind text not null check (kind in ('dry-run', 'applied')),
  at timestamptz not null,
  -- The officer who looked; null for the nightly job.
  seen_by uuid references person,
  found int not null check (found >= 0)
);
create index retention_run_rule on retention_run (rule_key, kind, at desc);

insert into retention_rule
  (key, position, title, happens, counted_from, why, owner, period, unit, shortest, longest, applied_by, active) values
  ('unfinished-registrations', 10, 'Registrations that were not finished', 'Deleted', 'when the registration began',
   'Without an account there is nothing to keep it for (UK GDPR article 5(1)(c) and (e)).', 'Partnership manager', 24, 'hours', null, null, 'program', true),
  ('sessions', 20, 'Where people are signed in', 'Deleted', 'the last use (12 hours) or the sign-in (7 days)',
   'A session that has ended is of no use (UK GDPR article 5(1)(e)).', 'Partnership manager', 7, 'days', null, null, 'program', true),
  ('password-requests', 30, 'Codes for a new password', 'Deleted', 'the end of the code',
   'A code that has ended is of no use (UK GDPR article 5(1)(e)).', 'Partnership manager', 1, 'days', null, null, 'program', true),
  ('idle-accounts', 40, 'Accounts that nobody uses', 'Marked as a leaver: nobody can sign in, nothing is deleted', 'the last sign-in, or the day the account was made',
   'An account that nobody looks after is open to misuse (UK GDPR article 5(1)(f)).', 'Partnership manager', 24, 'months', 6, 60, 'nightly', false),
  ('leavers', 50, 'Records of people who have left', 'The person’s record is emptied, as at an erasure; numbers of people trained stay', 'the day they left',
   'Employers ask for proof of training for some years after somebody has left; six years is as long as most claims can be brought (Limitation Act 1980). Certificates stay in force that long.', 'Partnership manager', 72, 'months', 12, 120, 'nightly', false),
  ('learning-records', 60, 'Courses, results and certificates', 'Kept for as long as the person’s record is; then without the name', 'the end of the person’s record',
   'A certificate can be checked for as long as it is shown to somebody.', 'Training coordinator', null, 'months', null, null, 'never', false),
  ('check-answers', 70, 'What people chose in knowledge checks', 'The single answers are deleted; the result stays', 'the attempt',
   'The result counts; which answer was wrong helps only while one learns (UK GDPR article 5(1)(c)).', 'Training coordinator', 12, 'months', 1, 60, 'nightly', false),
  ('subscription-requests', 80, 'Subscriptions that were not confirmed', 'Deleted', 'when they were asked for',
   'Without a confirmation nobody has agreed (PECR regulation 22).', 'Communications', 7, 'days', null, null, 'program', true),
  ('former-subscribers', 90, 'People who no longer get the bulletin', 'Name and address are deleted; a one-way code of the address stays, so that nobody adds it again', 'the end of the subscription',
   'Proof for questions that come soon after (UK GDPR article 5(1)(e)).', 'Communications', 30, 'days', null, null, 'program', true),
  ('mailing-answers', 100, 'What mail servers said about each address', 'The words are deleted, as they often hold the address; that a bulletin went out stays', 'the end of the mailing',
   'Whoever asks why a bulletin did not arrive asks soon (UK GDPR article 5(1)(e)).', 'Communications', 12, 'months', 3, 84, 'nightly', false),
  ('privacy-exports', 110, 'Files of personal data made for a request', 'Deleted', 'the release, or the making',
   'The person has had time to fetch it; a copy that lies about is a risk (UK GDPR article 5(1)(f)).', 'Partnership manager', 30, 'days', null, null, 'program', true),
  ('privacy-requests', 120, 'Privacy requests and complaints that have ended', 'Words, names and addresses are deleted; kind, dates and outcome stay', 'the end of the request',
   'Shows the Information Commissioner and the courts that the request was answered.', 'Partnership manager', 36, 'months', 12, 84, 'nightly', false),
  ('kept-mail', 130, 'Mail kept because no mail server is set', 'Deleted', 'the day of the mail',
   'It holds names and addresses, and is only there to be read while trying things out.', 'Partnership manager', 30, 'days', 1, 365, 'nightly', false),
  ('audit-log', 140, 'The log of who did what', 'Kept; it holds identifiers, and after an erasure they lead to nobody', 'each entry',
   'Each entry is sealed with the one before: taking one out would break the proof (UK GDPR article 5(2)).', 'Partnership manager', null, 'months', null, null, 'never', false),
  ('publications', 150, 'Pages and their versions', 'Kept; who wrote them is named only while their record is there', 'the publication',
   'The partnership has to show what it told the public and when (Children Act 2004 sections 16E to 16G).', 'Communications', null, 'months', null, null, 'never', false);
