import { fold } from '../../../src/lib/fold.js';
import type { TestDatabase } from '../database.js';

/** A row as it stands in the database; dates and numerics are text. */
export type Row = Readonly<Record<string, unknown>>;

/** The tables, read once, with the look-ups that the model of the filters needs. Nothing here is taken from `src`, but how names are folded. */
export interface World {
  readonly rows: (table: string) => readonly Row[];
  /** Rows of a table whose column has one of these values. */
  readonly where: (table: string, column: string, ...values: unknown[]) => readonly Row[];
  /** The actor that answers for a record; none for an absent id. */
  readonly actor: (record: unknown) => readonly Row[];
  /** Ids of the records that answer as an actor. */
  readonly group: (actor: Row) => readonly unknown[];
  /** The claims among these that everybody may see. */
  readonly visible: (claims: readonly Row[]) => readonly Row[];
  /** Links of a claim's chain, the outlet first. */
  readonly chain: (claim: Row) => readonly Row[];
  readonly foldedNames: (actor: Row) => readonly string[];
}

const tables = `collection collection_article collection_actor collection_event collection_claim actor actor_name
  actor_relation actor_relation_claim identity_judgement mention article article_author article_version version_text
  version_range event event_participant claim claim_actor attribution_link quantity citation claim_relation
  claim_corroboration event_corroboration assessment contradiction_candidate`.split(/\s+/);

export async function readWorld(database: TestDatabase): Promise<World> {
  const content = new Map<string, readonly Row[]>();
  for (const table of tables) content.set(table, await database.query<Row>(`select * from ${table}`));
  const rows = (table: string) => content.get(table) ?? [];
  const where = lookUp(rows);
  const canonical = canonicalIds(rows('actor'), rows('identity_judgement'));
  const group = ({ id }: Row) => [...canonical].filter(([, one]) => one === id).map(([record]) => record);
  return {
    rows,
    where,
    group,
    actor: (record) => where('actor', 'id', canonical.get(record)),
    visible: (claims) => claims.filter((claim) => claim['review_state'] !== 'DRAFT'),
    chain: ({ id }) =>
      [...where('attribution_link', 'claim_id', id)].sort((a, b) => Number(a['position']) - Number(b['position'])),
    foldedNames: (actor) => where('actor_name', 'actor_id', ...group(actor)).map(({ value }) => fold(String(value))),
  };
}

/** `where` over indexes that are made when they are first asked for. */
function lookUp(rows: World['rows']): World['where'] {
  const indexes = new Map<string, Map<unknown, Row[]>>();
  const indexOf = (table: string, column: string) => {
    const name = `${table}.${column}`;
    const index = indexes.get(name) ?? groupBy(rows(table), column);
    indexes.set(name, index);
    return index;
  };
  return (table, column, ...values) => [...new Set(values)].flatMap((value) => indexOf(table, column).get(value) ?? []);
}

function groupBy(rows: readonly Row[], column: string): Map<unknown, Row[]> {
  const groups = new Map<unknown, Row[]>();
  for (const row of rows) groups.set(row[column], [...(groups.get(row[column]) ?? []), row]);
  return groups;
}

/** For every record of an actor the one that answers for its group: the one that no judgement names second, or the lowest. */
function canonicalIds(actors: readonly Row[], judgements: readonly Row[]): Map<unknown, unknown> {
  const inForce = judgements.filter((judgement) => judgement['withdrawn_on'] === null);
  const pairOf = ({ a_id, b_id }: Row) => [a_id, b_id].sort().join();
  const disputed = new Set(inForce.filter(({ verdict }) => verdict === 'NOT_SAME').map(pairOf));
  const same = inForce.filter((judgement) => judgement['verdict'] === 'SAME' && !disputed.has(pairOf(judgement)));
  const groups = new Map<unknown, unknown[]>(actors.map(({ id }) => [id, [id]]));
  for (const { a_id, b_id } of same) {
    const joined = [...new Set([...groups.get(a_id)!, ...groups.get(b_id)!])];
    for (const id of joined) groups.set(id, joined);
  }
  const second = new Set(same.map(({ b_id }) => b_id));
  const answering = (members: unknown[]) =>
    members.sort((a, b) => Number(second.has(a)) - Number(second.has(b)) || String(a).localeCompare(String(b)))[0];
  return new Map([...groups].map(([id, members]) => [id, answering([...members])]));
}
