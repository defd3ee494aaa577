import { join, sql, type Sql } from '../../lib/sql.js';

/** In the order in which `origins_of` tries them. */
const rules = [
  ['SAME_OUTLET', 'The same outlet published both articles, or both claims stand in one article.', 'actor: the outlet'],
  ['SAME_FAMILY', 'The outlets have an owner or family in common, at any height.', 'actor: the owner'],
  [
    'SAME_WIRE_CREDIT',
    'Both chains name the same news agency or other medium beyond the outlet.',
    'actor: the agency or medium',
  ],
  [
    'NEAR_DUPLICATE_TEXT',
    'Versions of the articles that are no digests have the same hash, or an estimated resemblance of 0.5 or more (MinHash of runs of five words).',
    'similarity',
  ],
  [
    'SAME_ULTIMATE_SOURCE',
    'Both chains name the same person or body beyond the outlet, or a person found that one claim repeats the other.',
    'actor: the source; or relation',
  ],
  [
    'EXPLICIT_CITATION',
    'The chain of one names the outlet of the other beyond its own.',
    'actor: the outlet that is cited',
  ],
] as const;

export const rulesInOrder = (): Sql =>
  sql`select * from (values ${join(
    rules.map(
      ([basis, holds, evidence], index) => sql`(${index + 1}::int, ${basis}::text, ${holds}::text, ${evidence}::text)`,
    ),
  )}) rule (position, basis, holds, evidence) order by position`;
