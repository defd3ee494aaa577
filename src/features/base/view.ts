import { raw, sql, type Sql } from '../../lib/sql.js';
import type { Rows, Typename } from './entity.js';
import { columns } from './entity.js';
import type { At } from './viewer.js';

/** Rows that are computed when they are asked for: a type of the SDL whose fields are columns of a SELECT. */
export interface View extends Pick<Rows, 'type' | 'columns'> {
  /** Fields that are lists of rows, see `Computation`. */
  readonly parts: Readonly<Record<string, Part>>;
}

/** Names of columns are parted by white space; a field of the SDL has the name of its column in camel case. */
export const view = (type: Typename, names: string, parts: View['parts'] = {}): View => ({
  type,
  columns: columns(names),
  parts,
});

/** A list inside of a computed row: rows of another query of the computation, in the order of its column `place`. */
export interface Part {
  readonly view: View;
  readonly query: string;
  /** A column that has the same value in the row and in those of its list; without it, all rows are in the list. */
  readonly link?: string;
}

/** One row with lists inside of it. What is not selected is not computed. */
export interface Computation {
  /** Queries of a WITH clause, parted by commas. */
  readonly queries: Sql;
  /** The query that gives the row. */
  readonly row: string;
}

/** The rows of a list inside of the row that stands under `at`. */
export const rowsOfPart = ({ query, link }: Part, at: At): Sql =>
  sql`select * from ${raw(query)} q ${link ? sql`where q.${raw(link)} = ${at.column(link)}` : raw('')} order by q.place`;
