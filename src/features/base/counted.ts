import type { DatesOf } from './dates.js';
import type { Rows, Typename } from './entity.js';
import { facetsField, type FacetsOf } from './facets.js';
import type { Field, FieldsOfTypes } from './field.js';
import { timelineField } from './timeline.js';
import { join, raw, sql } from '../../lib/sql.js';

/**
 * The fields `facets` and `timeline` of a connection. Names are enumerations of the SDL: one that is not declared does not
 * compile.
 */
export const counted = <Facets extends string, Dates extends string>(
  connection: Typename,
  facets: FacetsOf<Facets>,
  dates: DatesOf<Dates>,
): FieldsOfTypes => ({
  [connection]: { facets: facetsField(facets), timeline: timelineField(dates, facets) },
});

/** The records that buckets stand for; `kinds` are all there are. */
export const bucketFields = (kinds: readonly Rows[]): FieldsOfTypes => {
  const record = recordOf(kinds);
  return { FacetBucket: { record }, TimelineSeries: { record } };
};

const recordOf = (kinds: readonly Rows[]): Field => ({
  resolve: async (row, _args, { loaders }) => {
    const of = kinds.find(({ type }) => type === row['recordKind']);
    const found = of && (await loaders.byId(of, row['recordId'] as string));
    return found ? { __typename: of.type, ...found } : null;
  },
  sql: (at, use, writer) => {
    const cases = kinds.map(
      (of) => sql`when ${raw(`'${of.type}'`)} then ${writer.one(of, at.column('record_id'), use)}`,
    );
    return sql`case ${at.column('record_kind')} ${join(cases, ' ')} end`;
  },
});
