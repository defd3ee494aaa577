import { Scope } from '../../lib/scope.js';
import { sql, type Sql } from '../../lib/sql.js';
import { claimVisible, type Matching, type Viewer } from '../base/index.js';
import { networkOf, pairsOf, unitsOf, type Cut } from './tie.js';

/** Which actors articles mention together, in any of their versions. */
export const articleMentions = (list: Matching, cut: Cut) =>
  networkOf(
    {
      name: 'coMentionNetwork',
      units: unitsOf(list),
      pairs: pairsOf(sql`select m.actor_id as actor from mentioned_actor m where m.article_id = u.id`),
      table: 'article',
      order: 'published_earliest, id',
      fields: { article_count: sql`t.weight`, article_ids: sql`t.examples` },
    },
    cut,
  );

/** Which actors take part in events together, in whatever role. */
export const coParticipation = (list: Matching, cut: Cut) =>
  networkOf(
    {
      name: 'coParticipationNetwork',
      units: unitsOf(list),
      pairs: pairsOf(sql`select p.actor_id as actor from participating_actor p where p.event_id = u.id`),
      table: 'event',
      order: 'time_earliest, id',
      fields: {
        event_ids: sql`t.examples`,
        claim_ids: firstClaims(
          (claim) => sql`${claim}.event_id = any(t.examples)`,
          sql`${cut.examples}::int`,
          list.viewer,
        ),
      },
    },
    cut,
  );

/** An array: the first claims, in reading order, that meet a condition on table alias `c` and are there for the viewer. */
export function firstClaims(condition: (claim: Sql) => Sql, most: Sql, viewer: Viewer): Sql {
  const at = Scope.root(viewer, 'c');
  return sql`array(select c.id from claim c where ${condition(at.table)} and ${claimVisible(at)}
    order by c.published_earliest, c.article_id, c.position, c.id limit ${most})`;
}
