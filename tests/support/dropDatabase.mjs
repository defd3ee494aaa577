/**
 * Drops a database with the connections that are left to it. Not by FORCE, which fails when Postgres happens to vacuum the
 * database: that worker is not ours to end. DROP DATABASE ends it by itself, and waits some seconds until all have gone.
 */
export async function dropDatabase(client, name) {
  await client.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and usename = current_user',
    [name],
  );
  await client.query(`drop database if exists "${name}"`);
}
