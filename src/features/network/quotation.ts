import { raw, sql } from '../../lib/sql.js';
import type { Matching } from '../base/index.js';
import { chainedUnitsOf, networkOf, pairsOf, unitsOf, type Cut } from './tie.js';

/** Claims, in the order in which they are read. */
const inClaims = { table: 'claim', order: 'published_earliest, article_id, position, id' };

/**
 * Who passes on whose words: from each link of a chain to the next. A source that the text does not name is a node for its
 * description; what tells one from the other is a hash of it.
 */
export const quotationNetwork = (list: Matching, cut: Cut) =>
  networkOf(
    {
      name: 'quotationNetwork',
      ...inClaims,
      units: chainedUnitsOf(list, 'article_id'),
      pairs: sql`
        select * from (
          select u.id as unit, u.article_id,
            ${node} as source, case when l.actor_id is null then l.unnamed end as source_unnamed,
            lead(${node}) over chain as target, lead(case when l.actor_id is null then l.unnamed end) over chain as target_unnamed
          from units u join attribution_link l on l.claim_id = u.id left join actor_identity i on i.actor_id = l.actor_id
          window chain as (partition by l.claim_id order by l.position)) links
        where target is not null`,
      weight: 'count(distinct unit)::int',
      extra: `count(distinct article_id)::int as articles, min(source_unnamed) as source_unnamed, min(target_unnamed) as target_unnamed`,
      fields: {
        source_id: sql`case when t.source_unnamed is null then t.source end`,
        target_id: sql`case when t.target_unnamed is null then t.target end`,
        source_unnamed: sql`t.source_unnamed`,
        target_unnamed: sql`t.target_unnamed`,
        article_count: sql`t.articles`,
        claim_ids: sql`t.examples`,
      },
    },
    cut,
  );

const node = raw(`coalesce(i.canonical_id, md5('unnamed ' || l.unnamed)::uuid)`);

/** Which actors claims are about together, as subject or object. */
export const claimMentions = (list: Matching, cut: Cut) =>
  networkOf(
    {
      name: 'coMentionNetwork',
      ...inClaims,
      units: unitsOf(list, 'article_id'),
      pairs: pairsOf(
        sql`select p.actor_id as actor from claim_part p where p.claim_id = u.id and p.part in ('SUBJECT', 'OBJECT')`,
        'article_id',
      ),
      extra: 'count(distinct article_id)::int as articles',
      fields: { article_count: sql`t.articles`, claim_ids: sql`t.examples` },
    },
    cut,
  );
