import DataLoader from 'dataloader';
import sql, { raw, type Sql } from 'sql-template-tag';
import { allOf } from '../../lib/filter.js';
import { Scope } from '../../lib/scope.js';
import { Connection, type Keyed } from './connection.js';
import { selectList, type Entity, type Relation, type Rows } from './entity.js';
import { allOfRelation, planList, ROOT, type List, type ListArgs } from './list.js';
import type { At, Viewer } from './viewer.js';

/** Runs one prepared statement. */
export interface Reader {
  rows<Row>(statement: Sql): Promise<Row[]>;
  readonly statements: number;
}

type Keys = readonly string[];

/**
 * Reads of one request. Whatever is asked for in one tick under the same shape becomes one statement over all its keys,
 * so the number of statements follows from the query's selections and never from its rows.
 */
export class Loaders {
  private readonly loaders = new Map<string, unknown>();

  constructor(
    private readonly reader: Reader,
    private readonly viewer: Viewer,
  ) {}

  /** The list of all rows of an entity. */
  list<Row, Filter extends object, Field extends string>(
    of: Entity<Row, Filter, Field>,
    args: ListArgs<Filter, Field>,
  ): Connection<Row> {
    return this.connection<Row>(planList(of, args, this.viewer, null), ROOT, args);
  }

  /** The list of the rows that belong to one parent. */
  related<Row, Filter extends object, Field extends string>(
    relation: Relation<Row, Filter, Field>,
    parent: string,
    args: ListArgs<Filter, Field>,
  ): Connection<Row> {
    return this.connection<Row>(planList(relation.to(), args, this.viewer, relation), parent, args);
  }

  /** Every row that belongs to one parent, in the default order; for relations that stay short. */
  all<Row, Filter extends object, Field extends string>(
    relation: Relation<Row, Filter, Field>,
    parent: string,
  ): Promise<Row[]> {
    return this.many<Row>(`all ${relation.name}`, (parents) => allOfRelation(relation, parents, this.viewer)).load(
      parent,
    );
  }

  /** The row with this id, or null when there is none for the viewer or no id. */
  async byId<Row>(of: Rows<Row>, id: string | null): Promise<Row | null> {
    if (id === null) return null;
    return this.one<Row>(`id ${of.table}`, (ids) => {
      const at: At = Scope.root(this.viewer, 't');
      return sql`select t.id as lookup, ${selectList(of, at)} from ${raw(of.table)} t
        where ${allOf([sql`t.id = any(${ids}::uuid[])`, of.visible(at)])}`;
    }).load(id);
  }

  /** All rows that share a key; `statement` gives them with the key as `lookup`, in their order. None is `[]`. */
  many<Row>(name: string, statement: (keys: Keys, viewer: Viewer) => Sql): DataLoader<string, Row[]> {
    return this.loader(name, async (keys) => {
      const rowsByKey = new Map<string, Row[]>(keys.map((key) => [key, []]));
      for (const row of await this.reader.rows<Row & { lookup: string }>(statement(keys, this.viewer))) {
        rowsByKey.get(row.lookup)?.push(row);
      }
      return keys.map((key) => rowsByKey.get(key) ?? []);
    });
  }

  /** The one row of a key, or null. */
  one<Row>(name: string, statement: (keys: Keys, viewer: Viewer) => Sql): DataLoader<string, Row | null> {
    return this.loader(name, async (keys) => {
      const rows = await this.reader.rows<Row & { lookup: string }>(statement(keys, this.viewer));
      const rowByKey = new Map(rows.map((row) => [row.lookup, row]));
      return keys.map((key) => rowByKey.get(key) ?? null);
    });
  }

  private connection<Row>(list: List, parent: string, args: object): Connection<Row> {
    const name = `${list.name} ${JSON.stringify(args)}`;
    return new Connection<Row>(list, {
      page: () => this.many<Keyed<Row>>(`page ${name}`, (parents) => list.page(parents)).load(parent),
      total: async () =>
        (await this.many<{ total: number }>(`total ${name}`, (parents) => list.totals(parents)).load(parent))[0]!.total,
      neighbours: async (side) =>
        (
          await this.many<{ found: boolean }>(`${side} ${name}`, (parents) => list.neighbours(parents, side)).load(
            parent,
          )
        )[0]!.found,
    });
  }

  private loader<Value>(name: string, fetch: (keys: Keys) => Promise<Value[]>): DataLoader<string, Value> {
    const known = this.loaders.get(name) as DataLoader<string, Value> | undefined;
    if (known) return known;
    const made = new DataLoader<string, Value>(fetch);
    this.loaders.set(name, made);
    return made;
  }
}
