import { importDatabase, log, openScratchServer, withClient, withDatabase } from '../../scripts/scratch.mjs';
import { dropDatabase } from './dropDatabase.mjs';

/**
 * Once per run: the server of the tests and, on it, a migrated template that the test files copy. The server is that of
 * TEST_DATABASE_URL, whose user must be allowed to create databases, or an embedded one in a folder of its own.
 */
export default async function setUp() {
  const { migrate } = await importDatabase();
  const server = await openScratchServer();
  const prefix = `sourcebook_test_${process.pid}`;
  globalThis.tearDownTests = async () => {
    await dropDatabases(server.url, prefix);
    await server.close();
  };
  try {
    // A run that was killed may have left some under the same number.
    await dropDatabases(server.url, prefix);
    await withClient(server.url, (client) => client.query(`create database ${prefix}_template`));
    await migrate(withDatabase(server.url, `${prefix}_template`), log);
  } catch (error) {
    await globalThis.tearDownTests();
    throw error;
  }
  process.env.TEST_SERVER_URL = server.url;
  process.env.TEST_DATABASE_PREFIX = prefix;
}

async function dropDatabases(url, prefix) {
  await withClient(url, async (client) => {
    const { rows } = await client.query(`select datname from pg_database where starts_with(datname, $1)`, [
      `${prefix}_`,
    ]);
    for (const { datname } of rows) await dropDatabase(client, datname);
  });
}
