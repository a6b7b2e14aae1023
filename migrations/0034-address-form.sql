-- When two email addresses are the same. Only the letters of ASCII have a small form here, whatever the locale of the
-- server: addressForm in src/platform/email-address.ts says the same. Elsewhere "İ" or "K" (the sign for kelvin) would
-- be a letter of ASCII in small, so that one account had many spellings that are counted apart.

create function address_form(address text) returns text language sql immutable strict parallel safe as $$
  select lower(address collate "C")
$$;

drop index person_email;
create unique index person_email on person (address_form(email));
drop index subscriber_email;
create unique index subscriber_email on subscriber (address_form(email));
drop index subscription_request_email;
create unique index subscription_request_email on subscription_request (address_form(email));
drop index person_import_line_email;
create index person_import_line_email on person_import_line (import_id, address_form(email));

create or replace function email_hash(email text) returns bytea language sql immutable strict as $$
  select sha256(convert_to(public.address_form(email), 'UTF8'))
$$;
