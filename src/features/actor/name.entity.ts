import sql from 'sql-template-tag';
import type * as Api from '../../generated/resolvers.js';
import { enumKey, textKey } from '../../lib/keyset.js';
import { columns, entity, everywhere, idKey, relation } from '../base/index.js';
import { groupOf } from './group.js';

export interface ActorNameRow {
  readonly id: string;
  readonly actorId: string;
  readonly value: string;
  readonly language: string | null;
  readonly script: string | null;
  readonly kind: Api.ActorNameKind;
  readonly validEdtf: string | null;
  readonly validEarliest: string | null;
  readonly validLatest: string | null;
  readonly articleId: string | null;
}

export const names = entity<ActorNameRow, Api.ActorNameFilter, Api.ActorNameOrderField>()({
  table: 'actor_name',
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
);
