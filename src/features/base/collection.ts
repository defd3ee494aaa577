import type { CollectionFilter, CollectionOrderField } from '../../generated/resolvers.js';
import { codeKey, textKey } from '../../lib/keyset.js';
import { orderedTextTest, textTest } from '../../lib/operators.js';
import { raw, sql, type Sql } from '../../lib/sql.js';
import { columns, entity, everywhere, idClause, idKey, relation, type ClausesOf } from './entity.js';

export const collections = entity<CollectionFilter, CollectionOrderField>()({
  type: 'Collection',
  table: 'collection',
  prefix: 'collection',
  columns: columns('id key title description'),
  primaryKey: idKey,
  orders: { TITLE: [textKey('title')], KEY: [codeKey('key')] },
  defaultOrder: [{ field: 'TITLE' }],
  visible: everywhere,
});

export const collectionClauses: ClausesOf<CollectionFilter, 'id' | 'key' | 'title'> = {
  id: idClause('collection'),
  key: (test, at) => textTest(at.column('key'), test, at),
  title: (test, at) => orderedTextTest(at.column('title'), test, at),
};

type Member = 'article' | 'actor' | 'event' | 'claim';

/** The collections that a record belongs to. */
export const collectionsOf = (member: Member) =>
  relation(
    `${member}.collections`,
    () => collections,
    (at, parent) =>
      sql`${at.column('id')} in (select collection_id from ${raw(`collection_${member}`)} where ${raw(`${member}_id`)} = ${parent})`,
  );

/** The condition that a record of kind `member` belongs to the collection `parent`. */
export const inCollection = (member: Member, id: Sql, parent: Sql) =>
  sql`${id} in (select ${raw(`${member}_id`)} from ${raw(`collection_${member}`)} where collection_id = ${parent})`;
