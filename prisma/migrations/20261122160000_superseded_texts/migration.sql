-- For databases that have superseded texts of …_words_with_headline, …_search or …_change_feed (superseded.json): brings
-- them to what the present texts make. Where these were applied, nothing changes and no row is read. Of
-- …_corroboration, only the comments differ.

-- ── Words of texts and quotes ───────────────────────────────────────────────────────────────────────────────────
-- Each text and quote had the mark of its language among its words, `:english`. It told what asked_by_language tells now.

create or replace function words_of_version(version uuid, text text) returns tsvector language sql stable as $$
  select setweight(to_tsvector(search_config(a.language), a.headline), 'A')
    || to_tsvector(search_config(v.language), words_of_version.text)
  from article_version v join article a on a.id = v.article_id where v.id = version
$$;

create or replace function words_of_quote(text text, anchor_start int, anchor_end int, language text) returns tsvector
  language sql immutable as $$
  select to_tsvector(search_config(language), substr(text, anchor_start + 1, anchor_end - anchor_start))
$$;

create or replace function asked_by_language(query text) returns table (asked tsquery, configurations regconfig[])
language sql immutable parallel safe rows 4 as $$
  select asked, array_agg(configuration)
  from unnest('{english,french,german,spanish,arabic,russian,turkish,simple}'::regconfig[]) configuration
    cross join lateral websearch_to_tsquery(configuration, query) asked
  where numnode(asked) > 0 group by asked
$$;

do $$
declare
  marks constant text[] := '{:english,:french,:german,:spanish,:arabic,:russian,:turkish,:simple}';
begin
  if to_regprocedure('language_mark(text)') is null then return; end if;
  -- No text is read again. The indexes are made anew: that is quicker than keeping them.
  drop index version_text_words_idx, citation_words_words_idx;
  alter table version_text disable trigger version_text_is_immutable, disable trigger version_text_has_words;
  update version_text set words = ts_delete(words, marks) where tsvector_to_array(words) && marks;
  alter table version_text enable trigger version_text_is_immutable, enable trigger version_text_has_words;
  update citation_words set words = ts_delete(words, marks) where tsvector_to_array(words) && marks;
  create index version_text_words_idx on version_text using gin (words);
  create index citation_words_words_idx on citation_words using gin (words);
  drop function asked_in_own_language(text), language_mark(text);
end $$;

-- ── The version of the data ─────────────────────────────────────────────────────────────────────────────────────
-- It was told by what is open on the server, and is told by what was open when the last transaction began to write.

do $$ begin
  if exists (select from pg_attribute where attrelid = 'change_set'::regclass and attname = 'oldest_open') then return; end if;
  alter table change_set add column oldest_open bigint;
  -- What was open then is not known. What matters is what can still end: nothing below the oldest that is open now.
  update change_set set oldest_open = least(transaction, oldest_open());
  alter table change_set alter column oldest_open set not null;
end $$;

create or replace function open_change_set() returns void language sql as $$
  insert into change_set (transaction, oldest_open) values (this_transaction(), oldest_open()) on conflict do nothing
$$;

create or replace function data_version() returns text language sql stable parallel safe as $$
  select concat_ws('.', last.transaction, last.mark, beside.first, beside.number)
  from (select * from change_set order by transaction desc limit 1) last,
    lateral (select min(transaction) as first, count(*) as number from change_set
      where transaction >= last.oldest_open) beside
$$;
