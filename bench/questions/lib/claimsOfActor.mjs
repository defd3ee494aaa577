import { globalId } from './ids.mjs';

/** 50 claims of an actor, filtered by asserted time and event type, newest first, with speaker and quotes. */

const FIELDS_OF_SOURCEBOOK = `
  pageInfo { hasNextPage endCursor }
  nodes {
    id statement speechAct eventType
    asserted { edtf }
    speaker { id name }
    citations(first: 5, orderBy: [{ field: POSITION }]) { nodes { start end quote } }
  }`;
const ORDER_OF_SOURCEBOOK = 'orderBy: [{ field: ASSERTED_EARLIEST, direction: DESC }]';

const FIELDS_OF_POSTGRAPHILE = `
  pageInfo { hasNextPage endCursor }
  nodes {
    claim: claimByClaimId {
      id: rowId statement speechAct eventType assertedEdtf
      speakers: claimPartsByClaimId(first: 1, condition: { part: SPEAKER }) { nodes { actor: actorByActorId { id: rowId name } } }
      citations: citationsByClaimIdAndArticleId(first: 5, orderBy: [POSITION_ASC]) {
        nodes { start: startOffset end: endOffset quote }
      }
    }
  }`;
const ORDER_OF_POSTGRAPHILE = 'orderBy: [ASSERTED_EARLIEST_DESC, CLAIM_ID_DESC]';

const ceilingSql = (part, deep) => `
  with page as materialized (
    select p.claim_id, p.asserted_earliest from claim_part p
    where p.actor_id = $1 and p.part = '${part}' and p.review_state <> 'DRAFT' and p.event_type = any ($2::event_type[])
      and p.asserted_earliest between $3::date and $4::date and p.asserted_latest <= $4::date
      ${deep ? 'and (p.asserted_earliest, p.claim_id) < ($5::date, $6::uuid)' : ''}
    order by p.asserted_earliest desc, p.claim_id desc limit 51
  ), kept as materialized (select * from page order by asserted_earliest desc, claim_id desc limit 50)
  select json_build_object('claims', json_build_object(
    'pageInfo', json_build_object('hasNextPage', (select count(*) > 50 from page), 'endCursor',
      (select json_build_array(asserted_earliest, claim_id) from kept order by asserted_earliest, claim_id limit 1)),
    'nodes', (select coalesce(json_agg(json_build_object(
      'id', c.id, 'statement', c.statement, 'speechAct', c.speech_act, 'eventType', c.event_type,
      'asserted', case when c.asserted_edtf is not null then json_build_object('edtf', c.asserted_edtf) end,
      'speaker', (select json_build_object('id', a.id, 'name', a.name) from claim_part s join actor a on a.id = s.actor_id
        where s.claim_id = c.id and s.part = 'SPEAKER'),
      'citations', json_build_object('nodes', (select json_agg(json_build_object('start', x.start_offset, 'end', x.end_offset,
          'quote', case when v.text_right in ('OPEN', 'QUOTATION') then substr(t.text, x.anchor_start + 1, x.anchor_end - x.anchor_start) end)
          order by x.position)
        from citation x join article_version v on v.id = x.version_id left join version_text t on t.version_id = v.id
        where x.claim_id = c.id)))
      order by kept.asserted_earliest desc, kept.claim_id desc), '[]')
      from kept join claim c on c.id = kept.claim_id)))::text`;

/** The question for an actor in one part (SPEAKER, OUTLET), from the start of the list or after a row. */
export const claimsOfActor = ({ part, deep }) => ({
  sourcebook: {
    query: `query ($actor: ID!, $types: [EventType!], $during: EDTF!, $after: String) {
      claims(first: 50, after: $after, ${ORDER_OF_SOURCEBOOK}, filter: { ${part.toLowerCase()}: { id: { eq: $actor } },
        eventType: { in: $types }, asserted: { during: $during, within: CERTAINLY } }) {${FIELDS_OF_SOURCEBOOK}}
    }`,
    rows: withoutCursor,
  },
  postgraphile: {
    query: `query ($actor: UUID!, $types: [EventType!], $from: Date!, $to: Date!, $after: Cursor) {
      claims: allClaimParts(first: 50, after: $after, ${ORDER_OF_POSTGRAPHILE}, condition: { actorId: $actor, part: ${part} },
        filter: { reviewState: { notEqualTo: DRAFT }, eventType: { in: $types },
          assertedEarliest: { greaterThanOrEqualTo: $from, lessThanOrEqualTo: $to }, assertedLatest: { lessThanOrEqualTo: $to } }) {${FIELDS_OF_POSTGRAPHILE}}
    }`,
    rows: ({ claims }) =>
      withoutCursor({ claims: { pageInfo: claims.pageInfo, nodes: claims.nodes.map(({ claim }) => claimOf(claim)) } }),
  },
  ceiling: { sql: ceilingSql(part, deep), rows: withoutCursor },
});

const claimOf = ({ assertedEdtf, speakers, ...claim }) => ({
  ...claim,
  asserted: assertedEdtf === null ? null : { edtf: assertedEdtf },
  speaker: speakers.nodes[0]?.actor ?? null,
});

/** Cursors are each contestant's own; that there is one is all they have in common. */
const withoutCursor = ({ claims: { pageInfo, nodes } }) => ({
  claims: { pageInfo: { ...pageInfo, endCursor: pageInfo.endCursor !== null }, nodes },
});

/** Variables of all contestants for an actor, event types and years, e.g. 2010 to 2014. */
export const variablesOf = (actor, types, [from, to]) => ({
  values: [actor, types, `${from}-01-01`, `${to}-12-31`],
  sourcebook: { actor: globalId('actor', actor), types, during: from === to ? `${from}` : `${from}/${to}` },
  postgraphile: { actor, types, from: `${from}-01-01`, to: `${to}-12-31` },
});

/** SQL: the actors with most claims in a part, and the number of records that answer as each. */
export const busiest = (part, count) => `
  select actor_id as id from claim_part where part = '${part}' group by actor_id order by count(*) desc, actor_id limit ${count}`;

/**
 * SQL: the actors whose number of claims in a part comes nearest to one: as many claims at every size of the corpus, as long
 * as so few actors are asked for that the smallest corpus has them.
 */
export const withSome = (claims, part, count) => `
  select actor_id as id from claim_part where part = '${part}' and review_state <> 'DRAFT'
  group by actor_id order by abs(count(*) - ${claims}), actor_id limit ${count}`;

/** The same variables for the page after a row of the list; each contestant makes its own cursor of the row. */
export async function afterRow(variables, part, row, ask) {
  const [claim, actor] = [row.claim_id, variables.values[0]];
  const [ours, theirs] = await Promise.all([
    ask.sourcebook(
      `query ($id: ID!) { claims(first: 1, ${ORDER_OF_SOURCEBOOK}, filter: { id: { eq: $id } }) { pageInfo { endCursor } } }`,
      { id: globalId('claim', claim) },
    ),
    ask.postgraphile(
      `query ($actor: UUID!, $claim: UUID!) { claims: allClaimParts(first: 1, ${ORDER_OF_POSTGRAPHILE},
        condition: { actorId: $actor, claimId: $claim, part: ${part} }) { pageInfo { endCursor } } }`,
      { actor, claim },
    ),
  ]);
  return {
    values: [...variables.values, row.asserted_earliest, claim],
    sourcebook: { ...variables.sourcebook, after: ours.claims.pageInfo.endCursor },
    postgraphile: { ...variables.postgraphile, after: theirs.claims.pageInfo.endCursor },
  };
}

/** SQL: the row after which a page at this depth begins; parameters as `values` of `variablesOf`. */
export const rowAt = (part, depth) => `
  select asserted_earliest::text, claim_id from claim_part
  where actor_id = $1 and part = '${part}' and review_state <> 'DRAFT' and event_type = any ($2::event_type[])
    and asserted_earliest >= $3::date and asserted_latest <= $4::date
  order by asserted_earliest desc, claim_id desc offset ${depth - 1} limit 1`;

export const usualTypes = ['STATEMENT', 'CONSULT', 'AID', 'SUPPORT', 'ASSAULT', 'ACCUSE'];
export const moreTypes = [
  ...usualTypes,
  'AGREE',
  'REJECT',
  'THREATEN',
  'POLITICAL_CHANGE',
  'COERCE',
  'REQUEST',
  'PROTEST',
];
