import { globalId } from './lib/ids.mjs';

/** What rests on a source, by itself or by repeating what does, over chains of more than two links; in reading order. */
export const question = {
  name: 'resting',
  title: 'claims that rest on a source at any depth',
  place: 46,
  sourcebook: {
    query: `query ($actor: ID!) {
      claims(first: 20, filter: { restsOn: { id: { eq: $actor } }, linkCount: { gt: 2 } }) {
        totalCount
        nodes { id statement linkCount outlet { id name } }
      }
    }`,
  },
  postgraphile: {
    query: `query ($actor: UUID!) {
      claims: claimsRestingOn(actor: $actor, first: 20, filter: { linkCount: { greaterThan: 2 } }) {
        totalCount
        nodes {
          id: rowId statement linkCount
          outlet: articleByArticleId { actorByOutletId { identity: actorIdentityByActorId { actor: actorByCanonicalId { id: rowId name } } } }
        }
      }
    }`,
    rows: ({ claims: { totalCount, nodes } }) => ({
      claims: {
        totalCount,
        nodes: nodes.map(({ outlet, ...claim }) => ({ ...claim, outlet: outlet.actorByOutletId.identity.actor })),
      },
    }),
  },
  ceiling: {
    sql: `with recursive resting (id) as (
        select claim_id from claim_part where actor_id = $1 and part in ('INTERMEDIARY', 'SPEAKER') and review_state <> 'DRAFT'
        union
        select r.from_id from resting cross join lateral (
            select from_id from claim_relation where to_id = resting.id and type = 'REPEATS' offset 0) r
          cross join lateral (select from claim where id = r.from_id and review_state <> 'DRAFT' offset 0) c
      ), found as materialized (
        select c.* from resting cross join lateral (
          select id, published_earliest, article_id, position, link_count from claim where claim.id = resting.id offset 0) c
        where c.link_count > 2
      ), page as (select * from found order by published_earliest, article_id, position, id limit 20)
      select json_build_object('claims', json_build_object('totalCount', (select count(*) from found),
        'nodes', (select coalesce(json_agg(json_build_object('id', c.id, 'statement', c.statement, 'linkCount', c.link_count,
            'outlet', json_build_object('id', o.id, 'name', o.name))
            order by p.published_earliest, p.article_id, p.position, p.id), '[]')
          from page p join claim c using (id) join actor_identity i on i.actor_id = c.outlet_id join actor o on o.id = i.canonical_id)))::text`,
  },
  async variables({ rows }) {
    const actors = await rows(`
      select actor_id as id from claim_part where part in ('INTERMEDIARY', 'SPEAKER') and review_state <> 'DRAFT'
      group by actor_id order by abs(count(distinct claim_id) - 500), actor_id limit 48`);
    return actors.map(({ id }) => ({
      values: [id],
      sourcebook: { actor: globalId('actor', id) },
      postgraphile: { actor: id },
    }));
  },
};
