-- For databases that have the superseded text of …_search (superseded.json): it had functions of names, some of which
-- …_names makes otherwise under the same name. Only it had `name_keys`; a database that has …_names already keeps its own.

do $$ begin
  if to_regprocedure('name_keys(text)') is null then return; end if;
  drop index if exists actor_name_keys, actor_name_joined;
  drop function name_words(text), name_key(text), name_keys(text), name_joined(text), name_agreement(text, text),
    name_highlights(text, text, text);
end $$;
