import { within } from '../../lib/bounds.js';
import { fromGlobalId } from '../../lib/ids.js';
import { join, raw, sql, type Sql } from '../../lib/sql.js';
import type { Rows } from './entity.js';
import type { Fields, Selected, Writer } from './field.js';
import type { Loaders } from './loaders.js';

const MAX_IDS = 100;

/** Root fields that find a record of any kind by its id. What is no id, or of no visible record, is null. */
export function nodeFields(records: readonly Rows[]): Fields<'Query'> {
  const kinds = new Map(records.flatMap((record) => (record.prefix ? [[record.prefix, record] as const] : [])));

  const found = (id: string): Found | null => {
    const decoded = fromGlobalId(id);
    const of = decoded && kinds.get(decoded.prefix);
    return of ? { of, uuid: decoded.uuid } : null;
  };
  const find = async (id: string, loaders: Loaders): Promise<object | null> => {
    const { of, uuid } = found(id) ?? {};
    const row = of && uuid ? await loaders.byId(of, uuid) : null;
    return row && of ? { __typename: of.type, ...row } : null;
  };
  const write = (id: string, use: Selected, writer: Writer): Sql => {
    const { of, uuid } = found(id) ?? {};
    return of && uuid ? writer.one(of, sql`${uuid}::uuid`, use) : sql`null::json`;
  };

  return {
    node: {
      resolve: (_root, args, { loaders }) => find(args['id'] as string, loaders),
      sql: (_at, use, writer) => write(use.args['id'] as string, use, writer),
    },
    nodes: {
      resolve: (_root, args, { loaders }) => Promise.all(idsOf(args['ids']).map((id) => find(id, loaders))),
      sql: (_at, use, writer) => {
        const wanted = idsOf(use.args['ids']).map(found);
        const prefixes = wanted.map((one) => one?.of.prefix ?? null);
        const uuids = wanted.map((one) => one?.uuid ?? null);
        return sql`(select coalesce(json_agg(${eachByKind(wanted, use, writer)} order by wanted.place), '[]')
          from unnest(${prefixes}::text[], ${uuids}::uuid[]) with ordinality as wanted (kind, id, place))`;
      },
    },
  };
}

interface Found {
  readonly of: Rows;
  readonly uuid: string;
}

/** One subquery for each kind that is among the ids. */
function eachByKind(wanted: readonly (Found | null)[], use: Selected, writer: Writer): Sql {
  const kinds = [...new Set(wanted.flatMap((one) => (one ? [one.of] : [])))];
  if (kinds.length === 0) return sql`null::json`;
  const cases = kinds.map((of) => sql`when ${raw(`'${of.prefix}'`)} then ${writer.one(of, sql`wanted.id`, use)}`);
  return sql`case wanted.kind ${join(cases, ' ')} end`;
}

function idsOf(argument: unknown): readonly string[] {
  const ids = argument as readonly string[];
  within({ argument: 'ids', value: ids.length, things: 'ids', bounds: [0, MAX_IDS], what: 'ids' });
  return ids;
}
