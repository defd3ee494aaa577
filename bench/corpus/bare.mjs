/** Tables that are filled in bulk: their indexes and constraints are made once at the end instead of row by row. */
const tables = `article article_author article_version version_text version_range mention event event_participant claim
  claim_actor quantity attribution_link citation citation_words claim_part claim_relation participating_actor
  mentioned_actor`.split(/\s+/);

/** What the database's own functions reckon from the others, with their indexes. They want the primary keys. */
const reckoned = 'text_signature claim_corroboration event_corroboration contradiction_candidate'.split(' ');

const CONSTRAINTS = `
  select conrelid::regclass::text as "table", conname as name, contype as kind, pg_get_constraintdef(oid) as definition
  from pg_constraint
  where contype in ('p', 'u') and conrelid = any ($1::regclass[])
    or contype = 'f' and (conrelid = any ($1::regclass[] || $2::regclass[]) or confrelid = any ($1::regclass[]))
  order by contype = 'f', conrelid::regclass::text, conname`;

const INDEXES = `
  select i.indexrelid::regclass::text as name, i.indrelid::regclass::text as "table", pg_get_indexdef(i.indexrelid) as definition
  from pg_index i
  where i.indrelid = any ($1::regclass[]) and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
  order by pg_relation_size(i.indrelid) desc, name`;

/**
 * Takes keys, foreign keys, indexes and triggers off the big tables.
 * @returns the statements that put them back; those of one list can run side by side. `keys` are indexes and keys of the
 * filled tables, with their table; `last` are those of the reckoned ones, foreign keys and triggers. Foreign keys are then
 * checked set-wise by Postgres; what triggers would have refused is looked for by the queries of 08-verify.sql.
 */
export async function layBare(client) {
  const { rows: constraints } = await client.query(CONSTRAINTS, [tables, reckoned]);
  const { rows: indexes } = await client.query(INDEXES, [[...tables, ...reckoned]]);
  for (const { table, name } of [...constraints].reverse())
    await client.query(`alter table ${table} drop constraint "${name}"`);
  for (const { name } of indexes) await client.query(`drop index ${name}`);
  const all = [...tables, ...reckoned];
  await client.query(all.map((table) => `alter table ${table} disable trigger user`).join(';'));
  const added = constraints.map((constraint) => ({ ...constraint, definition: definitionOf(constraint) }));
  const isReckoned = ({ table }) => reckoned.includes(table);
  return {
    keys: [...indexes.filter((index) => !isReckoned(index)), ...added.filter(({ kind }) => kind !== 'f')],
    last: [
      [...indexes.filter(isReckoned), ...added.filter(({ kind }) => kind === 'f')].map(({ definition }) => definition),
      all.map((table) => `alter table ${table} enable trigger user`),
    ],
  };
}

/**
 * Takes an index of one expression off a table that is not a big one, but dear to fill. @returns what puts it back, as one of
 * the `keys`: without workers, which the small queries of its functions would start for each row.
 */
export async function dropIndex(client, table, name) {
  const { rows } = await client.query(
    `select pg_get_indexdef(attrelid) as definition, coalesce(attstattarget, -1) as statistics
     from pg_attribute where attrelid = $1::regclass and attnum = 1`,
    [name],
  );
  const [{ definition, statistics }] = rows;
  await client.query(`drop index ${name}`);
  const parts = [
    'set local max_parallel_workers_per_gather = 0',
    definition,
    `alter index ${name} alter column 1 set statistics ${statistics}`,
  ];
  return { table, definition: parts.join(';') };
}

const definitionOf = ({ table, name, definition }) => `alter table ${table} add constraint "${name}" ${definition}`;

/** What the planner has to know before the rest is reckoned; without expressions that indexes are made of, which take long. */
export const analyzeStatements = [
  'analyze claim (id, article_id, event_id, outlet_id, review_state, speech_act, polarity)',
  ...'article article_version text_signature event attribution_link claim_part claim_relation quantity participating_actor mentioned_actor'
    .split(' ')
    .map((table) => `analyze ${table}`),
];

/** Vacuums and analyzes every table, the big ones first. */
export async function vacuumStatements(client) {
  const { rows } = await client.query(`select oid::regclass::text as name from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace order by pg_relation_size(oid) desc, 1`);
  return rows.map(({ name }) => `vacuum (analyze, parallel 0) ${name}`);
}
