import type { RecordType } from '../../generated/resolvers.js';
import { globalIdOf } from '../../lib/ids.js';
import { join, raw, sql, type Sql } from '../../lib/sql.js';
import { actors, judgements, mentions, names, roles } from '../actor/index.js';
import { articles, versions } from '../article/index.js';
import { collections, listedOf, type AnyEntity, type At } from '../base/index.js';
import { citations, claims } from '../claim/index.js';
import { events } from '../event/index.js';
import { assessments, claimRelations } from '../review/index.js';

/** Records that changes are told of, each after those that it refers to, as in the database's type record_type. */
export const kinds: Readonly<Record<RecordType, AnyEntity>> = {
  COLLECTION: collections,
  ACTOR: actors,
  EVENT: events,
  ARTICLE: articles,
  ARTICLE_VERSION: versions,
  ACTOR_NAME: names,
  MENTION: mentions,
  CLAIM: claims,
  CITATION: citations,
  ACTOR_RELATION: roles,
  CLAIM_RELATION: claimRelations,
  IDENTITY_JUDGEMENT: judgements,
  ASSESSMENT: assessments,
};

export const recordTypes = Object.keys(kinds) as readonly RecordType[];

type Types = readonly RecordType[];

/** An expression for each of some types of records; `type` is one of record_type. */
export const byType = (type: Sql, types: Types, value: (of: AnyEntity) => Sql): Sql =>
  sql`case ${type} ${join(
    types.map((name) => sql`when ${raw(`'${name}'`)} then ${value(kinds[name])}`),
    ' ',
  )} end`;

/** Whether the record is there now. */
export const isThere = (type: Sql, types: Types, id: Sql, at: At): Sql =>
  byType(type, types, (of) => {
    const row = at.related();
    return sql`exists (select from ${raw(of.table)} ${row.table} where ${row.column('id')} = ${id} and ${listedOf(of, row)})`;
  });

/** The first records that are there with ids beyond `floor`, as many as `limit` says. */
export function firstOf(type: RecordType, floor: string, limit: Sql, at: At): Sql {
  const of = kinds[type];
  const row = at.related();
  return sql`(select ${raw(`'${type}'`)}::record_type as type, ${row.column('id')} as record_id
    from ${raw(of.table)} ${row.table} where ${row.column('id')} > ${floor}::uuid and ${listedOf(of, row)}
    order by ${row.column('id')} limit ${limit})`;
}

/** The global id of a record. */
export const globalId = (type: Sql, types: Types, id: Sql): Sql =>
  globalIdOf(
    byType(type, types, ({ prefix }) => raw(`'${prefix}'`)),
    id,
  );
