-- Shortest paths between actors. Actors stand as the one that answers for them; a step is a relation, an event in which
-- both take part, a quotation or a claim about both, in whichever direction it points.

/* Rows to be read for the next step from these actors, as far as `most` of them. */
create function actor_reach(actors uuid[], kinds text[], most bigint) returns bigint language sql stable as $$
  select count(*) from (
    select 1 from actor_identity i join actor_relation r on i.actor_id in (r.from_id, r.to_id)
      where i.canonical_id = any (actors) and 'RELATION' = any (kinds)
    union all
    select 1 from actor_identity i join event_participant p on p.actor_id = i.actor_id
      where i.canonical_id = any (actors) and 'PARTICIPATION' = any (kinds)
    union all
    select 1 from actor_identity i join attribution_link l on l.actor_id = i.actor_id
      where i.canonical_id = any (actors) and 'QUOTATION' = any (kinds)
    union all
    select 1 from claim_part p where p.actor_id = any (actors) and p.part in ('SUBJECT', 'OBJECT') and 'MENTION' = any (kinds)
    limit most) rows
$$;

/* One step further from `actors`: pairs of one of them and an actor that is not among `seen`, and the number of steps that
   were read for it, at most `most` + 1. */
create function actor_step(actors uuid[], seen uuid[], kinds text[], held_on date, states review_state[], most bigint,
  out read bigint, out parents uuid[], out children uuid[]) language sql stable as $$
  with record as materialized (
    select i.actor_id as id, i.canonical_id as actor from actor_identity i where i.canonical_id = any (actors)
  ), step as materialized (
    select x.actor, i.canonical_id as neighbour
    from (
      select g.actor, r.to_id as id from record g join actor_relation r on r.from_id = g.id
        where 'RELATION' = any (kinds) and (held_on is null
          or r.valid_earliest is not null and daterange(r.valid_earliest, r.valid_latest, '[]') @> held_on)
      union all
      select g.actor, r.from_id from record g join actor_relation r on r.to_id = g.id
        where 'RELATION' = any (kinds) and (held_on is null
          or r.valid_earliest is not null and daterange(r.valid_earliest, r.valid_latest, '[]') @> held_on)
      union all
      select g.actor, q.actor_id from record g join event_participant p on p.actor_id = g.id
        join event_participant q on q.event_id = p.event_id
        where 'PARTICIPATION' = any (kinds)
      union all
      select g.actor, m.actor_id from record g join attribution_link l on l.actor_id = g.id
        join attribution_link m on m.claim_id = l.claim_id and m.position in (l.position - 1, l.position + 1)
        join claim c on c.id = l.claim_id
        where 'QUOTATION' = any (kinds) and m.actor_id is not null and c.review_state = any (states)
      union all
      select p.actor_id, q.actor_id from claim_part p join claim_part q on q.claim_id = p.claim_id
        where 'MENTION' = any (kinds) and p.actor_id = any (actors) and p.review_state = any (states)
          and p.part in ('SUBJECT', 'OBJECT') and q.part in ('SUBJECT', 'OBJECT')
    ) x join actor_identity i on i.actor_id = x.id
    limit most + 1
  ), pair as (
    select distinct s.actor, s.neighbour from step s where not exists (select from unnest(seen) k (id) where k.id = s.neighbour)
  )
  select (select count(*) from step), coalesce(array_agg(pair.actor), '{}'), coalesce(array_agg(pair.neighbour), '{}') from pair
$$;

/* Up to `most` of the shortest paths from one actor to another, of at most `longest` steps, as the actors on the way.
   Which ones, when there are more, follows from the ids alone. From an actor to itself the path is that actor. What is
   read is bounded by `bound` steps (SQLSTATE SB001, paths).

   Steps are taken from both ends, each time from the one with less to read. */
create function actor_paths(source uuid, target uuid, longest int, kinds text[], held_on date, states review_state[],
  most int, bound bigint) returns table (path uuid[]) language plpgsql stable rows 10 as $$
declare
  -- What was seen from each end, its outermost part, and by whom each of it was found.
  seen_a uuid[]; front_a uuid[]; parents_a uuid[] := '{}'; children_a uuid[] := '{}'; steps_a int := 0;
  seen_b uuid[]; front_b uuid[]; parents_b uuid[] := '{}'; children_b uuid[] := '{}'; steps_b int := 0;
  meeting uuid[];
  step record;
  spent bigint := 0;
  reach_a bigint;
  found text[];
begin
  front_a := array(select canonical_id from actor_identity where actor_id = source);
  front_b := array(select canonical_id from actor_identity where actor_id = target);
  if front_a = '{}' or front_b = '{}' then return; end if;
  seen_a := front_a; seen_b := front_b;
  meeting := case when front_a = front_b then front_a else '{}' end;

  while meeting = '{}' and steps_a + steps_b < longest and front_a <> '{}' and front_b <> '{}' loop
    reach_a := actor_reach(front_a, kinds, bound + 1);
    if reach_a <= actor_reach(front_b, kinds, reach_a) then
      select * into step from actor_step(front_a, seen_a, kinds, held_on, states, bound - spent);
      front_a := array(select distinct unnest(step.children));
      seen_a := seen_a || front_a;
      parents_a := parents_a || step.parents; children_a := children_a || step.children;
      steps_a := steps_a + 1;
    else
      select * into step from actor_step(front_b, seen_b, kinds, held_on, states, bound - spent);
      front_b := array(select distinct unnest(step.children));
      seen_b := seen_b || front_b;
      parents_b := parents_b || step.parents; children_b := children_b || step.children;
      steps_b := steps_b + 1;
    end if;
    spent := at_most(spent + step.read, bound, 'paths');
    meeting := array(select unnest(front_a) intersect select unnest(front_b));
  end loop;

  found := array(select m::text from unnest(meeting) m order by m limit most);
  for nth in 1 .. steps_a loop
    found := array(
      select w.parent || ',' || f from unnest(found) f
      join unnest(parents_a, children_a) w (parent, child) on w.child = split_part(f, ',', 1)::uuid
      order by 1 limit most);
  end loop;
  for nth in 1 .. steps_b loop
    found := array(
      select f || ',' || w.parent from unnest(found) f
      join unnest(parents_b, children_b) w (parent, child) on w.child = right(f, 36)::uuid
      order by 1 limit most);
  end loop;
  return query select string_to_array(f, ',')::uuid[] from unnest(found) f order by f;
end $$;
