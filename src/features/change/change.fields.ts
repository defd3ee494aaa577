import type { RecordType } from '../../generated/resolvers.js';
import { sql } from '../../lib/sql.js';
import { oneThatIsThere, view, wholeOf, type AnyEntity, type Field, type FieldsOfTypes } from '../base/index.js';
import { changePage } from './feed.js';
import { byType, kinds, recordTypes } from './kinds.js';

export const changes = view('Change', 'kind type id at record_id');
export const changePages = view('ChangePage', 'next more latest', { nodes: { view: changes, query: 'listed' } });

/** The record that changed; one that ceased to be there is null, also when another one answers for it. */
const record: Field = {
  resolve: async ({ kind, type, recordId }, _args, { loaders }) => {
    const of = kinds[type as RecordType];
    const found = kind === 'DELETED' ? null : await loaders.byId(of, recordId as string);
    return found && { __typename: of.type, ...found };
  },
  sql: (at, use, writer) => {
    const ofKind = (of: AnyEntity) => oneThatIsThere(of, at.column('record_id'), use, writer);
    return sql`case when ${at.column('kind')} <> 'DELETED' then ${byType(at.column('type'), recordTypes, ofKind)} end`;
  },
};

export const changeFields: FieldsOfTypes = {
  Query: { changes: wholeOf('changes', changePages, changePage) },
  Change: { record },
};
