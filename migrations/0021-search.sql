-- A page that was invented for the demonstration is not one of another time: each says so for itself.
alter table publication add column demonstration_note text;
update publication set demonstration_note = historic_note, historic_note = null
where historic_note = 'This campaign is invented for the demonstration, to show one that runs at the moment.';

-- Which making of the index an entry is from: older ones are made anew after an upgrade.
alter table search_entry add column making integer not null default 0;
