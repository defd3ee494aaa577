import type { RecordKind } from '../../lib/ids.js';
import type { DossierFile } from '../dossier/types.js';
import { suggestion } from '../faults.js';
import { query, type Transaction } from '../sql.js';
import type { Draft, Spot } from './draft.js';

/** How a stored record is found by its key. */
const STORED_KEYS: Partial<Record<RecordKind, string>> = {
  collection: `select key from collection where key in (select jsonb_array_elements_text($1::jsonb))`,
  actor: `select key from actor where key in (select jsonb_array_elements_text($1::jsonb))`,
  article: `select key from article where key in (select jsonb_array_elements_text($1::jsonb))`,
  event: `select key from event where key in (select jsonb_array_elements_text($1::jsonb))`,
  version: `select a.key || '/' || v.key as key from jsonb_array_elements_text($1::jsonb) wanted
    join article a on a.key = split_part(wanted, '/', 1)
    join article_version v on v.article_id = a.id and v.key = split_part(wanted, '/', 2)`,
  claim: `select distinct a.key || '/' || c.key as key from jsonb_array_elements_text($1::jsonb) wanted
    join article a on a.key = split_part(wanted, '/', 1)
    join claim c on c.article_id = a.id and c.key = split_part(wanted, '/', 2)`,
};

/** Suggestions compare with every key that is defined, so that there are only so many. */
const MOST_SUGGESTIONS = 50;

/** Every record that a file names is defined by a file or stored; the others are faults. */
export async function demandReferences(draft: Draft, tx: Transaction): Promise<void> {
  for (const [kind, statement] of Object.entries(STORED_KEYS) as [RecordKind, string][]) {
    const open = draft.openReferences(kind);
    if (open.length === 0) continue;
    const keys = [...new Set(open.map(({ key }) => key))];
    const stored = new Set((await query<{ key: string }>(tx, statement, keys)).map(({ key }) => key));
    const unknown = open.filter(({ key }) => !stored.has(key));
    const defined = unknown.length > 0 ? draft.definedKeys(kind) : [];
    unknown.forEach(({ key, spot }, i) => {
      const meant = i < MOST_SUGGESTIONS ? suggestion(key, defined) : '';
      draft.fault(spot, `${kind} "${key}" is neither in these files nor stored${meant}`);
    });
  }
}

interface Ascent {
  readonly key: string;
  readonly parent: string | undefined;
  readonly spot: Spot;
}

/** Families of actors and parts of events lead up to somebody or something, never round. */
export async function demandNoCircles(
  draft: Draft,
  files: readonly { value: DossierFile; spot: Spot }[],
  tx: Transaction,
) {
  const actors = files.flatMap(({ value, spot }) =>
    (value.actors ?? []).map((actor, i) => ({
      key: actor.key,
      parent: actor.outlet?.family,
      spot: spot.at('actors', i),
    })),
  );
  const events = files.flatMap(({ value, spot }) =>
    (value.events ?? []).map((event, i) => ({ key: event.key, parent: event.parent, spot: spot.at('events', i) })),
  );
  await demandAscent(draft, tx, 'family of', 'actor', 'family_id', actors);
  await demandAscent(draft, tx, 'larger event of', 'event', 'parent_id', events);
}

async function demandAscent(
  draft: Draft,
  tx: Transaction,
  relation: string,
  table: string,
  column: string,
  ascents: readonly Ascent[],
): Promise<void> {
  const parents = new Map(ascents.map(({ key, parent }) => [key, parent]));
  const leaving = [...parents.values()].filter((key) => key !== undefined && !parents.has(key));
  for (const { key, parent } of leaving.length > 0 ? await storedAscents(tx, table, column, leaving) : [])
    if (!parents.has(key)) parents.set(key, parent ?? undefined);
  for (const { key, spot } of ascents)
    if (leadsBack(key, parents)) draft.fault(spot, `the ${relation} "${key}" leads back to itself`);
}

const storedAscents = (tx: Transaction, table: string, column: string, keys: readonly unknown[]) =>
  query<{ key: string; parent: string | null }>(
    tx,
    `with recursive up as (
       select id, key, ${column} from ${table} where key in (select jsonb_array_elements_text($1::jsonb))
       union select p.id, p.key, p.${column} from up join ${table} p on p.id = up.${column})
     select up.key, p.key as parent from up left join ${table} p on p.id = up.${column}`,
    keys,
  );

function leadsBack(start: string, parents: ReadonlyMap<string, string | undefined>): boolean {
  const seen = new Set<string>();
  let key = parents.get(start);
  while (key !== undefined && key !== start && !seen.has(key)) {
    seen.add(key);
    key = parents.get(key);
  }
  return key === start;
}
