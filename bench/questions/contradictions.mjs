import { globalId } from './lib/ids.mjs';

export const question = {
  name: 'contradictions',
  title: 'contradictions about an event',
  place: 30,
  sourcebook: {
    query: `query ($event: ID!) {
      contradictions(first: 20, filter: { event: { id: { eq: $event } } }, orderBy: [{ field: TYPE }]) {
        totalCount
        nodes { id subKind rationale from { id statement outlet { id name } } to { id statement outlet { id name } } }
      }
    }`,
  },
  postgraphile: {
    query: `query ($event: UUID!) {
      contradictions: allClaimRelations(first: 20, orderBy: [ROW_ID_ASC], filter: { type: { equalTo: CONTRADICTS },
        claimByFromId: { reviewState: { notEqualTo: DRAFT } }, claimByToId: { reviewState: { notEqualTo: DRAFT } },
        or: [{ claimByFromId: { eventId: { equalTo: $event } } }, { claimByToId: { eventId: { equalTo: $event } } }] }) {
        totalCount
        nodes { id: rowId subKind rationale from: claimByFromId { ...claim } to: claimByToId { ...claim } }
      }
    }
    fragment claim on Claim {
      id: rowId statement outlet: articleByArticleId { actorByOutletId { identity: actorIdentityByActorId { actor: actorByCanonicalId { id: rowId name } } } }
    }`,
    rows: ({ contradictions: { totalCount, nodes } }) => ({
      contradictions: {
        totalCount,
        nodes: nodes.map((node) => ({ ...node, from: claimOf(node.from), to: claimOf(node.to) })),
      },
    }),
  },
  ceiling: {
    sql: `with found as materialized (
      select r.*, f.statement as from_statement, f.outlet_id as from_outlet, t.statement as to_statement, t.outlet_id as to_outlet
      from (select r.id from claim c join claim_relation r on r.from_id = c.id where c.event_id = $1 and r.type = 'CONTRADICTS'
        union select r.id from claim c join claim_relation r on r.to_id = c.id where c.event_id = $1 and r.type = 'CONTRADICTS') ids
      join claim_relation r using (id) join claim f on f.id = r.from_id join claim t on t.id = r.to_id
      where f.review_state <> 'DRAFT' and t.review_state <> 'DRAFT')
    select json_build_object('contradictions', json_build_object('totalCount', (select count(*) from found),
      'nodes', (select coalesce(json_agg(json_build_object('id', p.id, 'subKind', p.sub_kind, 'rationale', p.rationale,
          'from', json_build_object('id', p.from_id, 'statement', p.from_statement, 'outlet', json_build_object('id', a.id, 'name', a.name)),
          'to', json_build_object('id', p.to_id, 'statement', p.to_statement, 'outlet', json_build_object('id', b.id, 'name', b.name)))
          order by p.id), '[]')
        from (select * from found order by id limit 20) p
        join actor_identity i on i.actor_id = p.from_outlet join actor a on a.id = i.canonical_id
        join actor_identity j on j.actor_id = p.to_outlet join actor b on b.id = j.canonical_id)))::text`,
  },
  variables: ({ rows }) => eventsOf(rows),
};

const claimOf = ({ outlet, ...claim }) => ({ ...claim, outlet: outlet.actorByOutletId.identity.actor });

/** Events with three contradictions, the most that some dozens of events of the smallest corpus have. */
async function eventsOf(rows) {
  const events = await rows(`select c.event_id as id from claim c join claim_relation r on c.id in (r.from_id, r.to_id)
    where r.type = 'CONTRADICTS' and c.event_id is not null group by c.event_id order by abs(count(*) - 3), c.event_id limit 32`);
  return events.map(({ id }) => ({
    values: [id],
    sourcebook: { event: globalId('event', id) },
    postgraphile: { event: id },
  }));
}
