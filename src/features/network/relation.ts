import { sql } from '../../lib/sql.js';
import type { Matching } from '../base/index.js';
import { networkOf, unitsOf, type Cut } from './tie.js';
import { firstClaims } from './together.js';

/** Roles and relations between actors, those of one pair in one direction as one tie. */
export const relationNetwork = (list: Matching, cut: Cut) =>
  networkOf(
    {
      name: 'relationNetwork',
      units: unitsOf(list, 'from_id', 'to_id', 'valid_earliest'),
      pairs: sql`select u.id as unit, a.canonical_id as source, b.canonical_id as target, u.valid_earliest
        from units u join actor_identity a on a.actor_id = u.from_id join actor_identity b on b.actor_id = u.to_id`,
      extra: 'array_agg(unit order by valid_earliest, unit) as relations',
      table: 'actor_relation',
      order: 'valid_earliest, id',
      fields: {
        relation_ids: sql`t.relations`,
        claim_ids: firstClaims(
          (claim) =>
            sql`${claim}.id in (select r.claim_id from actor_relation_claim r where r.relation_id = any(t.relations))`,
          sql`${cut.examples}::int`,
          list.viewer,
        ),
      },
    },
    cut,
  );
