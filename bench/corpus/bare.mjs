/** Tables that are filled in bulk: their indexes and constraints are made once at the end instead of row by row. */
const tables = `article article_author article_version version_text version_range mention event event_participant claim
  claim_actor quantity attribution_link citation claim_part claim_relation`.split(/\s+/);

const CONSTRAINTS = `
  select conrelid::regclass::text as "table", conname as name, contype as kind, pg_get_constraintdef(oid) as definition
  from pg_constraint
  where contype in ('p', 'u', 'f') and conparentid = 0
    and (conrelid = any ($1::regclass[]) or confrelid = any ($1::regclass[]))
  order by contype = 'f', contype = 'u', conrelid::regclass::text, conname`;

const INDEXES = `
  select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
  from pg_index i
  where i.indrelid = any ($1::regclass[]) and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
  order by name`;

/**
 * Takes keys, foreign keys, indexes and triggers off the big tables. The answer puts all of it back: foreign keys are
 * then checked set-wise by Postgres; what triggers would have refused is looked for by the queries of 08-verify.sql.
 */
export async function layBare(client) {
  const { rows: constraints } = await client.query(CONSTRAINTS, [tables]);
  const { rows: indexes } = await client.query(INDEXES, [tables]);
  for (const { table, name } of [...constraints].reverse())
    await client.query(`alter table ${table} drop constraint "${name}"`);
  for (const { name } of indexes) await client.query(`drop index ${name}`);
  for (const table of tables) await client.query(`alter table ${table} disable trigger user`);
  return async function restore(progress) {
    for (const { definition } of indexes) {
      progress(definition.match(/INDEX (\w+)/)[1]);
      await client.query(definition);
    }
    for (const { table, name, definition } of constraints) {
      progress(name);
      await client.query(`alter table ${table} add constraint "${name}" ${definition}`);
    }
    for (const table of tables) await client.query(`alter table ${table} enable trigger user`);
  };
}
