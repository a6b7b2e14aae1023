-- The registers of schools and of the NHS hold many that closed on a day that nobody wrote down. They concern us only
-- where we believe them open.
alter table organisation_import_line add column closed_without_day boolean not null default false;
