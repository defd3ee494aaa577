import type * as Api from '../../generated/resolvers.js';
import { allOf } from '../../lib/filter.js';
import { key } from '../../lib/keyset.js';
import { sql } from '../../lib/sql.js';
import { columns, entity, idKey, inSeenState, visibleThroughClaim, type At } from '../base/index.js';

/** The rule in words, with the values that differ. */
const rationale = (at: At) => sql`format(case ${at.column('sub_kind')}
    when 'TIME' then 'One event, one subject, but no day in common: %s and %s.'
    when 'QUANTITY' then 'One event, one subject, but amounts of one unit and period that do not meet: %s and %s.'
    else 'One event, one subject, but said to be so by one and not to be so by the other: %s and %s.' end,
  ${at.column('from_value')}, ${at.column('to_value')})`;

const undecided = (at: At) => {
  const joined = (from: string, to: string) => {
    const r = at.related();
    return sql`not exists (select from claim_relation ${r.table}
      where ${r.column('from_id')} = ${at.column(from)} and ${r.column('to_id')} = ${at.column(to)})`;
  };
  return allOf([joined('from_id', 'to_id'), joined('to_id', 'from_id')]);
};

/** There for those who may see its state and both claims, until a relation joins the two. */
export const candidates = entity<Api.ContradictionCandidateFilter, Api.ContradictionCandidateOrderField>()({
  type: 'ContradictionCandidate',
  table: 'contradiction_candidate',
  prefix: 'contradictioncandidate',
  columns: columns('id from_id to_id event_id sub_kind from_value to_value review_state created_at'),
  computed: { rationale, basis: () => sql`'RULE'` },
  primaryKey: idKey,
  orders: { SUB_KIND: [key('sub_kind', 'contradiction_kind')] },
  defaultOrder: [{ field: 'SUB_KIND' }],
  visible: (at) =>
    allOf([
      inSeenState(at.column('review_state'), at.viewer),
      visibleThroughClaim(at, 'from_id'),
      visibleThroughClaim(at, 'to_id'),
      undecided(at),
    ]),
});
