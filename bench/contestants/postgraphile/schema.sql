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

/* Who quotes whom in the visible claims about an actor, the heaviest first. The table has no rows: it tells of which actors
   the function speaks. */
create table if not exists tie (source_id uuid references actor, source_unnamed text, target_id uuid references actor, target_unnamed text,
  weight int, article_count int, tie_count int);
create or replace function quotation_network(actor uuid) returns setof tie language sql stable as $$
  with link as (
    select c.id as claim_id, c.article_id, l.position, i.canonical_id, case when l.actor_id is null then l.unnamed end as unnamed
    from claim_part p join claim c on c.id = p.claim_id join attribution_link l on l.claim_id = c.id
      left join actor_identity i on i.actor_id = l.actor_id
    where p.actor_id = quotation_network.actor and p.part = 'SUBJECT' and p.review_state <> 'DRAFT'
  ), passage as (
    select claim_id, article_id, coalesce(canonical_id, md5('unnamed ' || unnamed)::uuid) as source, unnamed as source_unnamed,
      lead(coalesce(canonical_id, md5('unnamed ' || unnamed)::uuid)) over chain as target, lead(unnamed) over chain as target_unnamed
    from link window chain as (partition by claim_id order by position)
  ), tie as (
    select source, target, min(source_unnamed) as source_unnamed, min(target_unnamed) as target_unnamed,
      count(distinct claim_id)::int as weight, count(distinct article_id)::int as articles
    from passage where target is not null group by source, target
  )
  select case when source_unnamed is null then source end, source_unnamed, case when target_unnamed is null then target end, target_unnamed,
    weight, articles, count(*) over ()::int
  from tie order by weight desc, source, target
$$;

/* Rows of facets and timelines. */
do $$ begin
  create type counted_by as (value text, label text, count int);
  create type counted_in as (period text, certainly int, possibly int);
exception when duplicate_object then null;
end $$;

/* Claims that an actor made, by the type of their event. */
create or replace function claims_by_event_type(actor uuid) returns setof counted_by language sql stable as $$
  select p.event_type::text, p.event_type::text, count(*)::int from claim_part p
  where p.actor_id = claims_by_event_type.actor and p.part = 'SPEAKER' and p.review_state <> 'DRAFT'
  group by p.event_type order by count(*) desc, p.event_type
$$;

/* The same by outlet, the most frequent ones. */
create or replace function claims_by_outlet(actor uuid, most int) returns setof counted_by language sql stable as $$
  select o.id::text, o.name, count(*)::int
  from claim_part p join claim c on c.id = p.claim_id join actor_identity i on i.actor_id = c.outlet_id
    join actor o on o.id = i.canonical_id
  where p.actor_id = claims_by_outlet.actor and p.part = 'SPEAKER' and p.review_state <> 'DRAFT'
  group by o.id order by count(*) desc, o.id limit most
$$;

/* The same by month: what certainly and possibly lies in each. */
create or replace function claims_by_month(actor uuid, first_day date, last_day date) returns setof counted_in language sql stable as $$
  select to_char(m, 'YYYY-MM'),
    count(p.claim_id) filter (where p.asserted_earliest >= m and p.asserted_latest < m + interval '1 month')::int, count(p.claim_id)::int
  from generate_series(first_day::timestamp, last_day::timestamp, interval '1 month') m
    left join claim_part p on p.actor_id = claims_by_month.actor and p.part = 'SPEAKER' and p.review_state <> 'DRAFT'
      and p.asserted_earliest < m + interval '1 month' and p.asserted_latest >= m
  group by m order by m
$$;
