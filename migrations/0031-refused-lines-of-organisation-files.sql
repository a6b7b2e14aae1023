-- Whoever corrects a file needs every line that was refused, also after the rest of it was carried out.
create table organisation_import_refusal (
  import_id uuid not null references organisation_import on delete cascade,
  line int not null,
  part smallint not null,
  name text not null,
  reason text not null,
  primary key (import_id, line, part)
);

insert into organisation_import_refusal (import_id, line, part, name, reason)
select distinct on (id, line) id, line, 0, told.name, told.reason
from organisation_import, jsonb_to_recordset(unreadable_lines) as told (line int, name text, reason text)
order by id, line;

alter table organisation_import drop column unreadable_lines;

-- What had to be assumed, as sentences: how its letters are written, columns that are not used.
alter table organisation_import add column notes text[] not null default '{}';
