import { Scope } from '../../lib/scope.js';
import { join, raw, sql, type Sql, type Written } from '../../lib/sql.js';
import type { AnyEntity, AnyRelation, Rows, Typename } from './entity.js';
import type { Field, Selected, Writer } from './field.js';
import { writeTexts, type Write } from './writing.js';
import { RowJoins } from './joins.js';
import { planList, membersOf, type List } from './list.js';
import type { Shared } from './matching.js';
import { isPointedAt, keyOf } from './related.js';
import type { RecordTypes } from './types.js';
import type { ListField } from './computed.js';
import type { Computation, View } from './view.js';
import type { At, Viewer } from './viewer.js';

/** The operation has a part that only the resolvers can answer. */
export class NotCompilable extends Error {}

/** Longest name of a column in Postgres, in bytes. */
const LONGEST_NAME = 63;

/**
 * Most characters of a statement. Postgres takes up to 2 KB for each while it plans, and does not give them back: what is
 * longer is read in parts.
 */
const LONGEST_STATEMENT = 40_000;

/** A statement of a whole operation, without the pieces that it was made of: it may be kept for long. */
export interface Query extends Written {
  /** Makes the JSON of the answer out of that of the statement; absent where they are the same. */
  readonly finish?: (json: string) => Promise<string>;
}

/** Writes an operation as one SQL statement, whose answer is the JSON of its data. */
export class Statement implements Writer {
  private scopes = 0;
  private readonly programs: Write[] = [];
  protected readonly joins = new RowJoins();

  constructor(
    private readonly types: RecordTypes,
    private readonly viewer: Viewer,
  ) {}

  /** `select … as data`: one row, one column of text. */
  query(selected: readonly Selected[]): Query {
    // What needs no record needs no database.
    if (selected.every(({ field }) => field === '__typename')) throw new NotCompilable('__typename');
    const root = this.scope();
    const { value, joins } = this.joins.joining(() => this.object('Query', root, selected));
    const { text, values } = sql`select ${value}::text as data ${NO_ROW} ${joins}`;
    if (text.length > LONGEST_STATEMENT) throw new NotCompilable('a long statement');
    const { programs } = this;
    if (programs.length === 0) return { text, values };
    return { text, values, finish: (json) => writeTexts(json, programs) };
  }

  one(of: Rows, pointer: Sql, use: Selected): Sql {
    return this.through(of, pointer, (at) => this.object(of.type, at, use.of(of.type)));
  }

  through(of: Rows, pointer: Sql, field: (at: At) => Sql): Sql {
    const at = this.scope();
    const { value, joins } = this.joins.joining(() => field(at));
    return sql`(select ${value} from ${raw(of.table)} ${at.table} ${joins} where ${isPointedAt(of, at, keyOf(of, pointer))})`;
  }

  part(type: Typename, fields: Readonly<Record<string, Field>>, at: At, use: Selected): Sql {
    return this.objectOf(use.of(type), (selected) => this.fieldOf(fields[selected.field], at, selected, type));
  }

  every(of: AnyRelation, parent: Sql, use: Selected): Sql {
    const to = of.to();
    const at = this.scope();
    const { from, where, order } = membersOf(of, at, parent);
    const { value, joins } = this.joins.joining(() => this.object(to.type, at, use.of(to.type)));
    return sql`(select coalesce(json_agg(${value} order by ${order}), '[]') from ${from} ${joins} where ${where})`;
  }

  first(of: AnyRelation, parent: Sql, use: Selected): Sql {
    const { type } = of.to();
    const at = this.scope();
    const { value, joins } = this.joins.joining(() => this.object(type, at, use.of(type)));
    const { from, where } = membersOf(of, at, parent);
    return sql`(select ${value} from ${from} ${joins} where ${where} limit 1)`;
  }

  rows({ type }: View, select: Sql, use: Selected): Sql {
    const at = this.scope();
    const { value, joins } = this.joins.joining(() => this.object(type, at, use.of(type)));
    return sql`(select coalesce(json_agg(${value}), '[]') from (${select}) ${at.table} ${joins})`;
  }

  row({ type }: View, select: Sql, use: Selected): Sql {
    const at = this.scope();
    const { value, joins } = this.joins.joining(() => this.object(type, at, use.of(type)));
    // No limit: for the first of many rows Postgres takes a plan that begins at once, and that can be a whole table's.
    return sql`(select ${value} from (${select}) ${at.table} ${joins})`;
  }

  whole({ type }: View, { queries, row }: Computation, use: Selected): Sql {
    const at = this.scope();
    const { value, joins } = this.joins.joining(() => this.object(type, at, use.of(type)));
    return sql`(with ${queries} select ${value} from ${raw(row)} ${at.table} ${joins})`;
  }

  written(data: Sql, write: Write): Sql {
    const place = this.programs.push(write) - 1;
    return sql`json_build_object('$', ${raw(String(place))}, 'data', ${data})`;
  }

  connection(of: AnyEntity, relation: AnyRelation | null, parent: Sql, use: Selected): Sql {
    const list = planList(of, use.args, this.scope(), relation);
    const parts = use.of(`${of.type}Connection`);
    const views = parts.filter(({ field }) => this.overList(of, field)?.shared).length;
    const shared = isShared(views, list, parts) ? list.shared(parent) : undefined;
    const short = !shared && isOnce(parts) ? list.short(parent) : null;
    const answer = () => this.objectOf(parts, (part) => this.partOf(of, list, parent, part, { short, shared }));
    const paged = !short && parts.some(({ field }) => pageParts.includes(field));
    if (!list.computing && !paged && !shared) return answer();
    const { value, joins } = this.joins.joining(answer);
    const cursors = parts.some(({ field }) => field === 'edges' || field === 'pageInfo');
    const keys = () => (list.gathers && shared ? list.gathered(shared, cursors) : list.keys(parent, cursors));
    const page = paged ? [sql`page as materialized (${keys()})`] : [];
    const queries = [
      ...(list.computing ? [list.computing] : []),
      ...(shared ? [shared.query(views > 0)] : []),
      ...page,
    ];
    return sql`(with ${join(queries)} select ${value} ${NO_ROW} ${joins})`;
  }

  private partOf(of: AnyEntity, list: List, parent: Sql, part: Selected, { short, shared }: Reads): Sql {
    switch (part.field) {
      case '__typename':
        return literal(`${of.type}Connection`);
      case 'totalCount':
        return shared ? sql`${shared.count}::int` : sql`(${list.total(parent)})`;
      case 'nodes':
        return this.page(list, () => this.object(of.type, list.at, part.of(of.type)), short);
      case 'edges':
        return this.page(list, () =>
          this.objectOf(part.of(`${of.type}Edge`), (selected) => {
            if (selected.field === 'cursor') return list.cursor;
            if (selected.field === '__typename') return literal(`${of.type}Edge`);
            return this.object(of.type, list.at, selected.of(of.type));
          }),
        );
      case 'pageInfo':
        return this.objectOf(part.of('PageInfo'), (selected) => pageInfo(list, parent, selected.field));
      default:
        return this.viewOf(of, list, parent, part, shared);
    }
  }

  private viewOf(of: AnyEntity, list: List, parent: Sql, part: Selected, shared?: Shared): Sql {
    const field = this.overList(of, part.field);
    if (!field) throw new NotCompilable(part.field);
    const { over } = field;
    const matching = (field.shared && shared) || list.matching(parent);
    if ('compute' in over) return this.whole(over.view, over.compute(matching, part.args), part);
    return this.rows(over.view, over.select(matching, part.args), part);
  }

  /** A field of a connection that is answered from all rows of its list. */
  private overList(of: AnyEntity, name: string): ListField | undefined {
    const field = this.types.field(`${of.type}Connection`, name);
    return field && 'over' in field ? (field as ListField) : undefined;
  }

  private page({ rows, window, order }: List, row: () => Sql, short: Sql | null = null): Sql {
    const { value, joins } = this.joins.joining(row);
    if (short) return sql`(select coalesce(json_agg(${value} order by ${order}), '[]') from ${short} ${joins})`;
    const direction = raw(window.backward ? 'desc' : 'asc');
    return sql`(select coalesce(json_agg(${value} order by page.place ${direction}), '[]') from ${rows} ${joins}
      where page.place <= ${window.size}::int)`;
  }

  protected object(typename: string, at: At, selected: readonly Selected[]): Sql {
    return this.objectOf(selected, (one) => this.fieldOf(this.types.field(typename, one.field), at, one, typename));
  }

  private fieldOf(field: Field | undefined, at: At, selected: Selected, typename: string): Sql {
    if (selected.field === '__typename') return literal(typename);
    if (!field) throw new NotCompilable(`${typename}.${selected.field}`);
    return field.sql(at, selected, this);
  }

  private objectOf(selected: readonly Selected[], value: (selected: Selected) => Sql): Sql {
    // Of an abstract type, nothing may be selected for this one.
    if (selected.length === 0) return sql`'{}'::json`;
    const columns = selected.map((one) => {
      if (one.as.length > LONGEST_NAME) throw new NotCompilable(one.as);
      return sql`${value(one)} as ${raw(`"${one.as}"`)}`;
    });
    return this.joins.object(this.scope().alias, join(columns));
  }

  protected scope(): At {
    this.scopes += 1;
    return Scope.root(this.viewer, `s${this.scopes}`);
  }
}

/** What the parts of one connection are read from, where not each reads for itself. */
interface Reads {
  readonly short: Sql | null;
  readonly shared: Shared | undefined;
}

/**
 * Whether two parts of a connection want all rows of its list, one of which may share them: one of so many `views`, or the page
 * of a list that gathers them anyway.
 */
function isShared(views: number, { gathers }: List, parts: readonly Selected[]): boolean {
  const asked = (names: readonly string[]): number => (parts.some(({ field }) => names.includes(field)) ? 1 : 0);
  const pages = gathers ? asked(pageParts) : 0;
  return views + pages > 0 && views + pages + asked(['totalCount']) > 1;
}

/** Fields of a connection that are about its page. */
const pageParts = ['nodes', 'edges', 'pageInfo'];

/** Whether a connection is asked for one page of nodes, and nothing that is about their places. */
const isOnce = (parts: readonly Selected[]): boolean =>
  parts.filter(({ field }) => field === 'nodes').length === 1 &&
  !parts.some(({ field }) => field === 'edges' || field === 'pageInfo');

/** What objects are joined to where no row is at hand. */
const NO_ROW = raw('from (select) nothing');

/** Names of the SDL need no quoting. */
const literal = (name: string): Sql => raw(`'${name}'::text`);

function pageInfo(list: List, parent: Sql, field: string): Sql {
  const { size, backward, before, after } = list.window;
  const more = sql`(select count(*) > ${size}::int from page)`;
  const there = (side: 'before' | 'after', cursor: string | null) =>
    cursor === null ? sql`false` : sql`(${list.neighbour(parent, side)})`;
  const cursorAt = (end: 'first' | 'last') =>
    sql`(select ${list.cursor} from page where place <= ${size}::int order by place ${raw((end === 'first') === backward ? 'desc' : 'asc')} limit 1)`;
  switch (field) {
    case '__typename':
      return literal('PageInfo');
    case 'hasNextPage':
      return backward ? there('after', before) : more;
    case 'hasPreviousPage':
      return backward ? more : there('before', after);
    case 'startCursor':
      return cursorAt('first');
    case 'endCursor':
      return cursorAt('last');
    default:
      throw new NotCompilable(field);
  }
}
