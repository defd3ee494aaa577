import { sql } from '../../lib/sql.js';
import type { ActorRelationFilter } from '../../generated/resolvers.js';
import { roles } from '../actor/index.js';
import { whereOf, type At } from '../base/index.js';
import { cutOf, networkOf } from './tie.js';
import { firstClaims } from './together.js';

interface Asked {
  readonly filter?: ActorRelationFilter | null;
}

/** Roles and relations between actors, those of one pair in one direction as one tie. */
export function relationNetwork(root: At, args: Asked & Readonly<Record<string, unknown>>) {
  const cut = cutOf(args);
  const at = root.related();
  return networkOf(
    {
      name: 'relationNetwork',
      units: sql`select ${at.column('id')}, ${at.column('from_id')}, ${at.column('to_id')}, ${at.column('valid_earliest')}
        from actor_relation ${at.table} where ${whereOf(roles, args.filter, at)}`,
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
          root.viewer,
        ),
      },
    },
    cut,
  );
}
