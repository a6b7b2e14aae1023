-- Pictures that publications show, and what the care of published pages remembers.

create table picture (
  file_id uuid primary key references file,
  -- Read to people who cannot see it; each place that shows it may say it in its own words.
  description text not null check (length(description) between 1 and 500),
  width int not null check (width > 0),
  height int not null check (height > 0),
  uploaded_by uuid references person,
  uploaded_at timestamptz not null default now()
);
create index picture_uploaded on picture (uploaded_at desc, file_id);

-- The review date for which the owner has had a reminder, so that each date brings one.
alter table publication add column review_reminded_for date;
create index publication_review_due on publication (review_due_on) where withdrawn_at is null;
