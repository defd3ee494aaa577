import type * as Api from '../../generated/resolvers.js';
import { enumKey, textKey } from '../../lib/keyset.js';
import { sql } from '../../lib/sql.js';
import { columns, entity, everywhere, idKey, relation } from '../base/index.js';
import { groupOf, joinedByGroup } from './group.js';

export const names = entity<Api.ActorNameFilter, Api.ActorNameOrderField>()({
  type: 'ActorName',
  table: 'actor_name',
  prefix: 'name',
  columns: columns('id actor_id value language script kind valid_edtf valid_earliest valid_latest article_id'),
  primaryKey: idKey,
  orders: { VALUE: [textKey('value')], KIND: [enumKey('kind', 'actor_name_kind')] },
  defaultOrder: [{ field: 'KIND' }, { field: 'VALUE' }],
  visible: everywhere,
});

/** The names of every record that answers as the actor. */
export const actorNames = relation(
  'actor.names',
  () => names,
  (at, parent) => sql`${at.column('actor_id')} in (${groupOf(parent)})`,
  { joined: joinedByGroup('actor_id') },
);
