import type * as Api from '../../generated/resolvers.js';
import { codeKey, nullableDate } from '../../lib/keyset.js';
import { sql } from '../../lib/sql.js';
import { columns, entity, everywhere, idKey, relation } from '../base/index.js';
import { groupOf, joinedByGroup } from './group.js';

export const roles = entity<Api.ActorRelationFilter, Api.ActorRelationOrderField>()({
  type: 'ActorRelation',
  table: 'actor_relation',
  prefix: 'relation',
  columns: columns('id key from_id to_id type title valid_edtf valid_earliest valid_latest valid_words'),
  primaryKey: idKey,
  orders: {
    VALID_EARLIEST: [nullableDate('valid', 'earliest')],
    VALID_LATEST: [nullableDate('valid', 'latest')],
    KEY: [codeKey('key')],
  },
  defaultOrder: [{ field: 'VALID_EARLIEST' }],
  visible: everywhere,
});

export const actorRoles = relation(
  'actor.roles',
  () => roles,
  (at, parent) => sql`${at.column('from_id')} in (${groupOf(parent)})`,
  { joined: joinedByGroup('from_id') },
);

export const actorInverseRoles = relation(
  'actor.inverseRoles',
  () => roles,
  (at, parent) => sql`${at.column('to_id')} in (${groupOf(parent)})`,
  { joined: joinedByGroup('to_id') },
);
