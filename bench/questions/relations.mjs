import { globalId, shuffled } from './lib/ids.mjs';
import { FIELDS_OF_PAIR, networkOf } from './lib/ties.mjs';

/** The relations of a hundred actors that can have held on a day. */
export const question = {
  name: 'relations',
  title: 'relations of 100 actors on a day',
  place: 44,
  sourcebook: {
    query: `query ($actors: [ID!], $day: Date!) {
      relationNetwork(filter: { heldOn: $day, from: { id: { in: $actors } } }, limit: 50, examples: 0) {
        unitCount tieCount
        ties { source { id name } target { id name } weight relations { id type title } }
      }
    }`,
  },
  postgraphile: {
    query: `query ($actors: [UUID]!, $day: Date!) {
      network: relationNetwork(actors: $actors, heldOn: $day, first: 50) {
        nodes { ${FIELDS_OF_PAIR} relations { nodes { id: rowId type title } } }
      }
    }`,
    rows: ({ network }) => ({
      relationNetwork: networkOf(network, ({ relations, ...tie }) => ({ ...tie, relations: relations.nodes })),
    }),
  },
  ceiling: {
    sql: `with unit as materialized (
        select r.id, r.type, r.title, r.valid_earliest, a.canonical_id as source, b.canonical_id as target
        from actor_identity a join actor_relation r on r.from_id = a.actor_id join actor_identity b on b.actor_id = r.to_id
        where a.canonical_id = any ($1::uuid[]) and r.valid_earliest is not null
          and daterange(r.valid_earliest, r.valid_latest, '[]') @> $2::date
      ), tie as materialized (
        select source, target, count(*) as weight,
          json_agg(json_build_object('id', id, 'type', type, 'title', title) order by valid_earliest, id) as relations
        from unit group by source, target
      ), top as (select * from tie order by weight desc, source, target limit 50)
      select json_build_object('relationNetwork', json_build_object(
        'unitCount', (select count(*) from unit), 'tieCount', (select count(*) from tie),
        'ties', (select coalesce(json_agg(json_build_object('source', json_build_object('id', s.id, 'name', s.name),
            'target', json_build_object('id', g.id, 'name', g.name), 'weight', t.weight, 'relations', t.relations)
            order by t.weight desc, t.source, t.target), '[]')
          from top t join actor s on s.id = t.source join actor g on g.id = t.target)))::text`,
  },
  async variables({ rows }) {
    const all = await rows(
      shuffled(
        'select distinct i.canonical_id as id from actor_relation r join actor_identity i on i.actor_id = r.from_id',
        3000,
      ),
    );
    return Array.from({ length: 24 }, (_none, index) => {
      const first = (index * 100) % (all.length - 100);
      const actors = all.slice(first, first + 100).map(({ id }) => id);
      const day = `${2008 + (index % 14)}-06-15`;
      return {
        values: [actors, day],
        sourcebook: { actors: actors.map((id) => globalId('actor', id)), day },
        postgraphile: { actors, day },
      };
    });
  },
};
