/** Tables that are filled in bulk: their indexes and constraints are made once at the end instead of row by row. */
const tables = `article article_author article_version version_text version_range mention event event_participant claim
  claim_actor quantity attribution_link citation citation_words claim_part claim_relation`.split(/\s+/);

const CONSTRAINTS = `
  select conrelid::regclass::text as "table", conname as name, contype as kind, pg_get_constraintdef(oid) as definition
  from pg_constraint
  where contype in ('p', 'u', 'f') and (conrelid = any ($1::regclass[]) or confrelid = any ($1::regclass[]))
  order by contype = 'f', conrelid::regclass::text, conname`;

const INDEXES = `
  select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
  from pg_index i
  where i.indrelid = any ($1::regclass[]) and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
  order by pg_relation_size(i.indrelid) desc, name`;

/**
 * Takes keys, foreign keys, indexes and triggers off the big tables.
 * @returns the statements that put them back, in stages: those of one stage can run side by side. Foreign keys are then
 * checked set-wise by Postgres; what triggers would have refused is looked for by the queries of 08-verify.sql.
 */
export async function layBare(client) {
  const { rows: constraints } = await client.query(CONSTRAINTS, [tables]);
  const { rows: indexes } = await client.query(INDEXES, [tables]);
  for (const { table, name } of [...constraints].reverse())
    await client.query(`alter table ${table} drop constraint "${name}"`);
  for (const { name } of indexes) await client.query(`drop index ${name}`);
  await client.query(tables.map((table) => `alter table ${table} disable trigger user`).join(';'));
  const added = (foreign) =>
    constraints
      .filter(({ kind }) => (kind === 'f') === foreign)
      .map(({ table, name, definition }) => `alter table ${table} add constraint "${name}" ${definition}`);
  return [
    [...indexes.map(({ definition }) => definition), ...added(false)],
    added(true),
    tables.map((table) => `alter table ${table} enable trigger user`),
  ];
}
