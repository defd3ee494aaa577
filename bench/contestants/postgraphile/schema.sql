-- What a user of PostGraphile adds to the database for these questions: computed columns and a search with its index. For
-- orders and filters it has the indexes of the project.

/* The cited words, as far as they are held and may be quoted. */
create or replace function citation_quote(citation citation) returns text language sql stable as $$
  select substr(t.text, citation.anchor_start + 1, citation.anchor_end - citation.anchor_start)
  from article_version v join version_text t on t.version_id = v.id
  where v.id = citation.version_id and v.text_right in ('OPEN', 'QUOTATION')
$$;

/* Articles with a visible claim about the event. */
create or replace function event_article_count(event event) returns int language sql stable as $$
  select count(distinct c.article_id)::int from claim c where c.event_id = event.id and c.review_state <> 'DRAFT'
$$;

/* Words of the headline and of a text that everybody may read, or of the headline alone, newest first. */
create or replace function search_articles(words text) returns setof article language sql stable as $$
  select a.* from article a
  where a.id in (
    select v.article_id from version_text t join article_version v on v.id = t.version_id
    where t.words @@ websearch_to_tsquery('english', search_articles.words) and v.text_right = 'OPEN'
    union all
    select h.id from article h
    where to_tsvector('english', h.headline) @@ websearch_to_tsquery('english', search_articles.words) and not exists (
      select from article_version v join version_text t on t.version_id = v.id where v.article_id = h.id and v.text_right = 'OPEN'))
  order by a.published_earliest desc nulls last, a.id desc
$$;

create index if not exists bench_article_words on article using gin (to_tsvector('english', headline));
