import { withSome } from './lib/claimsOfActor.mjs';
import { globalId } from './lib/ids.mjs';

/** The claims of an actor by the type of their event and by outlet. */
export const question = {
  name: 'facets',
  title: 'two facets of some 1 000 claims of an actor',
  place: 12,
  sourcebook: {
    query: `query ($actor: ID!) {
      claims(first: 0, filter: { speaker: { id: { eq: $actor } } }) {
        types: facets(by: EVENT_TYPE, limit: 30) { buckets { value count } }
        outlets: facets(by: OUTLET, limit: 10) { buckets { label count } }
      }
    }`,
  },
  postgraphile: {
    query: `query ($actor: UUID!) {
      types: claimsByEventType(actor: $actor) { nodes { value count } }
      outlets: claimsByOutlet(actor: $actor, most: 10) { nodes { label count } }
    }`,
    rows: ({ types, outlets }) => ({
      claims: { types: { buckets: types.nodes }, outlets: { buckets: outlets.nodes } },
    }),
  },
  ceiling: {
    sql: `select json_build_object('claims', json_build_object(
      'types', json_build_object('buckets', (
        select coalesce(json_agg(json_build_object('value', event_type, 'count', n) order by n desc, event_type), '[]')
        from (select event_type, count(*) as n from claim_part
          where actor_id = $1 and part = 'SPEAKER' and review_state <> 'DRAFT' group by event_type) t)),
      'outlets', json_build_object('buckets', (
        select coalesce(json_agg(json_build_object('label', a.name, 'count', n) order by n desc, o.id), '[]')
        from (select i.canonical_id as id, sum(n)::int as n
          from (select outlet_id, count(*) as n from claim_part
            where actor_id = $1 and part = 'SPEAKER' and review_state <> 'DRAFT' group by outlet_id) r
            join actor_identity i on i.actor_id = r.outlet_id group by i.canonical_id order by 2 desc, 1 limit 10) o
          join actor a on a.id = o.id))))::text`,
  },
  async variables({ rows }) {
    const actors = await rows(withSome(1000, 'SPEAKER', 12));
    return actors.map(({ id }) => ({
      values: [id],
      sourcebook: { actor: globalId('actor', id) },
      postgraphile: { actor: id },
    }));
  },
};
