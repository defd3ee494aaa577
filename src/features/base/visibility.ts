import { raw, sql, type Sql } from '../../lib/sql.js';
import type { At, Viewer } from './viewer.js';

/** Rights of a text whose cited words a viewer may read. */
const quotableRights = { NONE: ['OPEN'], QUOTES: ['OPEN', 'QUOTATION'], FULL: ['OPEN', 'QUOTATION', 'RESTRICTED'] };

/** Claims in these states are under review or decided, and not taken back; as `standing_states()` in the database. */
export const standing = ['IN_REVIEW', 'ACCEPTED', 'DISPUTED'] as const;

export const seesAllThatStands = ({ reviewStates }: Viewer): boolean =>
  standing.every((state) => reviewStates.includes(state));

const anyOf = (names: readonly string[], type: 'review_state' | 'text_right', { inText }: Viewer): Sql =>
  sql`any(${inText ? raw(`'{${names.join()}}'`) : names}::${raw(type)}[])`;

/** Whether a viewer sees what is in such a state. */
export const inSeenState = (state: Sql, viewer: Viewer): Sql =>
  sql`${state} = ${anyOf(viewer.reviewStates, 'review_state', viewer)}`;

/** The one rule for claims. `claim` is the scope of the claim table. */
export const claimVisible = (claim: At): Sql => inSeenState(claim.column('review_state'), claim.viewer);

/** The same rule for a row that names a claim. */
export const visibleThroughClaim = (at: At, column: string): Sql => {
  const claim = at.related();
  return sql`exists (select from claim ${claim.table} where ${claim.column('id')} = ${at.column(column)} and ${claimVisible(claim)})`;
};

/** The one rule for texts: whether their cited words may be read. `right` is a column of type text_right. */
export const mayQuote = (right: Sql, viewer: Viewer): Sql =>
  sql`${right} = ${anyOf(quotableRights[viewer.texts], 'text_right', viewer)}`;

/** Whether a text may be read whole, and searched: an open one by everybody. The words of these have an index of their own. */
export const mayRead = (right: Sql, viewer: Viewer): Sql =>
  viewer.texts === 'FULL' ? mayQuote(right, viewer) : sql`${right} = 'OPEN'`;
