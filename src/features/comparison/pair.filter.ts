import type * as Api from '../../generated/resolvers.js';
import { booleanTest, enumTest } from '../../lib/operators.js';
import { raw, sql, type Sql } from '../../lib/sql.js';
import { actorTest } from '../actor/index.js';
import { articles } from '../article/index.js';
import { idClause, referenceTest, whereOf, type At, type ClausesOf } from '../base/index.js';
import { claims } from '../claim/index.js';
import { events } from '../event/index.js';

/** A condition on one of the two claims of a pair that stands in `table`; its claims are found first when they are few. */
function eitherOf(table: string, condition: (claim: At) => Sql, at: At): Sql {
  const [from, to] = [at.related(), at.related()];
  const pairs = (claim: At, column: string): Sql => sql`select p.id from claim ${claim.table}
    join ${raw(table)} p on p.${raw(column)} = ${claim.column('id')} where ${condition(claim)}`;
  return sql`${at.column('id')} in (${pairs(from, 'from_id')} union all ${pairs(to, 'to_id')})`;
}

const eitherClaim = (table: string) => (filter: Api.ClaimFilter, at: At) => {
  at.spend('conditions', 1);
  return eitherOf(table, (claim) => whereOf(claims, filter, claim), at);
};

/** Whether both claims of a pair are of one outlet. */
export const hasOneOutlet = (at: At): Sql => {
  const outletOf = (
    column: string,
  ): Sql => sql`(select i.canonical_id from claim c join actor_identity i on i.actor_id = c.outlet_id
    where c.id = ${at.column(column)})`;
  return sql`(${outletOf('from_id')} = ${outletOf('to_id')})`;
};

const sameOutlet = (wanted: boolean, at: At): Sql => booleanTest(hasOneOutlet(at), wanted, at);

/** Fields of relations that speak of whichever of the two claims. */
export const pairClauses: ClausesOf<Api.ClaimRelationFilter, 'either' | 'event' | 'article' | 'outlet' | 'sameOutlet'> =
  {
    either: eitherClaim('claim_relation'),
    event: (filter, at) => eitherOf('claim_relation', (claim) => referenceTest(events, 'event_id', filter, claim), at),
    article: (filter, at) =>
      eitherOf('claim_relation', (claim) => referenceTest(articles, 'article_id', filter, claim), at),
    outlet: (filter, at) => eitherOf('claim_relation', (claim) => actorTest('outlet_id', filter, claim), at),
    sameOutlet,
  };

export const candidateClauses: ClausesOf<
  Api.ContradictionCandidateFilter,
  'id' | 'subKind' | 'reviewState' | 'event' | 'either' | 'from' | 'to' | 'sameOutlet'
> = {
  id: idClause('contradictioncandidate'),
  subKind: (test, at) => enumTest(at.column('sub_kind'), 'contradiction_kind', test, at),
  reviewState: (test, at) => enumTest(at.column('review_state'), 'review_state', test, at),
  event: (filter, at) => referenceTest(events, 'event_id', filter, at),
  either: eitherClaim('contradiction_candidate'),
  from: (filter, at) => referenceTest(claims, 'from_id', filter, at),
  to: (filter, at) => referenceTest(claims, 'to_id', filter, at),
  sameOutlet,
};
