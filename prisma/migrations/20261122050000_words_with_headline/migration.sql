-- Words are looked for in a text together with the headline of its article, so they stand together: the headline's with
-- weight A, each in the configuration of its own language.

-- What there is gets the headline put before it. The index is made anew: that is quicker than keeping it.
drop index version_text_words_idx;
alter table version_text disable trigger version_text_is_immutable;
update version_text t
set words = setweight(to_tsvector(search_config(a.language), a.headline), 'A') || t.words
from article_version v join article a on a.id = v.article_id where v.id = t.version_id;
alter table version_text enable trigger version_text_is_immutable;
create index version_text_words_idx on version_text using gin (words);

create function words_of_version(version uuid, text text) returns tsvector language sql stable as $$
  select setweight(to_tsvector(search_config(a.language), a.headline), 'A')
    || to_tsvector(search_config(v.language), words_of_version.text)
  from article_version v join article a on a.id = v.article_id where v.id = version
$$;

create function version_text_has_words() returns trigger language plpgsql as $$
begin
  new.words := words_of_version(new.version_id, new.text);
  return new;
end $$;
create trigger version_text_has_words before insert or update on version_text
  for each row execute function version_text_has_words();

create or replace function version_text_is_verified() returns trigger language plpgsql as $$
begin
  -- Against spans that are being added right now; see anchor_span.
  perform from article_version where id = new.version_id for update;
  if new.sha256 <> sha256_hex(new.text) or new.length <> char_length(new.text) then
    perform refuse(format('text of version %s does not have the hash and length given with it', new.version_id));
  end if;
  if new.text is not nfc normalized or position(E'\r' in new.text) > 0 then
    perform refuse(format('text of version %s is not normalised (Unicode NFC, line ends LF)', new.version_id));
  end if;
  return new;
end $$;

/* Everything but the words, which are derived. */
create or replace function version_text_is_immutable() returns trigger language plpgsql as $$
begin
  if (new.version_id, new.text, new.sha256, new.length, new.source, new.attached_at)
     is distinct from (old.version_id, old.text, old.sha256, old.length, old.source, old.attached_at) then
    perform refuse(format('text of version %s is immutable', old.version_id));
  end if;
  return new;
end $$;

create function words_follow_headline() returns trigger language plpgsql as $$
begin
  update version_text set words = null where version_id in (select id from article_version where article_id = new.id);
  return null;
end $$;
create trigger words_follow_headline after update of headline, language on article
  for each row when ((new.headline, new.language) is distinct from (old.headline, old.language))
  execute function words_follow_headline();

/* What a query of words (web search syntax) asks for in one language or another. */
create function asked_in_any_language(query text) returns tsquery language sql immutable parallel safe as $$
  select string_agg(distinct format('(%s)', asked), ' | ')::tsquery
  from unnest('{english,french,german,spanish,arabic,russian,turkish,simple}'::regconfig[]) configuration
    cross join lateral websearch_to_tsquery(configuration, query) asked
  where numnode(asked) > 0
$$;

/* The same as each language reads it, for texts in these configurations. Languages that read it alike stand together: few
   texts have words as a language reads them that is not theirs, so the index finds each text about once. */
create function asked_by_language(query text) returns table (asked tsquery, configurations regconfig[])
language sql immutable parallel safe rows 4 as $$
  select asked, array_agg(configuration)
  from unnest('{english,french,german,spanish,arabic,russian,turkish,simple}'::regconfig[]) configuration
    cross join lateral websearch_to_tsquery(configuration, query) asked
  where numnode(asked) > 0 group by asked
$$;
