-- Words of names that were corrected as never right had stayed, where no erasure would have found them again. What
-- stays is what somebody is called, or was.
delete from person_name_word
  where word not in (
    select regexp_split_to_table(findable_words(name), '[^[:alnum:]]+')
    from (select name from person union all select name from former_name) as named
  );
