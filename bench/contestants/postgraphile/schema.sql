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
    select t.article_id from version_text t
    where t.words @@ websearch_to_tsquery('english', search_articles.words) and t.text_right = 'OPEN'
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
    select p.claim_id, p.article_id, l.position, i.canonical_id, case when l.actor_id is null then l.unnamed end as unnamed
    from claim_part p join attribution_link l on l.claim_id = p.claim_id
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
  from claim_part p join actor_identity i on i.actor_id = p.outlet_id
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

/* Networks without direction, and those of relations: the heaviest ties, and the first record in which both are. The table
   has no rows. */
create table if not exists joined_pair (source_id uuid references actor, target_id uuid references actor, weight int, article_count int,
  unit_count int, tie_count int, event_id uuid references event, claim_id uuid references claim, article_id uuid references article,
  relation_ids uuid[]);

/* Who takes part in the events of an actor together. */
create or replace function co_participation(actor uuid) returns setof joined_pair language sql stable as $$
  with unit as materialized (
    select p.event_id as id from participating_actor p where p.actor_id = co_participation.actor
  ), part as materialized (
    select u.id, p.actor_id as actor
    from unit u cross join lateral (select actor_id from participating_actor where event_id = u.id offset 0) p
  ), tie as materialized (
    select s.actor as source, t.actor as target, count(*)::int as weight
    from part s join part t on t.id = s.id and t.actor > s.actor group by s.actor, t.actor
  ), top as materialized (select * from tie order by weight desc, source, target limit 50),
  first as (
    select distinct on (top.source, top.target) top.source, top.target, e.id
    from top join part s on s.actor = top.source join part t on t.id = s.id and t.actor = top.target join event e on e.id = s.id
    order by top.source, top.target, e.time_earliest, e.id
  )
  select source, target, t.weight, null::int, (select count(*) from unit)::int, (select count(*) from tie)::int, f.id, null::uuid, null::uuid, null::uuid[]
  from top t join first f using (source, target) order by t.weight desc, source, target
$$;

/* Whom the visible claims about an actor are about together. */
create or replace function co_mention(actor uuid) returns setof joined_pair language sql stable as $$
  with unit as materialized (
    select p.claim_id as id, p.article_id from claim_part p
    where p.actor_id = co_mention.actor and p.part = 'SUBJECT' and p.review_state <> 'DRAFT'
  ), part as materialized (
    select distinct u.id, u.article_id, p.actor_id as actor
    from unit u join claim_part p on p.claim_id = u.id and p.part in ('SUBJECT', 'OBJECT')
  ), tie as materialized (
    select s.actor as source, t.actor as target, count(*)::int as weight, count(distinct s.article_id)::int as articles
    from part s join part t on t.id = s.id and t.actor > s.actor group by s.actor, t.actor
  ), top as materialized (select * from tie order by weight desc, source, target limit 50),
  first as (
    select distinct on (top.source, top.target) top.source, top.target, c.id
    from top join part s on s.actor = top.source join part t on t.id = s.id and t.actor = top.target join claim c on c.id = s.id
    order by top.source, top.target, c.published_earliest, c.article_id, c.position, c.id
  )
  select source, target, t.weight, t.articles, (select count(*) from unit)::int, (select count(*) from tie)::int, null::uuid, f.id, null::uuid, null::uuid[]
  from top t join first f using (source, target) order by t.weight desc, source, target
$$;

/* Whom the articles that mention an actor mention together. */
create or replace function co_mention_in_articles(actor uuid) returns setof joined_pair language sql stable as $$
  with unit as materialized (
    select m.article_id as id from mentioned_actor m where m.actor_id = co_mention_in_articles.actor
  ), part as materialized (
    select u.id, m.actor_id as actor
    from unit u cross join lateral (select actor_id from mentioned_actor where article_id = u.id offset 0) m
  ), tie as materialized (
    select s.actor as source, t.actor as target, count(*)::int as weight
    from part s join part t on t.id = s.id and t.actor > s.actor group by s.actor, t.actor
  ), top as materialized (select * from tie order by weight desc, source, target limit 50),
  first as (
    select distinct on (top.source, top.target) top.source, top.target, a.id
    from top join part s on s.actor = top.source join part t on t.id = s.id and t.actor = top.target join article a on a.id = s.id
    order by top.source, top.target, a.published_earliest, a.id
  )
  select source, target, t.weight, null::int, (select count(*) from unit)::int, (select count(*) from tie)::int, null::uuid, null::uuid, f.id, null::uuid[]
  from top t join first f using (source, target) order by t.weight desc, source, target
$$;

/* The relations from some actors that can have held on a day. */
create or replace function relation_network(actors uuid[], held_on date) returns setof joined_pair language sql stable as $$
  with unit as materialized (
    select r.id, r.valid_earliest, a.canonical_id as source, b.canonical_id as target
    from actor_identity a join actor_relation r on r.from_id = a.actor_id join actor_identity b on b.actor_id = r.to_id
    where a.canonical_id = any (actors) and r.valid_earliest is not null and daterange(r.valid_earliest, r.valid_latest, '[]') @> held_on
  ), tie as (
    select source, target, count(*)::int as weight, array_agg(id order by valid_earliest, id) as relations from unit group by source, target
  )
  select source, target, weight, null::int, (select count(*) from unit)::int, count(*) over ()::int, null::uuid, null::uuid, null::uuid, relations
  from tie order by weight desc, source, target
$$;
create or replace function joined_pair_relations(pair joined_pair) returns setof actor_relation language sql stable as $$
  select r.* from unnest(pair.relation_ids) with ordinality u (id, place) join actor_relation r using (id) order by u.place
$$;

/* Sources that the visible claims about an actor rest on without naming them, and who printed them. The table has no rows. */
create table if not exists printed_source (actor_id uuid references actor, is_identified boolean, words text[], outlet_id uuid references actor,
  claim_count int, article_count int, claim_ids uuid[], all_claims int, source_count int);
create or replace function unnamed_sources(actor uuid, examples int) returns setof printed_source language sql stable as $$
  with link as materialized (
    select p.claim_id, p.article_id, p.published_earliest, p.position, o.canonical_id as outlet, a.id as actor,
      coalesce(a.kind <> 'UNNAMED_SOURCE', false) as identified, l.unnamed, case when a.id is null then l.unnamed end as described
    from claim_part p join attribution_link l on l.claim_id = p.claim_id and l.position > 0
      join actor_identity o on o.actor_id = p.outlet_id
      left join actor_identity i on i.actor_id = l.actor_id left join actor a on a.id = i.canonical_id
      left join actor named on named.id = l.actor_id and named.kind = 'UNNAMED_SOURCE'
    where p.actor_id = unnamed_sources.actor and p.part = 'SUBJECT' and p.review_state <> 'DRAFT'
      and (l.actor_id is null or l.unnamed is not null or named.id is not null)
  ), source as materialized (
    select actor, described, outlet, bool_or(identified) as identified, count(distinct claim_id)::int as claims,
      count(distinct article_id)::int as articles, array_agg(distinct unnamed) filter (where unnamed is not null) as words
    from link group by actor, described, outlet
  ), top as (select * from source order by claims desc, actor, described, outlet limit 25)
  select t.actor, t.identified, coalesce(t.words, '{}'), t.outlet, t.claims, t.articles, array(
      select claim_id from (
        select distinct claim_id, published_earliest, article_id, position from link l
        where l.outlet = t.outlet and l.actor is not distinct from t.actor and l.described is not distinct from t.described) e
      order by published_earliest, article_id, position limit examples),
    (select count(distinct claim_id) from link)::int, (select count(*) from source)::int
  from top t order by t.claims desc, t.actor, t.described, t.outlet
$$;

/* Visible claims whose chain names an actor beyond the outlet, and those that repeat one, over any number; in reading order. */
create or replace function claims_resting_on(actor uuid) returns setof claim language sql stable as $$
  with recursive resting (id) as (
    select claim_id from claim_part
    where actor_id = claims_resting_on.actor and part in ('INTERMEDIARY', 'SPEAKER') and review_state <> 'DRAFT'
    union
    select r.from_id from resting
      cross join lateral (select from_id from claim_relation where to_id = resting.id and type = 'REPEATS' offset 0) r
      cross join lateral (select from claim where id = r.from_id and review_state <> 'DRAFT' offset 0) c
  )
  select c.* from resting cross join lateral (select * from claim where claim.id = resting.id offset 0) c
  order by c.published_earliest, c.article_id, c.position, c.id
$$;

/* Events in which an actor takes part; by type, by participant and by quarter. */
create or replace function events_of_actor(actor uuid) returns setof participating_actor language sql stable as $$
  select * from participating_actor p where p.actor_id = events_of_actor.actor
$$;
create or replace function events_by_type(actor uuid) returns setof counted_by language sql stable as $$
  select e.type::text, e.type::text, count(*)::int from events_of_actor(events_by_type.actor) e group by e.type order by count(*) desc, e.type
$$;
create or replace function events_by_participant(actor uuid, most int) returns setof counted_by language sql stable as $$
  select a.id::text, a.name, count(*)::int
  from events_of_actor(events_by_participant.actor) e join participating_actor p on p.event_id = e.event_id
    join actor a on a.id = p.actor_id
  group by a.id order by count(*) desc, a.id limit most
$$;
create or replace function events_by_quarter(actor uuid, first_day date, last_day date) returns setof counted_in language sql stable as $$
  with e as materialized (select time_earliest, time_latest from events_of_actor(events_by_quarter.actor))
  select to_char(q, 'YYYY-MM-DD'),
    count(e) filter (where e.time_earliest >= q and e.time_latest < q + interval '3 months')::int, count(e)::int
  from generate_series(first_day::timestamp, last_day::timestamp, interval '3 months') q
    left join e on e.time_earliest < q + interval '3 months' and e.time_latest >= q
  group by q order by q
$$;
