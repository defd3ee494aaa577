-- What claims of an actor are counted by, and grouped into networks by, stands beside the keys that they are found by: facets
-- and networks read an index instead of one claim for each row.
--
-- Readers of claims by their actors wait until all is there. A new table in the place of the old one would spare them that, but
-- it is empty for whoever began to read before: an export that is under way would say that it is complete. Writers are waited
-- for first, so that nobody who holds claims waits for their parts.

lock table actor, actor_identity, claim, attribution_link, claim_actor in share row exclusive mode;
lock table claim_part in access exclusive mode;

-- Rows that are there are filled without indexes, which come afterwards.
alter table claim_part drop constraint claim_part_pkey;
drop index claim_part_claim_id_part_idx, claim_part_asserted_known, claim_part_published_known,
  claim_part_asserted_nulls_last, claim_part_asserted_nulls_first,
  claim_part_published_nulls_last, claim_part_published_nulls_first;

alter table claim_part
  add column article_id uuid,
  add column position int,
  add column outlet_id uuid,
  add column speech_act speech_act,
  add column relay relay;

update claim_part p
set article_id = c.article_id, position = c.position, outlet_id = c.outlet_id, speech_act = c.speech_act, relay = c.relay
from claim c where c.id = p.claim_id;

alter table claim_part
  alter column article_id set not null,
  alter column position set not null,
  alter column speech_act set not null,
  alter column relay set not null,
  add constraint claim_part_pkey primary key (actor_id, part, claim_id);

create index claim_part_claim_id_part_idx on claim_part (claim_id, part);
create index claim_part_asserted_known on claim_part (actor_id, part, asserted_earliest, claim_id)
  include (review_state, event_type, asserted_latest, article_id, position, outlet_id, speech_act, relay);
create index claim_part_published_known on claim_part (actor_id, part, published_earliest, claim_id)
  include (review_state, event_type, article_id, position, outlet_id, speech_act, relay);
create index claim_part_asserted_nulls_last on claim_part
  (actor_id, part, (asserted_earliest is null), coalesce(asserted_earliest, '-infinity'), claim_id)
  include (review_state, event_type, asserted_earliest, asserted_latest);
create index claim_part_asserted_nulls_first on claim_part
  (actor_id, part, (asserted_earliest is not null), coalesce(asserted_earliest, '-infinity'), claim_id)
  include (review_state, event_type, asserted_earliest, asserted_latest);
create index claim_part_published_nulls_last on claim_part
  (actor_id, part, (published_earliest is null), coalesce(published_earliest, '-infinity'), claim_id)
  include (review_state, event_type, published_earliest);
create index claim_part_published_nulls_first on claim_part
  (actor_id, part, (published_earliest is not null), coalesce(published_earliest, '-infinity'), claim_id)
  include (review_state, event_type, published_earliest);

analyze claim_part;

-- Whether a source has no name is looked up for each link of many claims; few actors are such.
create index actor_unnamed on actor (id) where kind = 'UNNAMED_SOURCE';

-- As before, with the new copies.
create or replace function refresh_claim_parts(claims uuid[]) returns void language sql as $$
  -- Judgements that regroup these actors right now are waited for, and wait.
  select from actor_identity where actor_id in (
    select actor_id from claim_actor where claim_id = any (claims)
    union select actor_id from attribution_link where claim_id = any (claims)) order by actor_id for share;

  update claim c set link_count = chain.links, relay = chain.relay
  from (
    select claim_id, count(*)::int as links,
      case when bool_or(relay = 'RELAYED') or count(*) > 2 then 'RELAYED'
           when bool_or(relay = 'UNKNOWN') then 'UNKNOWN' else 'FIRSTHAND' end::relay as relay
    from attribution_link where claim_id = any (claims) group by claim_id
  ) chain
  where c.id = chain.claim_id and (c.link_count, c.relay) is distinct from (chain.links, chain.relay);

  delete from claim_part where claim_id = any (claims);

  insert into claim_part
    (claim_id, actor_id, part, review_state, event_type, asserted_earliest, asserted_latest, stated_earliest, published_earliest,
     article_id, position, outlet_id, speech_act, relay)
  select distinct p.claim_id, i.canonical_id, p.part, c.review_state, c.event_type, c.asserted_earliest, c.asserted_latest,
    c.stated_earliest, c.published_earliest, c.article_id, c.position, c.outlet_id, c.speech_act, c.relay
  from (
    select claim_id, actor_id, role::text::claim_part_kind as part from claim_actor where claim_id = any (claims)
    union all
    select l.claim_id, l.actor_id, part.kind
    from attribution_link l
    join (select claim_id, max(position) as last from attribution_link where claim_id = any (claims) group by claim_id) chain
      using (claim_id)
    cross join lateral unnest(array['OUTLET', 'INTERMEDIARY', 'SPEAKER']::claim_part_kind[]) as part (kind)
    where case part.kind when 'OUTLET' then l.position = 0 when 'SPEAKER' then l.position = chain.last
      else l.position > 0 and l.position < chain.last end
  ) p
  join actor_identity i on i.actor_id = p.actor_id
  join claim c on c.id = p.claim_id;
$$;

create or replace function part_copies_follow() returns trigger language plpgsql as $$
begin
  update claim_part p set review_state = c.review_state, event_type = c.event_type,
    asserted_earliest = c.asserted_earliest, asserted_latest = c.asserted_latest,
    stated_earliest = c.stated_earliest, published_earliest = c.published_earliest,
    article_id = c.article_id, position = c.position, outlet_id = c.outlet_id, speech_act = c.speech_act, relay = c.relay
  from changed c
  where p.claim_id = c.id
    and (p.review_state, p.event_type, p.asserted_earliest, p.asserted_latest, p.stated_earliest, p.published_earliest,
      p.article_id, p.position, p.outlet_id, p.speech_act, p.relay)
    is distinct from
    (c.review_state, c.event_type, c.asserted_earliest, c.asserted_latest, c.stated_earliest, c.published_earliest,
      c.article_id, c.position, c.outlet_id, c.speech_act, c.relay);
  return null;
end $$;
