import { withSomeEvents } from './lib/eventsOfActor.mjs';
import { globalId } from './lib/ids.mjs';

/** How two actors of some 30 events each are joined, at most through a third one, and the claims that carry each step. */
export const question = {
  name: 'paths',
  title: 'paths of one or two steps between actors',
  place: 47,
  sourcebook: {
    query: `query ($from: ID!, $to: ID!) {
      paths(from: $from, to: $to, maxLength: 2, limit: 3, examples: 3) {
        length
        steps {
          position kind forward from { id name } to { id name }
          relations { id type } events { id title } claims { id statement }
        }
      }
    }`,
  },
  // Of a function that returns rows it cannot give lists in lists but as ready-made JSON, and then nothing of it is its own.
  postgraphile: null,
  // What joins an end of a path and the actor in the middle is looked for among what the end takes part in, one by one: the
  // actor in the middle may take part in most there is.
  ceiling: {
    sql: `with near as materialized (
        select distinct x.actor, i.canonical_id as neighbour from (
          select g.canonical_id as actor, r.to_id as id from actor_identity g join actor_relation r on r.from_id = g.actor_id
            where g.canonical_id in ($1, $2)
          union all select g.canonical_id, r.from_id from actor_identity g join actor_relation r on r.to_id = g.actor_id
            where g.canonical_id in ($1, $2)
          union all select p.actor_id, q.actor_id from participating_actor p join participating_actor q using (event_id)
            where p.actor_id in ($1, $2)
        ) x join actor_identity i on i.actor_id = x.id
      ), direct as materialized (select from near where actor = $1 and neighbour = $2 limit 1
      ), path as materialized (
        select array[$1, $2]::uuid[] as actors from direct
        union all
        (select array[$1, a.neighbour, $2]::uuid[] from near a join near b using (neighbour)
          where a.actor = $1 and b.actor = $2 and not exists (select from direct) order by a.neighbour limit 3)
      ), step as materialized (
        select actors, 0 as position, actors[1] as a, actors[2] as b, actors[1] as few, actors[2] as many from path
        union all select actors, 1, actors[2], actors[3], actors[3], actors[2] from path where actors[3] is not null
      ), carried as materialized (
        select s.*, r.relations, r.ids, r.forward, e.events from step s
          cross join lateral (
            select json_agg(json_build_object('id', r.id, 'type', r.type) order by r.valid_earliest, r.id) as relations,
              array_agg(r.id) as ids, case when bool_and(r.out = (s.few = s.a)) then true when bool_and(r.out = (s.few = s.b)) then false end as forward
            from (
              select r.id, r.type, r.valid_earliest, true as out from actor_identity g join actor_relation r on r.from_id = g.actor_id
                join actor_identity i on i.actor_id = r.to_id where g.canonical_id = s.few and i.canonical_id = s.many
              union all
              select r.id, r.type, r.valid_earliest, false from actor_identity g join actor_relation r on r.to_id = g.actor_id
                join actor_identity i on i.actor_id = r.from_id where g.canonical_id = s.few and i.canonical_id = s.many) r
          ) r
          cross join lateral (select array(
            select p.event_id from participating_actor p
              cross join lateral (select from participating_actor q where q.actor_id = s.many and q.event_id = p.event_id limit 1) q
            where p.actor_id = s.few and r.ids is null order by p.event_id limit 5) as events) e
      )
      select json_build_object('paths', (
        select coalesce(json_agg(json_build_object('length', length, 'steps', steps) order by actors), '[]') from (
          select s.actors, count(*) as length, json_agg(json_build_object('position', s.position,
            'kind', case when s.ids is null then 'PARTICIPATION' else 'RELATION' end, 'forward', s.forward,
            'from', (select json_build_object('id', id, 'name', name) from actor where id = s.a),
            'to', (select json_build_object('id', id, 'name', name) from actor where id = s.b),
            'relations', coalesce(s.relations, '[]'),
            'events', (select coalesce(json_agg(json_build_object('id', id, 'title', title) order by id), '[]') from event where id = any (s.events)),
            'claims', case when s.ids is null
              then (select coalesce(json_agg(json_build_object('id', id, 'statement', statement)), '[]') from (
                select id, statement from claim where event_id = any (s.events) and review_state <> 'DRAFT'
                order by published_earliest, article_id, position, id limit 3) c)
              else (select coalesce(json_agg(json_build_object('id', id, 'statement', statement)), '[]') from (
                select id, statement from claim where review_state <> 'DRAFT'
                  and id in (select x.claim_id from actor_relation_claim x where x.relation_id = any (s.ids))
                order by published_earliest, article_id, position, id limit 3) c) end) order by s.position) as steps
          from carried s group by s.actors) p))::text`,
  },
  async variables({ rows }) {
    const actors = await rows(withSomeEvents(30, 48));
    return actors.slice(24).map(({ id: to }, index) => {
      const from = actors[index].id;
      return { values: [from, to], sourcebook: { from: globalId('actor', from), to: globalId('actor', to) } };
    });
  },
};
