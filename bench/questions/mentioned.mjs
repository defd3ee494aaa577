import { withSome } from './lib/claimsOfActor.mjs';
import { globalId } from './lib/ids.mjs';
import { FIELDS_OF_PAIR, networkJson, networkOf, undirected } from './lib/ties.mjs';

/** Whom claims about an actor are about together. */
export const question = {
  name: 'mentioned',
  title: 'whom 500 claims are about together',
  place: 42,
  sourcebook: {
    query: `query ($actor: ID!) {
      claims(first: 0, filter: { subject: { id: { eq: $actor } } }) {
        coMentionNetwork(limit: 50, examples: 1) {
          unitCount tieCount
          ties { source { id name } target { id name } weight articleCount claims { id statement } }
        }
      }
    }`,
  },
  postgraphile: {
    query: `query ($actor: UUID!) {
      network: coMention(actor: $actor, first: 50) {
        nodes { ${FIELDS_OF_PAIR} articleCount claim: claimByClaimId { id: rowId statement } }
      }
    }`,
    rows: ({ network }) => ({
      claims: { coMentionNetwork: networkOf(network, ({ claim, ...tie }) => ({ ...tie, claims: [claim] })) },
    }),
  },
  ceiling: {
    sql: `with unit as materialized (
        select p.claim_id as id, p.article_id from claim_part p
        where p.actor_id = $1 and p.part = 'SUBJECT' and p.review_state <> 'DRAFT'
      ), part as materialized (
        select distinct u.id, u.article_id, p.actor_id as actor
        from unit u join claim_part p on p.claim_id = u.id and p.part in ('SUBJECT', 'OBJECT')
      ), ${undirected({
        table: 'claim',
        order: 'r.published_earliest, r.article_id, r.position, r.id',
        weigh: 'count(distinct s.article_id) as articles',
      })}
      select json_build_object('claims', json_build_object('coMentionNetwork', ${networkJson(
        `'articleCount', t.articles, 'claims', json_build_array(json_build_object('id', f.id, 'statement', f.statement))`,
      )}))::text`,
  },
  async variables({ rows }) {
    const actors = await rows(withSome(500, 'SUBJECT', 16));
    return actors.map(({ id }) => ({
      values: [id],
      sourcebook: { actor: globalId('actor', id) },
      postgraphile: { actor: id },
    }));
  },
};
