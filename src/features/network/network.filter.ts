import type * as Api from '../../generated/resolvers.js';
import { compileFilter } from '../../lib/filter.js';
import { join, raw, sql, type Sql } from '../../lib/sql.js';
import { actors } from '../actor/index.js';
import { inSeenState, visibleThroughClaim, type At, type ClausesOf } from '../base/index.js';
import { links } from '../claim/index.js';

/** Fields of networks in the filter of claims. */
export const claimNetworkClauses: ClausesOf<Api.ClaimFilter, 'restsOn' | 'ultimateSource'> = {
  restsOn: (filter, at) => restingOn(['INTERMEDIARY', 'SPEAKER'], filter, at),
  ultimateSource: (filter, at) => restingOn(['SPEAKER'], filter, at),
};

/**
 * Claims in whose chain such an actor has one of these parts, and claims that repeat one of them, however often in a row.
 * A claim that is not there for the viewer leads nowhere. OFFSET 0: what repeats a claim is looked up claim by claim; Postgres
 * guesses ten times as many claims as there are and would rather read all repetitions.
 */
function restingOn(parts: readonly string[], filter: Api.ActorFilter, at: At): Sql {
  at.spend('conditions', 1);
  at.gather();
  const [actor, part, repeat] = [at.related(), at.related(), at.related()];
  const wanted = join(parts.map((name) => raw(`'${name}'`)));
  return sql`${at.column('id')} in (
    with recursive resting (id) as (
      select ${part.column('claim_id')} from claim_part ${part.table}
      where ${part.column('part')} in (${wanted}) and ${inSeenState(part.column('review_state'), at.viewer)}
        and ${part.column('actor_id')} in (select ${actor.column('id')} from actor ${actor.table}
          where ${compileFilter(filter, actors.clauses, actor)})
      union
      select next.id from resting cross join lateral (
        select ${repeat.column('from_id')} as id from claim_relation ${repeat.table}
        where ${repeat.column('to_id')} = resting.id and ${repeat.column('type')} = 'REPEATS' and ${visibleThroughClaim(repeat, 'from_id')}
        offset 0) next
    ) select resting.id from resting)`;
}

/** Fields of networks in the filter of links. */
export const linkNetworkClauses: ClausesOf<Api.AttributionLinkFilter, 'next'> = {
  next(filter, at) {
    at.spend('conditions', 1);
    const link = at.related();
    return sql`exists (select from attribution_link ${link.table} where ${link.column('claim_id')} = ${at.column('claim_id')}
      and ${link.column('position')} = ${at.column('position')} + 1 and ${compileFilter(filter, links.clauses, link)})`;
  },
};
