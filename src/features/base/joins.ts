import { raw, sql, type Sql } from '../../lib/sql.js';

/** What is joined to a row, in order, by what tells one from another. */
export type Joins = Map<string, { readonly written: () => Sql }>;

export const joinsOf = (joins: Joins): Sql =>
  [...joins.values()].reduce((before, { written }) => sql`${before} ${written()}`, sql``);

/** The joins of the row whose values are being written, wherever in a statement that is. */
export class RowJoins {
  private joins: Joins = new Map();

  get ofRow(): Joins {
    return this.joins;
  }

  /** A value of a row that is about to be selected, with what has to be joined to the row for it. */
  joining(write: () => Sql): { readonly value: Sql; readonly joins: Sql } {
    const joins: Joins = new Map();
    const value = this.within(joins, write);
    return { value, joins: joinsOf(joins) };
  }

  within(joins: Joins, write: () => Sql): Sql {
    const outer = this.joins;
    this.joins = joins;
    const value = write();
    this.joins = outer;
    return value;
  }

  /**
   * A row as JSON keeps the order of its columns, and has no limit on their number as the JSON functions have. It is joined
   * to the row at hand, where Postgres makes one expression of it; a subquery would be run for each row.
   */
  object(alias: string, columns: Sql): Sql {
    const written = sql`cross join lateral (select ${columns}) ${raw(alias)}`;
    this.joins.set(alias, { written: () => written });
    return sql`row_to_json(${raw(alias)}.*)`;
  }
}
