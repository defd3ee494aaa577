import { raw, sql, type Sql } from '../../lib/sql.js';

/** Where a list's filter takes a value, and what it is for rows that have none. */
export interface Place {
  /** Fields of the filter that lead to the value, e.g. `speaker.id.eq`. */
  readonly path: string;
  readonly missing: object | null;
}

/** `a.b` and x give { a: { b: x } }. */
const nested = (path: readonly string[], inner: unknown): object =>
  [...path].reverse().reduce((value: unknown, name) => ({ [name]: value }), inner) as object;

/** The filter for rows without a value, when nothing else is said: such rows have no value at the place. */
function without(path: readonly string[], kind: 'text' | 'enum' | 'plain' | 'record'): object {
  if (kind === 'text') return absent(path.slice(0, -1), { isNull: false });
  if (kind === 'record' || path.length > 2) return absent(path.slice(0, -2), {});
  return nested(path.slice(0, -1), { isNull: true });
}

/** Rows of which nothing at the path is as `inner` says. */
const absent = (path: readonly string[], inner: object): object =>
  path.includes('some')
    ? nested(
        path.map((name) => (name === 'some' ? 'none' : name)),
        inner,
      )
    : { not: nested(path, inner) };

export const placeOf = (
  path: string,
  kind: Parameters<typeof without>[1],
  missing: object | null = without(path.split('.'), kind),
): Place => ({ path, missing });

/** The filter for a value as JSON text; `written` is the value as JSON. */
export function filterText({ path, missing }: Place, value: Sql, written: Sql): Sql {
  const [before, after] = JSON.stringify(nested(path.split('.'), 0)).split('0') as [string, string];
  return sql`case when ${value} is null then ${raw(missing ? `'${JSON.stringify(missing)}'` : 'null')}
    else ${raw(`'${before}'`)} || ${written} || ${raw(`'${after}'`)} end`;
}
