-- Events that two actors take part in are found by the actors that answer, where these stand beside them; all else is as before.

/* Rows to be read for the next step from these actors, as far as `most` of them. */
create or replace function actor_reach(actors uuid[], kinds text[], most bigint) returns bigint language sql stable as $$
  select count(*) from (
    select 1 from actor_identity i join actor_relation r on i.actor_id in (r.from_id, r.to_id)
      where i.canonical_id = any (actors) and 'RELATION' = any (kinds)
    union all
    select 1 from participating_actor p where p.actor_id = any (actors) and 'PARTICIPATION' = any (kinds)
    union all
    select 1 from actor_identity i join attribution_link l on l.actor_id = i.actor_id
      where i.canonical_id = any (actors) and 'QUOTATION' = any (kinds)
    union all
    select 1 from claim_part p where p.actor_id = any (actors) and p.part in ('SUBJECT', 'OBJECT') and 'MENTION' = any (kinds)
    limit most) rows
$$;

/* One step further from `actors`: pairs of one of them and an actor that is not among `seen`, and the number of steps that
   were read for it, at most `most` + 1. */
create or replace function actor_step(actors uuid[], seen uuid[], kinds text[], held_on date, states review_state[], most bigint,
  out read bigint, out parents uuid[], out children uuid[]) language plpgsql stable set plan_cache_mode = force_generic_plan as $$
begin
  with record as materialized (
    select i.actor_id as id, i.canonical_id as actor from actor_identity i where i.canonical_id = any (actors)
  ), step as materialized (
    select x.actor, x.id
    from (
      select g.actor, r.to_id as id from record g join actor_relation r on r.from_id = g.id
        where 'RELATION' = any (kinds) and (held_on is null
          or r.valid_earliest is not null and daterange(r.valid_earliest, r.valid_latest, '[]') @> held_on)
      union all
      select g.actor, r.from_id from record g join actor_relation r on r.to_id = g.id
        where 'RELATION' = any (kinds) and (held_on is null
          or r.valid_earliest is not null and daterange(r.valid_earliest, r.valid_latest, '[]') @> held_on)
      union all
      select p.actor_id, q.actor_id from participating_actor p join participating_actor q on q.event_id = p.event_id
        where 'PARTICIPATION' = any (kinds) and p.actor_id = any (actors)
      union all
      select g.actor, m.actor_id from record g join attribution_link l on l.actor_id = g.id
        join attribution_link m on m.claim_id = l.claim_id and m.position in (l.position - 1, l.position + 1)
        join claim c on c.id = l.claim_id
        where 'QUOTATION' = any (kinds) and m.actor_id is not null and c.review_state = any (states)
      union all
      select p.actor_id, q.actor_id from claim_part p join claim_part q on q.claim_id = p.claim_id
        where 'MENTION' = any (kinds) and p.actor_id = any (actors) and p.review_state = any (states)
          and p.part in ('SUBJECT', 'OBJECT') and q.part in ('SUBJECT', 'OBJECT')
    ) x
    limit most + 1
  ), pair as (
    select distinct s.actor, i.canonical_id as neighbour
    from (select distinct actor, id from step) s
      cross join lateral (select canonical_id from actor_identity where actor_id = s.id offset 0) i
    where i.canonical_id not in (select unnest(seen))
  )
  select (select count(*) from step), coalesce(array_agg(pair.actor), '{}'), coalesce(array_agg(pair.neighbour), '{}')
  into read, parents, children from pair;
end $$;

/* What joins two actors who are a step apart, both of them those that answer for others: the first of RELATION,
   PARTICIPATION and QUOTATION that is among `kinds` and joins them, otherwise MENTION. `forward`: whether relations or
   quotations lead from a to b alone (true) or from b to a alone (false). Claims are the first `most` in reading order of
   those in `states`; of common events five are given.

   What the two have in common is looked for among the records of the one that has fewer: the other one often has tens of
   thousands, for that is why a path leads through it. */
create or replace function path_step(a uuid, b uuid, kinds text[], held_on date, states review_state[], most int,
  out kind text, out forward boolean, out relations uuid[], out events uuid[], out claims uuid[]) language plpgsql stable
  set plan_cache_mode = force_generic_plan as $$
declare
  records_a uuid[] := array(select actor_id from actor_identity where canonical_id = a);
  records_b uuid[] := array(select actor_id from actor_identity where canonical_id = b);
  few uuid[];
  many uuid[];
begin
  relations := '{}';
  events := '{}';

  if 'RELATION' = any (kinds) then
    select coalesce(array_agg(r.id order by r.valid_earliest, r.id), '{}'),
      case when bool_and(r.onward) then true when bool_and(not r.onward) then false end
    into relations, forward
    from (
      select r.id, r.valid_earliest, true as onward from actor_relation r
      where r.from_id = any (records_a) and r.to_id = any (records_b)
        and (held_on is null or r.valid_earliest is not null and daterange(r.valid_earliest, r.valid_latest, '[]') @> held_on)
      union all
      select r.id, r.valid_earliest, false from actor_relation r
      where r.from_id = any (records_b) and r.to_id = any (records_a)
        and (held_on is null or r.valid_earliest is not null and daterange(r.valid_earliest, r.valid_latest, '[]') @> held_on)) r;
    if relations <> '{}' then
      kind := 'RELATION';
      claims := array(
        select c.id from (
          select c.* from (select distinct x.claim_id as id from actor_relation_claim x where x.relation_id = any (relations)) x
            cross join lateral (select * from claim where claim.id = x.id offset 0) c
          where c.review_state = any (states) offset 0) c
        order by c.published_earliest, c.article_id, c.position, c.id limit most);
      return;
    end if;
  end if;

  if 'PARTICIPATION' = any (kinds) then
    if actor_reaches_less(array[a], array[b], array['PARTICIPATION'], 10000)
      then few := array[a]; many := array[b];
      else few := array[b]; many := array[a];
    end if;
    events := array(
      select p.event_id from (select event_id from participating_actor where actor_id = few[1] order by event_id offset 0) p
        cross join lateral (select from participating_actor q where q.actor_id = many[1] and q.event_id = p.event_id offset 0) q
      order by p.event_id limit 5);
    if events <> '{}' then
      kind := 'PARTICIPATION';
      claims := array(
        select c.id from (select * from claim where event_id = any (events) and review_state = any (states) offset 0) c
        order by c.published_earliest, c.article_id, c.position, c.id limit most);
      return;
    end if;
  end if;

  if 'QUOTATION' = any (kinds) then
    if actor_reaches_less(array[a], array[b], array['QUOTATION'], 10000)
      then few := records_a; many := records_b;
      else few := records_b; many := records_a;
    end if;
    with passage as (
      select c.id, c.published_earliest, c.article_id, c.position, (m.position > l.position) = (few = records_a) as onward
      from (select * from attribution_link where actor_id = any (few) offset 0) l
        cross join lateral (select n.position from attribution_link n where n.claim_id = l.claim_id
          and n.position in (l.position - 1, l.position + 1) and n.actor_id = any (many) offset 0) m
        cross join lateral (select * from claim where id = l.claim_id and review_state = any (states) offset 0) c
    )
    select case when count(*) > 0 then 'QUOTATION' end, case when bool_and(onward) then true when bool_and(not onward) then false end,
      array(select id from passage group by id, published_earliest, article_id, position
        order by published_earliest, article_id, position, id limit most)
    into kind, forward, claims from passage;
    if kind is not null then return; end if;
  end if;

  kind := 'MENTION';
  forward := null;
  if actor_reaches_less(array[a], array[b], array['MENTION'], 10000)
    then few := array[a]; many := array[b];
    else few := array[b]; many := array[a];
  end if;
  claims := array(
    select c.id from (select distinct claim_id from claim_part where actor_id = any (few) and part in ('SUBJECT', 'OBJECT') offset 0) p
      cross join lateral (
        select from claim_part q where q.claim_id = p.claim_id and q.actor_id = any (many) and q.part in ('SUBJECT', 'OBJECT') limit 1) q
      cross join lateral (select * from claim where id = p.claim_id and review_state = any (states) offset 0) c
    order by c.published_earliest, c.article_id, c.position, c.id limit most);
end $$;
