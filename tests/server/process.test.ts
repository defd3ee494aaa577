import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { onCleanup } from '../support/cleanup.js';
import { startProgram, type Program } from '../support/commandLine.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { temporaryFolder } from '../support/folder.js';
import { ask } from '../support/http.js';
import { until } from '../support/until.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});

async function startServer(env: NodeJS.ProcessEnv = {}): Promise<{ program: Program; url: string }> {
  const program = startProgram('main.js', [], { DATABASE_URL: database.url, PORT: '0', ...env });
  const printed = await program.untilPrinted('Try: curl');
  return { program, url: /http:\/\/[\d.:]+/.exec(printed)?.[0] as string };
}

/** Holds the claims, so that whoever reads them has to wait until `release`. */
async function lockClaims() {
  const client = new pg.Client({ connectionString: database.url });
  onCleanup(() => client.end());
  await client.connect();
  await client.query('begin; lock table claim in access exclusive mode');
  return {
    /** Resolves when the server's statement waits for the lock. */
    untilSomebodyWaits: async () => {
      const waiting = `select 1 from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock' and application_name = 'sourcebook'`;
      await until(async () => (await database.query(waiting)).length > 0);
    },
    release: () => client.end(),
  };
}

const COUNT = '{ claims { totalCount } }';

/** A module: on SIGUSR2 replaces old objects by new ones for a while, and prints how many MB live and how many there were at most. */
const REPLACES_OBJECTS = `
  import { setFlagsFromString } from 'node:v8';
  import { runInNewContext } from 'node:vm';
  const used = () => process.memoryUsage().heapUsed / 2 ** 20;
  process.once('SIGUSR2', () => {
    const objects = new Array(600_000);
    let most = 0;
    for (let made = 0; made < 8_000_000; made += 1) {
      objects[(made * 7919) % objects.length] = { made, text: String(made), list: [made, made + 1, made + 2] };
      if (made > objects.length && made % 10_000 === 0) most = Math.max(most, used());
    }
    setFlagsFromString('--expose-gc');
    runInNewContext('gc')();
    console.log('living ' + Math.round(used()) + ', most ' + Math.round(most));
    objects.length = 0; // Until here they live.
  });
`;

describe('npm start', () => {
  it('prints its address, the database in use and a line to try', async () => {
    const { program, url } = await startServer();
    const printed = await program.untilPrinted('Try: curl');
    expect(printed).toContain(`${url}/graphql`);
    expect(printed).toMatch(/^Database: Postgres \d+(\.\d+)? at /m);
    expect((await ask(`${url}/graphql`, COUNT)).data).toEqual({ claims: { totalCount: 0 } });
    program.process.kill('SIGINT');
    expect(await program.ended).toMatchObject({ code: 0 });
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('answers the request in flight before it ends on %s', async (signal) => {
    const { program, url } = await startServer();
    const lock = await lockClaims();
    const answer = ask(`${url}/graphql`, COUNT);
    await lock.untilSomebodyWaits();
    program.process.kill(signal);
    await untilRefused(url);
    await lock.release();
    expect(await answer).toMatchObject({ status: 200, data: { claims: { totalCount: 0 } } });
    expect(await program.ended).toMatchObject({ code: 0 });
  });

  it('answers TIMEOUT when Postgres stops a statement, and goes on', async () => {
    const { program, url } = await startServer({ SOURCEBOOK_STATEMENT_TIMEOUT_MS: '200' });
    const lock = await lockClaims();
    const { errors } = await ask(`${url}/graphql`, COUNT);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['TIMEOUT']);
    await lock.release();
    expect((await ask(`${url}/graphql`, COUNT)).errors).toBeUndefined();
    program.process.kill('SIGTERM');
    await program.ended;
  });

  it('keeps its memory near what it uses', async () => {
    const busy = join(temporaryFolder(), 'busy.mjs');
    writeFileSync(busy, REPLACES_OBJECTS);
    const { program } = await startServer({ NODE_OPTIONS: `--import ${busy}` });
    program.process.kill('SIGUSR2');
    const [, living, most] = /^living (\d+), most (\d+)$/m.exec(
      await program.untilPrinted(' most '),
    ) as unknown as string[];
    expect(Number(living)).toBeGreaterThan(50);
    expect(Number(most)).toBeLessThan(2 * Number(living));
  });

  it('imports the seeds once, and again when they change', async () => {
    const seeds = temporaryFolder();
    const actors = (names: string[]) =>
      `dossier: 1\nactors:\n${names.map((name) => `  - { key: ${name}, kind: PERSON, name: ${name} }`).join('\n')}\n`;
    const startAndStop = async () => {
      const { program } = await startServer({ SOURCEBOOK_SEEDS: seeds, LOG_LEVEL: 'info' });
      program.process.kill('SIGTERM');
      const { stderr } = await program.ended;
      return stderr.includes('imported dossiers');
    };
    writeFileSync(join(seeds, 'actors.yaml'), actors(['ann']));
    expect(await startAndStop()).toBe(true);
    expect(await startAndStop()).toBe(false);
    writeFileSync(join(seeds, 'actors.yaml'), actors(['ann', 'ben']));
    expect(await startAndStop()).toBe(true);
    expect(await database.query('select key from actor order by key')).toEqual([{ key: 'ann' }, { key: 'ben' }]);
  });

  it('ends with the faults of the seeds when they cannot be imported', async () => {
    const seeds = temporaryFolder();
    writeFileSync(join(seeds, 'actors.yaml'), 'dossier: 2\n');
    const { ended } = startProgram('main.js', [], { DATABASE_URL: database.url, PORT: '0', SOURCEBOOK_SEEDS: seeds });
    const { code, stderr } = await ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/actors\.yaml:1:\d+: .*\nsourcebook: 1 fault in the input; nothing was written\n$/);
  });

  it('says in one line which port is in use', async () => {
    const { program, url } = await startServer();
    const port = new URL(url).port;
    const second = startProgram('main.js', [], { DATABASE_URL: database.url, PORT: port });
    expect(await second.ended).toMatchObject({
      code: 1,
      stderr: `sourcebook: Port ${port} of 127.0.0.1 is in use: stop the other program, or set PORT to another one.\n`,
    });
    program.process.kill('SIGTERM');
    await program.ended;
  });
});

/** Resolves when the server takes no connection any more. */
const untilRefused = (url: string): Promise<void> =>
  until(() =>
    fetch(`${url}/health/live`).then(
      () => false,
      () => true,
    ),
  );
