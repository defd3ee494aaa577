import type { Sql } from '../../lib/sql.js';
import type { Resolvers } from '../../generated/resolvers.js';
import type { Rows } from './entity.js';
import { camel } from './entity.js';
import type { Field, FieldsOfTypes } from './field.js';
import { column } from './fields.js';
import { rowsOfPart, type Part, type View } from './view.js';
import type { At } from './viewer.js';

/** The fields of all types, from all features. */
export class RecordTypes {
  private readonly types = new Map<string, Map<string, Field>>();

  /** `records` answer the fields that are columns of the same name; `declared` are the others. */
  constructor(records: readonly (Rows | View)[], declared: readonly FieldsOfTypes[]) {
    for (const record of records) this.declare(record.type, fieldsOfRow(record));
    for (const types of declared) {
      for (const [type, fields] of Object.entries(types)) this.declare(type, fields);
    }
  }

  field(type: string, name: string): Field | undefined {
    return this.types.get(type)?.get(name);
  }

  /** Resolvers of the declared fields that the schema has; columns need none. */
  resolvers(): Resolvers {
    const resolvers: Record<string, Record<string, unknown>> = {};
    for (const [type, fields] of this.types) {
      resolvers[type] = Object.fromEntries(
        [...fields].filter(([, field]) => !('ofRow' in field)).map(([name, { resolve }]) => [name, resolve]),
      );
    }
    return resolvers;
  }

  private declare(type: string, fields: Readonly<Record<string, Field>>): void {
    const known = this.types.get(type) ?? new Map<string, Field>();
    for (const [name, field] of Object.entries(fields)) known.set(name, field);
    this.types.set(type, known);
  }
}

const fieldsOfRow = ({
  columns,
  computed = {},
  parts = {},
}: Pick<Rows, 'columns' | 'computed'> & Partial<Pick<View, 'parts'>>): Record<string, Field> => ({
  ...Object.fromEntries(columns.map((name) => [camel(name), { ...column(name), ofRow: true }])),
  ...Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, partField(name, part)])),
  ...Object.fromEntries(Object.entries(computed).map(([name, sql]) => [name, computedField(name, sql)])),
});

const partField = (name: string, part: Part): Field & { readonly ofRow: true } => ({
  resolve: (row) => row[name],
  sql: (at, use, writer) => writer.rows(part.view, rowsOfPart(part, at), use),
  ofRow: true,
});

const computedField = (name: string, expression: (at: At) => Sql): Field & { readonly ofRow: true } => ({
  resolve: (row) => row[name],
  sql: expression,
  ofRow: true,
});
