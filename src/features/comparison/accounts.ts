import { raw, sql, type Sql } from '../../lib/sql.js';
import { claimVisible, scopeOf, type At, type Matching } from '../base/index.js';
import { claimRelations } from '../review/index.js';

/** Most claims that are compared with each other; the functions of the migration refuse more. */
const MOST_CLAIMS = 300;

/** What is compared: SQL for the ids of the claims, and a scope to write conditions in. */
interface Compared {
  readonly claims: Sql;
  readonly at: At;
}

/** What stands about an event: neither withdrawn nor superseded. */
export function claimsOfEvent(event: At): Compared {
  const claim = event.related();
  const claims = sql`select ${claim.column('id')} from claim ${claim.table} where ${claim.column('event_id')} = ${event.column('id')}
    and ${claimVisible(claim)} and ${claim.column('review_state')} not in ('RETRACTED', 'SUPERSEDED')`;
  return { claims, at: event };
}

/** All claims of a list. */
export const claimsOfList = (list: Matching): Compared => ({
  claims: list.rows((at) => ({ id: at.column('id') })),
  at: scopeOf(list.viewer, 'compared'),
});

/** One row for each account. */
export const accountsOf = (compared: Compared, unit: unknown): Sql => called('compare_accounts', compared, unit);

/** One row for each field. */
export const fieldsOf = (compared: Compared, unit: unknown): Sql => called('compare_fields', compared, unit);

function called(name: string, { claims, at }: Compared, unit: unknown): Sql {
  const relation = at.related();
  return sql`select c.* from (select array(${claims} limit ${MOST_CLAIMS + 1}) as ids) told
    cross join lateral ${raw(name)}(told.ids, array(
      select ${relation.column('id')} from claim_relation ${relation.table}
      where (${relation.column('from_id')} = any (told.ids) or ${relation.column('to_id')} = any (told.ids))
        and ${claimRelations.visible(relation)}), ${unit === 'ARTICLE'}) c`;
}
