import { limitExceeded } from './bounds.js';
import { raw, type Sql } from './sql.js';

/** Bounds of one filter, whatever it is made of. */
const filterBounds = { nesting: 5, conditions: 50, values: 200 } as const;

class Budget {
  private readonly spent = { conditions: 0, values: 0 };
  private aliases = 0;
  gathers = false;

  constructor(private readonly prefix: string) {}

  spend(what: 'conditions' | 'values', count: number, path: string): void {
    this.spent[what] += count;
    const limit = filterBounds[what];
    if (this.spent[what] > limit) {
      throw limitExceeded(`${path}: the filter has more than ${limit} ${what}.`, {
        what: what === 'conditions' ? 'filterConditions' : 'filterValues',
        limit,
        path,
      });
    }
  }

  newAlias(): string {
    this.aliases += 1;
    return `${this.prefix}_${this.aliases}`;
  }
}

/** Columns that stand in a second table, too, under the names that they have there. */
interface Copies {
  readonly columns: ReadonlyMap<string, string>;
  /** Whether a column was asked for that has no copy. */
  missed: boolean;
}

/**
 * Where a condition is being written: the table alias it speaks of, its place in the client's input, who is asking, and
 * what is left of the filter's budget.
 */
export class Scope<Viewer = unknown> {
  private constructor(
    readonly viewer: Viewer,
    readonly alias: string,
    readonly path: string,
    private readonly depth: number,
    private readonly budget: Budget,
    private readonly copies?: Copies,
  ) {}

  /** The scope of a whole list, whose table stands under `alias`; the aliases of related tables begin with it. */
  static root<Viewer>(viewer: Viewer, alias: string, path = 'filter'): Scope<Viewer> {
    return new Scope(viewer, alias, path, 0, new Budget(alias));
  }

  /** The alias, as it stands in a FROM clause. */
  get table(): Sql {
    return raw(this.alias);
  }

  /** A column of the table that this scope speaks of. `name` is ours, never a client's. */
  column(name: string): Sql {
    const copy = this.copies?.columns.get(name);
    if (copy) return raw(copy);
    if (this.copies) this.copies.missed = true;
    return raw(`${this.alias}.${name}`);
  }

  /** A column that stands only in the second table; undefined where there is none. */
  copy(name: string): Sql | undefined {
    const copy = this.copies?.columns.get(name);
    return copy === undefined ? undefined : raw(copy);
  }

  /** The same table, as far as possible through copies of its columns. */
  copiedIn(columns: ReadonlyMap<string, string>): Scope<Viewer> {
    return new Scope(this.viewer, this.alias, this.path, this.depth, this.budget, { columns, missed: false });
  }

  /** Whether the table itself is needed beside the copies. */
  get isNeeded(): boolean {
    return this.copies?.missed ?? true;
  }

  /** The same table, one step further into the input. */
  at(field: string): Scope<Viewer> {
    return new Scope(this.viewer, this.alias, `${this.path}.${field}`, this.depth, this.budget, this.copies);
  }

  /** A related table, under an alias of its own. */
  related(): Scope<Viewer> {
    return new Scope(this.viewer, this.budget.newAlias(), this.path, this.depth, this.budget);
  }

  /** One filter deeper; refuses past the bound. */
  nested(): Scope<Viewer> {
    const { nesting: limit } = filterBounds;
    if (this.depth === limit) {
      throw limitExceeded(`${this.path}: filters are nested more than ${limit} deep.`, {
        what: 'filterNesting',
        limit,
        path: this.path,
      });
    }
    return new Scope(this.viewer, this.alias, this.path, this.depth + 1, this.budget, this.copies);
  }

  spend(what: 'conditions' | 'values', count: number): void {
    this.budget.spend(what, count, this.path);
  }

  /** Tells that a condition of this filter finds all rows that it is true for before it can tell the first. */
  gather(): void {
    this.budget.gathers = true;
  }

  /** Whether a condition that was written did so. */
  get gathers(): boolean {
    return this.budget.gathers;
  }
}
