-- What search finds besides texts and headlines: statements, quotes, events and names.

create index claim_words on claim using gin (to_tsvector('english', statement));

/* Words of an event: its title with weight A, its place B, its description C. */
create function event_words(title text, place text, description text) returns tsvector
  language sql immutable parallel safe as $$
  select setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', coalesce(place, '')), 'B')
    || setweight(to_tsvector('english', coalesce(description, '')), 'C')
$$;
create index event_words on event using gin (event_words(title, place_name, description));

-- ── Quotes ──────────────────────────────────────────────────────────────────────────────────────────────────────

-- A quote stands in its text and nowhere else; what is kept of it are its words, for as long as the text is held.
create table "citation_words" (
    "citation_id" uuid not null,
    "words" tsvector not null,

    constraint "citation_words_pkey" primary key ("citation_id")
);

/* The words of a quote in its language. */
create function words_of_quote(text text, anchor_start int, anchor_end int, language text) returns tsvector
  language sql immutable as $$
  select to_tsvector(search_config(language), substr(text, anchor_start + 1, anchor_end - anchor_start))
$$;

/* Words follow the anchors of quotes, which follow the text. */
create function quotes_have_words() returns trigger language plpgsql as $$
begin
  delete from citation_words w using changed c where w.citation_id = c.id and c.anchor_start is null;
  insert into citation_words (citation_id, words)
    select c.id, words_of_quote(t.text, c.anchor_start, c.anchor_end, v.language)
    from changed c join article_version v on v.id = c.version_id join version_text t on t.version_id = c.version_id
    where c.anchor_start is not null
  on conflict (citation_id) do update set words = excluded.words
    where citation_words.words is distinct from excluded.words;
  return null;
end $$;
create trigger quotes_have_words after insert on citation referencing new table as changed
  for each statement execute function quotes_have_words();
create trigger quotes_keep_words after update on citation referencing new table as changed
  for each statement execute function quotes_have_words();

-- What there is already; its index is made when all words are there.
insert into citation_words (citation_id, words)
select c.id, words_of_quote(t.text, c.anchor_start, c.anchor_end, v.language)
from citation c join article_version v on v.id = c.version_id join version_text t on t.version_id = c.version_id
where c.anchor_start is not null;
create index "citation_words_words_idx" on "citation_words" using gin ("words");
alter table "citation_words" add constraint "citation_words_citation_id_fkey"
  foreign key ("citation_id") references "citation"("id") on delete cascade on update cascade;

-- ── Snippets ────────────────────────────────────────────────────────────────────────────────────────────────────

/* A query in which every word that is not excluded is looked for by itself; null when there is none. */
create function any_word_of(query tsquery) returns tsquery language sql immutable parallel safe strict as $$
  select nullif(regexp_replace(querytree(query), '&|<[-0-9]+>', '|', 'g'), 'T')::tsquery
$$;

/*
 * Where a text answers a query: `pieces` fragments of some words, or, for 0, the text as a whole. Offsets count code points
 * from 0; `highlights` are the words that are looked for, with offsets within the fragment. Where the text answers only
 * part of the query, the words of that part are shown; where none, there is no fragment, but the whole is given.
 */
create function search_fragments(configuration regconfig, held text, query tsquery, pieces int)
  returns table (words text, start_offset int, end_offset int, highlights jsonb)
  language plpgsql stable as $$
declare
  -- Three code points that are no characters mark words and part fragments; with these and tags as spaces, what
  -- ts_headline gives stands in the text as it is.
  marks constant text := U&'<>&\FDD0\FDD1\FDD2';
  plain text := case when held ~ U&'[<>&\FDD0-\FDD2]' then translate(held, marks, '      ') else held end;
  options text := case when pieces = 0 then 'HighlightAll=true'
    else format('MaxFragments=%s,MaxWords=30,MinWords=12', pieces) end
    || U&',StartSel="\FDD0",StopSel="\FDD1",FragmentDelimiter="\FDD2"';
  asked tsquery := query;
  marked text := ts_headline(configuration, plain, asked, options);
  fragment text;
  parts text[];
  part text;
  place int;
begin
  if strpos(marked, U&'\FDD0') = 0 then
    asked := any_word_of(query);
    if asked is not null then marked := ts_headline(configuration, plain, asked, options); end if;
    if strpos(marked, U&'\FDD0') = 0 then
      if pieces = 0 then return query select held, 0, char_length(held), '[]'::jsonb; end if;
      return;
    end if;
  end if;
  foreach fragment in array string_to_array(marked, U&'\FDD2') loop
    words := translate(fragment, U&'\FDD0\FDD1', '');
    start_offset := strpos(plain, words) - 1;
    continue when start_offset < 0;
    end_offset := start_offset + char_length(words);
    words := substr(held, start_offset + 1, end_offset - start_offset);
    parts := string_to_array(fragment, U&'\FDD0');
    place := char_length(parts[1]);
    highlights := '[]';
    foreach part in array parts[2:] loop
      highlights := highlights
        || jsonb_build_object('start_offset', place, 'end_offset', place + strpos(part, U&'\FDD1') - 1);
      place := place + char_length(part) - 1;
    end loop;
    return next;
  end loop;
end $$;
