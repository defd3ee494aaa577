import type * as Api from '../../generated/resolvers.js';
import { allOf } from '../../lib/filter.js';
import { enumKey, nullableEnum } from '../../lib/keyset.js';
import { join, raw, sql } from '../../lib/sql.js';
import { roles } from '../actor/index.js';
import { columns, entity, idKey, relation, owned, visibleThroughClaim } from '../base/index.js';
import { claims } from '../claim/index.js';

/** There for those who may see both claims. */
export const claimRelations = entity<Api.ClaimRelationFilter, Api.ClaimRelationOrderField>()({
  type: 'ClaimRelation',
  table: 'claim_relation',
  prefix: 'claimrelation',
  columns: columns('id from_id to_id type sub_kind basis rationale'),
  primaryKey: idKey,
  orders: {
    TYPE: [enumKey('type', 'claim_relation_type')],
    SUB_KIND: [nullableEnum('sub_kind', 'contradiction_kind')],
  },
  defaultOrder: [{ field: 'TYPE' }],
  visible: (at) => allOf([visibleThroughClaim(at, 'from_id'), visibleThroughClaim(at, 'to_id')]),
});

export const relationsFromClaim = owned('claim.relations', () => claimRelations, 'from_id');

export const relationsToClaim = owned('claim.inverseRelations', () => claimRelations, 'to_id');

/** Claims that a relation of one of these types joins to a claim, in whichever direction. */
const claimsJoinedBy = (name: string, ...types: readonly Api.ClaimRelationType[]) => {
  const wanted = sql`r.type in (${join(types.map((type) => raw(`'${type}'`)))})`;
  return relation(
    `claim.${name}`,
    () => claims,
    (at, parent) => sql`${at.column('id')} in (
      select r.to_id from claim_relation r where r.from_id = ${parent} and ${wanted}
      union all
      select r.from_id from claim_relation r where r.to_id = ${parent} and ${wanted})`,
    {
      joined: (at, parent) => ({
        from: sql`(
          select r.from_id, r.to_id from claim_relation r where ${wanted}
          union all select r.to_id, r.from_id from claim_relation r where ${wanted}) l (one, other)`,
        where: sql`l.one = ${parent} and l.other = ${at.column('id')}`,
      }),
    },
  );
};

export const corroborating = claimsJoinedBy('corroborating', 'SUPPORTS', 'REPEATS');
export const contradicting = claimsJoinedBy('contradicting', 'CONTRADICTS');

/** Roles and relations that rest on a claim. */
export const claimRoles = relation(
  'claim.actorRelations',
  () => roles,
  (at, parent) =>
    sql`${at.column('id')} in (select r.relation_id from actor_relation_claim r where r.claim_id = ${parent})`,
);
