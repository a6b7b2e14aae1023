-- Two records of one person: how they are found, which pairs wait for a decision, and what a merge moved, so that it
-- can be undone.

-- The words of a name as they are compared: no capitals, accents, apostrophes or titles; hyphens part words; "O'Brien",
-- "O Brien" and "Mc Kay" are one word each. In whatever script: only letters stay.
create function name_words(name text) returns text[] language sql immutable parallel safe strict as $$
  select coalesce(array_agg(word order by at), '{}') from unnest(string_to_array(trim(
    regexp_replace(
      regexp_replace(
        regexp_replace(public.search_form(normalize(name, nfkc)), '[''’ʼ`´.]', '', 'g'),
        '[\s\-‐‑–—_,;/()&0-9]+', ' ', 'g'),
      ' (o|mc|mac|al|el|bin|van|von|de) (?=[^ ])', ' \1', 'g')
    ), ' ')) with ordinality as words (word, at)
  where word not in ('', 'mr', 'mrs', 'ms', 'miss', 'mx', 'dr', 'prof', 'professor', 'rev', 'revd', 'sir', 'dame', 'pc', 'sgt', 'cllr')
$$;

-- How a word sounds. The algorithm knows Latin letters only and says nothing, or nonsense, of others: those sound as they
-- are written. The vowel keeps Jane and John apart, of which it hears only the consonants.
create function sound_of(word text) returns text language sql immutable parallel safe strict as $$
  select case when word ~ '^[a-z]{2,}$' and length(public.dmetaphone(word)) > 1
    then public.dmetaphone(word) || coalesce(translate(substring(word from '[aeiouy]'), 'yu', 'io'), '')
    else word end
$$;

-- An address without what mail systems do not look at, or people leave out: capitals, dots and dashes, the tag after a
-- plus. Domains of one provider are one.
create function mail_local(email text) returns text language sql immutable parallel safe strict as $$
  select translate(split_part(split_part(lower(email), '@', 1), '+', 1), '._-''', '')
$$;
create function mail_domain(email text) returns text language sql immutable parallel safe strict as $$
  select case domain when 'googlemail.com' then 'gmail.com' else domain end
  from (select lower(split_part(email, '@', 2)) as domain) as given
$$;

-- Did a finger slip: one letter more, less or another, or two that changed places?
create function is_one_slip(one text, other text) returns boolean language sql immutable parallel safe strict as $$
  select case public.levenshtein_less_equal(left(one, 120), left(other, 120), 2)
    when 1 then true
    when 2 then length(one) = length(other)
      and array(select string_to_table(one, null) order by 1) = array(select string_to_table(other, null) order by 1)
    else false end
$$;

-- What names are short for, and other spellings of them, from a list of our own. "Sam" stands for two, so that Samuel and
-- Samantha do not meet.
create table name_form (
  form text not null,
  stands_for text not null,
  primary key (form, stands_for)
);
insert into name_form (form, stands_for)
  select distinct form, split_part(forms, ' ', 1) from unnest(array[
    'abigail abi abbie abby gail', 'adam ad', 'adrian adie ade', 'agnes aggie nessie', 'aisha ayesha aysha aishah',
    'alan allan allen alun al', 'albert al bert bertie', 'alexander alex alec al sandy xander sasha alasdair',
    'alexandra alex alix lexi sandra sasha', 'alfred alf alfie fred', 'alice alys ali', 'alison allison ali aly',
    'amanda mandy manda', 'amelia amy millie milly', 'andrew andy drew andi', 'andrea drea', 'antonia toni', 'carl karl', 'carla karla', 'claude', 'claudia', 'erica erika', 'marcus', 'martina', 'nicole nikki', 'simone', 'julianne','angela angie ange',
    'ann anne annie anna nan hannah ana', 'anthony antony tony ant', 'arthur art artie', 'barbara barb babs barbra',
    'beatrice bea bee trixie', 'benjamin ben benji benny', 'bernard bernie', 'bernadette bernie', 'bethany beth bethan',
    'bridget bridie biddy brigid', 'caroline carolyn caro carrie carol', 'cassandra cass cassie', 'charles charlie chas chuck',
    'charlotte charlie lottie lotte char', 'christine chris chrissie tina christina kristina', 'christopher chris kit topher',
    'claire clare clair', 'clement clem', 'colin col', 'constance connie', 'cynthia cindy', 'daniel dan danny',
    'danielle dani danni', 'david dave davey davie dai', 'deborah deb debbie debra debs', 'denise den', 'dennis den denis',
    'derek del deryk', 'diane diana di dianne', 'dominic dom dominick', 'donald don donny', 'dorothy dot dottie dolly',
    'douglas doug dougie', 'edward ed eddie ted teddy ned', 'edwin ed eddie', 'eleanor ellie nell nellie elinor eleanora',
    'elizabeth liz lizzie beth betty eliza elisabeth libby lisbeth bess elspeth', 'ellen nell nellie', 'emily em emmy millie',
    'emma em emmie', 'eric erik', 'ernest ernie', 'eugene gene', 'evelyn eve evie', 'fatima fatimah fatema',
    'florence flo florrie flossie', 'frances fran frankie francesca', 'francis frank frankie fran', 'frederick fred freddie frederic',
    'gabriel gabe', 'gabrielle gabby gaby', 'gareth gary gaz', 'gary garry gaz', 'geoffrey geoff jeff jeffrey', 'george georgie',
    'georgina georgie gina', 'gerald gerry jerry', 'gerard gerry ged', 'gillian gill jill jillian gilly', 'gordon gord',
    'graham graeme grahame', 'gregory greg gregg', 'gwendolyn gwen', 'harold harry hal', 'harriet hattie harrie', 'harry harrison',
    'heather hev', 'helen nell helena elena ellen', 'henry harry hal hank', 'herbert herb bert bertie', 'howard howie',
    'hugh hughie huw', 'ian iain', 'imogen immy', 'isaac ike', 'isabel isobel isabelle isabella izzy bella belle', 'jacob jake jakob',
    'jacqueline jackie jacqui jacky jaqueline', 'james jim jimmy jamie jem', 'jane janie janey jayne', 'janet jan', 'janice jan',
    'jason jay', 'jean jeanie jeannie', 'jennifer jen jenny jenni jennie', 'jeremy jez jerry', 'jessica jess jessie',
    'joan joanie', 'joanna jo joanne jojo', 'john jon johnny jack jonny', 'jonathan jon jonny jonathon johnathan',
    'joseph joe joey jo', 'josephine jo josie', 'joshua josh', 'joyce joy', 'judith judy judi jude', 'julia julie jules',
    'julian jules', 'karen karin caren', 'katherine catherine kathryn catharine katharine cathryn kate katie katy cath cathy kath kathy kathleen kat kit kitty catriona',
    'kathleen kath kathy kate cathleen', 'kenneth ken kenny', 'kevin kev', 'kimberley kim kimberly', 'laura laurie lori', 'lauren loz laurie',
    'laurence lawrence larry laurie lawrie', 'leonard len lenny leo', 'leslie les', 'lesley les', 'lewis lew lou louis', 'lillian lily lil lilian',
    'linda lynda lindy lin lyn', 'louise lou louisa lulu', 'louis lou louie', 'lucy lucille lucinda luce', 'luke lucas', 'lynne lyn lynn',
    'madeleine maddie maddy madeline mads', 'malcolm malc mal', 'margaret maggie meg peggy peg marge margie madge rita greta mags margot',
    'marion marian', 'marjorie marge margie marjory', 'mark marc', 'martin marty martyn', 'mary molly polly mae maria marie',
    'matilda tilly mattie tilda', 'matthew matt mat', 'maureen mo', 'maurice mo morris', 'maxwell max', 'maximilian max', 'maxine max',
    'megan meg meghan', 'melanie mel', 'melissa mel lissa', 'michael mike mick mickey micky mikey', 'michelle shell chelle michele',
    'mildred millie milly', 'miriam mim', 'mohammed muhammad mohammad mohamed muhammed mohamad mo', 'monica mon', 'natalie nat nathalie',
    'natasha tasha nat', 'nathan nat nate', 'nathaniel nat nate nathan', 'nicholas nick nicky nicolas nico', 'nicola nicky nikki nic',
    'nigel nige', 'norman norm', 'oliver olly ollie', 'olivia liv livvy ollie', 'oscar ossie', 'oswald oz ossie', 'pamela pam', 'patricia pat patsy tricia trish patty',
    'patrick pat paddy padraig', 'paul paulie', 'paula polly', 'penelope pen penny', 'peter pete', 'philip phil phillip pip', 'philippa pippa pip phillipa',
    'prudence pru prue', 'rachel rach rachael', 'raymond ray', 'rebecca becky becca bex rebekah', 'reginald reg reggie', 'richard rick ricky dick rich richie dickie',
    'robert rob bob bobby robbie bert', 'roberta bobbie', 'roderick rod roddy', 'rodney rod', 'roger rodge', 'ronald ron ronnie', 'rosalind ros roz',
    'rosemary rose rosie romy', 'roseanne rose rosie', 'rupert ru', 'russell russ rusty', 'ruth ruthie', 'sally sal', 'samantha sam sammie', 'samuel sam sammy',
    'sandra sandy', 'sarah sara sally sadie', 'sebastian seb bas', 'sharon shaz sharron', 'sheila shelagh sheelagh', 'shirley shirl',
    'sidney sid sydney', 'simon si sy', 'sophia sophie sofia sofie', 'stanley stan', 'stella stell', 'stephanie steph steffi', 'stephen steve steven stevie stephan',
    'stuart stewart stu stew', 'susan sue susie suzy suzanne sukie', 'suzanne sue suzie susanna susannah', 'sylvia sylvie silvia', 'teresa theresa terri tess tessa tracey',
    'terence terry terrence tel', 'thelma thel', 'theodore theo ted teddy', 'thomas tom tommy thom', 'timothy tim timmy', 'tobias toby', 'tracy tracey trace',
    'valerie val', 'vanessa ness nessa', 'veronica ronnie vera', 'victor vic', 'victoria vicky vikki vicki tori vic', 'vincent vince vinny', 'virginia ginny',
    'vivian viv', 'vivienne viv', 'walter walt wally', 'wendy wend', 'wilfred wilf', 'william will bill billy willie liam', 'winifred win winnie', 'yasmin jasmin jasmine yas yasmine',
    'yvonne von', 'zachary zac zach zak', 'zainab zaynab zeinab', 'zoe zoey',
    'yusuf yousuf yousef yosef youssef', 'ahmed ahmad', 'hussein hussain husain', 'abdul abdel abd', 'mariam maryam', 'khadija khadijah', 'omar umar', 'hassan hasan',
    'agnieszka aga agnes', 'aleksandra ola alexandra', 'katarzyna kasia katherine', 'malgorzata gosia margaret', 'tomasz tomek thomas', 'wojciech wojtek', 'krzysztof krzysiek christopher',
    'sean shaun shawn', 'niamh neve', 'siobhan chevonne shevaun', 'aoife eefa', 'caitlin kaitlin kaitlyn katelyn', 'rhys reece reese',
    'thompson thomson', 'clark clarke', 'philips phillips', 'macdonald mcdonald', 'johnston johnstone', 'brown browne', 'read reid reed'
  ]) as forms, unnest(string_to_array(forms, ' ')) as form;

-- What the finder compares of a record, and the register of keys under which two records can meet at all. Made again
-- whenever `seen` no longer is what the record says, however it was changed.
create table person_match (
  person_id uuid primary key references person,
  seen text not null,
  -- In order, and sorted, so that swapped names meet.
  words text[] not null,
  name_key text not null,
  given text not null,
  family text not null,
  -- The name that the address spells, where it spells one.
  address_key text,
  mail_local text not null,
  mail_is_proved boolean not null,
  mail_domain text not null,
  -- Is it an organisation's domain, or anybody's?
  domain_is_own boolean not null,
  organisation_ids uuid[] not null,
  job text,
  first_day date not null,
  -- Null while it goes on.
  last_day date
);
create index person_match_name on person_match (name_key);
create index person_match_given on person_match (given);
create index person_match_family on person_match (family);
create index person_match_domain on person_match (mail_domain);
create table person_match_key (
  key bigint not null,
  person_id uuid not null references person_match on delete cascade,
  primary key (key, person_id)
);
create index person_match_key_person on person_match_key (person_id);

-- Two records that may be one person, with the reasons. A pair that was dismissed stays so.
create table duplicate_pair (
  id uuid primary key default gen_random_uuid(),
  one_id uuid not null references person,
  other_id uuid not null references person,
  score int not null,
  reasons text[] not null,
  found_at timestamptz not null,
  dismissed_at timestamptz,
  dismissed_by uuid references person,
  unique (one_id, other_id),
  check (one_id < other_id)
);
create index duplicate_pair_other on duplicate_pair (other_id);
create index duplicate_pair_open on duplicate_pair (score desc, id) where dismissed_at is null;

-- What a merge did, row by row and value by value.
create table person_merge (
  id uuid primary key default gen_random_uuid(),
  -- The order in which they were done.
  number bigint generated always as identity,
  kept_id uuid not null references person,
  merged_id uuid not null references person,
  merged_by uuid not null references person,
  merged_at timestamptz not null,
  -- [{ table, column, key }]: rows that went from the merged record to the kept one.
  moved jsonb not null,
  -- [{ table, key, column, before, after }]: values that were changed, in their order.
  changed jsonb not null,
  -- Sentences, as the preview showed them.
  told jsonb not null,
  undone_at timestamptz,
  undone_by uuid references person,
  check (kept_id <> merged_id),
  check ((undone_at is null) = (undone_by is null))
);
create index person_merge_at on person_merge (merged_at desc);
create index person_merge_kept on person_merge (kept_id) where undone_at is null;
create unique index person_merge_once on person_merge (merged_id) where undone_at is null;
