import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { packageRoot } from '../../src/config.js';
import { sourcebook, startProgram } from '../support/commandLine.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { linesOf } from '../support/exports.js';
import { temporaryFolder } from '../support/folder.js';
import { seeds } from '../support/seeds.js';

let database: TestDatabase;
let env: NodeJS.ProcessEnv;
let folder: string;
beforeAll(async () => {
  database = await freshDatabase(seeds);
  env = { DATABASE_URL: database.url };
  folder = temporaryFolder();
});

const run = (...args: string[]) => sourcebook(['export', ...args], env);

describe('sourcebook export', () => {
  it('writes the records that pass a filter to standard output, and how it ended', async () => {
    const { code, stdout, stderr } = await run(
      'claims',
      '--filter',
      '{"article":{"key":{"startsWith":"the-tower-2014"}}}',
    );

    const { records, end } = linesOf(stdout);
    // seeds/articles/the-tower-2014-12-hamas-delegation-tehran.yaml
    expect({ code, stderr, rows: records.length, end }).toEqual({
      code: 0,
      stderr: '',
      rows: 36,
      end: { complete: true, rows: 36, next: null },
    });
  });

  it('goes on after a record, up to a limit', async () => {
    const first = linesOf((await run('events', '--limit', '2')).stdout);
    const second = linesOf((await run('events', '--limit', '2', '--after', first.end['next'] as string)).stdout);
    const both = linesOf((await run('events', '--limit', '4')).stdout);

    expect([...first.records, ...second.records]).toEqual(both.records);
  });

  it('shows drafts to the operator only', async () => {
    const own = await freshDatabase(seeds);
    await own.query(`insert into collection (id, key, title) values (gen_random_uuid(), 'x', 'x')`);
    const rows = async (viewer: string) => {
      const filter = '{"reviewState":{"eq":"DRAFT"}}';
      const args = ['export', 'claims', '--columns', 'key', '--filter', filter, '--viewer', viewer];
      return linesOf((await sourcebook(args, { DATABASE_URL: own.url })).stdout).records.length;
    };
    await own.query(draft);

    expect([await rows('anonymous'), await rows('operator')]).toEqual([0, 1]);
  });

  it('as a program of its own writes the same', async () => {
    const program = startProgram('cli/index.js', ['export', 'articles', '--format', 'csv'], env);
    const { code, stdout } = await program.ended;

    expect({ code, stdout }).toEqual({ code: 0, stdout: (await run('articles', '--format', 'csv')).stdout });
  });
});

/** The simplest draft that the database takes. */
const draft = `begin;
  insert into claim (id, key, article_id, statement, speech_act, polarity, certainty, temporality, review_state, version_number)
    select md5('draft')::uuid, 'a-draft', article_id, statement, speech_act, polarity, certainty, temporality, 'DRAFT', 1
    from claim order by id limit 1;
  insert into attribution_link (claim_id, position, actor_id, role, quotation, relay, certainty, polarity)
    select md5('draft')::uuid, position, actor_id, role, quotation, relay, certainty, polarity from attribution_link
    where claim_id = (select id from claim where key <> 'a-draft' order by id limit 1);
  insert into citation select (jsonb_populate_record(c, jsonb_build_object('id', md5('cited' || c.id), 'claim_id', md5('draft')::uuid))).*
    from citation c where claim_id = (select id from claim where key <> 'a-draft' order by id limit 1);
  commit`;

const contentIn = (file: string, bytes: Buffer): Buffer => (file.endsWith('.gz') ? gunzipSync(bytes) : bytes);
const contentOf = async (file: string): Promise<Buffer> => contentIn(file, await readFile(file));

describe('a file', () => {
  it('is written whole, in the format of its ending', async () => {
    const output = join(folder, 'articles.csv');
    const { code, stdout, stderr } = await run('articles', '--output', output, '--bom');

    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: `Exported 5 records to ${output}.\n` });
    expect(await readFile(output, 'utf8')).toBe((await run('articles', '--format', 'csv', '--bom')).stdout);
    expect([existsSync(`${output}.part`), existsSync(`${output}.part.json`)]).toEqual([false, false]);
  });

  it('may be compressed', async () => {
    const output = join(folder, 'claims.ndjson.gz');
    await run('claims', '--output', output, '--gzip');

    expect(gunzipSync(await readFile(output)).toString()).toBe((await run('claims')).stdout);
  });

  it.each([
    ['claims.ndjson', 0.5],
    ['claims.csv', 0.5],
    ['claims.csv', 0.001],
    ['citations.ndjson', 0.999],
    ['citations.csv', 0],
    ['claims.ndjson.gz', 0.5],
    ['claims.csv.gz', 0.999],
    ['citations.csv.gz', 0],
  ])('%s that ended early after %d of it is gone on with', async (file, part) => {
    const output = join(folder, `${part}-${file}`);
    const list = file.split('.')[0]!;
    const asked = [list, '--output', output, ...(file.endsWith('.gz') ? ['--gzip'] : [])];
    await run(...asked);
    const written = await readFile(output);
    await sourcebook(['export', ...asked], { ...env, SOURCEBOOK_EXPORT_TIMEOUT_MS: '1' });
    await writeFile(`${output}.part`, written.subarray(0, Math.floor(written.length * part)));
    await writeFile(output, 'older');

    const { code, stderr } = await run(...asked, '--resume');
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(/^Exported \d+ records to /) });
    expect((await contentOf(output)).equals(contentIn(file, written))).toBe(true);
  });

  it('keeps its content, and what was written stays beside it, when the export ends early', async () => {
    const output = join(folder, 'early.ndjson');
    await writeFile(output, 'older');
    const short = { ...env, SOURCEBOOK_EXPORT_TIMEOUT_MS: '1' };
    const { code, stderr } = await sourcebook(['export', 'claims', '--output', output], short);

    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/^sourcebook: the export ended early: .*--resume/),
    });
    expect(await readFile(output, 'utf8')).toBe('older');
    expect((await run('claims', '--output', output, '--resume')).code).toBe(0);
    expect(await readFile(output, 'utf8')).toBe((await run('claims')).stdout);
  });

  it('is not gone on with by another export', async () => {
    const output = join(folder, 'other.ndjson');
    await sourcebook(['export', 'claims', '--output', output], { ...env, SOURCEBOOK_EXPORT_TIMEOUT_MS: '1' });
    const { code, stderr } = await run('claims', '--output', output, '--resume', '--filter', '{}');

    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/begun with other options/) });
  });

  it('is not gone on with by another version of the program', async () => {
    const output = join(folder, 'version.ndjson');
    await sourcebook(['export', 'claims', '--output', output], { ...env, SOURCEBOOK_EXPORT_TIMEOUT_MS: '1' });
    const note = JSON.parse(await readFile(`${output}.part.json`, 'utf8')) as { maker: object };
    for (const maker of [{ ...note.maker, version: '0.0.1' }, { ...note.maker, record: '{ id }' }, undefined]) {
      await writeFile(`${output}.part.json`, JSON.stringify({ ...note, maker }));
      const { code, stderr } = await run('claims', '--output', output, '--resume');

      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/by another version.*begin anew\./) });
    }
  });

  it('that cannot be written is told', async () => {
    const { code, stderr } = await run('articles', '--output', join(folder, 'nowhere/articles.csv'));

    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/cannot be written/) });
  });

  it('writes a network as GraphML, whole or not at all', async () => {
    const file = join(folder, 'relations.graphml');
    const { code, stderr } = await run('network', '--of', 'relationNetwork', '--min-weight', '2', '--output', file);

    const graph = await readFile(file, 'utf8');
    const parts = graph.match(/<(node|edge) /g) ?? [];
    expect({ code, stderr }).toEqual({ code: 0, stderr: `Exported ${parts.length} nodes and ties to ${file}.\n` });
    expect(parts.length).toBeGreaterThan(2);
    expect(graph).toMatch(/<\/graphml>\n$/);
  });

  it('of a network that ends early does not speak of going on', async () => {
    const file = join(folder, 'early.graphml');
    const args = ['export', 'network', '--output', file];
    const { code, stderr } = await sourcebook(args, { ...env, SOURCEBOOK_EXPORT_TIMEOUT_MS: '1' });

    expect(code).toBe(1);
    expect(stderr).toMatch(/the export ended early/);
    expect(stderr).not.toMatch(/--resume|--after/);
    expect(existsSync(file)).toBe(false);
  });
});

/** The seeds with one citation in their midst whose words cannot be read: its end stands before its begin. */
async function faulty() {
  const own = await freshDatabase(seeds);
  await own.query(`begin;
    alter table version_text disable trigger user;
    alter table article_version disable trigger user;
    alter table citation disable trigger user;
    insert into version_text (version_id, text, sha256, length, source, article_id, language, text_right)
      select id, 'text', repeat('0', 64), 4, 'x', article_id, 'en', 'OPEN' from article_version on conflict do nothing;
    update article_version set text_right = 'OPEN';
    update citation set anchor_start = 3, anchor_end = 1, anchor_status = 'EXACT'
      where id = (select id from citation order by id offset 150 limit 1);
    commit`);
  return { DATABASE_URL: own.url };
}

const linesIn = (text: string): number => text.split('\n').length - 1;

describe('an export that breaks', () => {
  const toldOf = (stderr: string) => Number(/ (\d+) records were written/.exec(stderr)?.[1]);

  it.each(['broken.ndjson', 'broken.ndjson.gz', 'broken.csv', 'broken.csv.gz'])(
    'leaves as many records in %s.part as it says',
    async (file) => {
      const output = join(folder, file);
      const asked = ['export', 'citations', '--output', output, ...(file.endsWith('.gz') ? ['--gzip'] : [])];
      const own = await faulty();
      const { code, stderr } = await sourcebook(asked, own);

      const headers = file.includes('.csv') ? 1 : 0;
      const records = linesIn(contentIn(file, await readFile(`${output}.part`)).toString()) - headers;
      expect({ code, told: toldOf(stderr) }).toEqual({ code: 1, told: records });
      expect(records).toBeGreaterThan(0);
      expect(stderr).toMatch(/give the same command with --resume to go on\.$/m);

      expect((await run(...asked.slice(1), '--resume')).code).toBe(0);
      const whole = (await run(...asked.slice(1, 2), '--format', headers ? 'csv' : 'ndjson')).stdout;
      expect(linesIn((await contentOf(output)).toString())).toBe(linesIn(whole));
    },
  );

  it.each(['as text', '--gzip'])('names the last record that is on standard output, %s', async (option) => {
    const options = option === '--gzip' ? [option] : [];
    const args = ['dist/cli/index.js', 'export', 'citations', '--format', 'csv', ...options];
    const settings = { ...process.env, ...(await faulty()), SOURCEBOOK_SEEDS: 'none' };
    const { stdout, stderr, status } = spawnSync(process.execPath, args, { cwd: packageRoot, env: settings });

    const lines = (options.length > 0 ? gunzipSync(stdout) : stdout).toString().trimEnd().split('\r\n');
    expect({ status, told: toldOf(stderr.toString()) }).toEqual({ status: 1, told: lines.length - 1 });
    expect(lines.length).toBeGreaterThan(1);
    expect(stderr.toString()).toContain(`go on with --after ${lines.at(-1)!.split(',')[0]}.`);
  });

  // A file that takes nothing; only Linux has it.
  (existsSync('/dev/full') ? it : it.skip)('says no number when what takes its records breaks', async () => {
    const output = join(folder, 'full.ndjson');
    await symlink('/dev/full', `${output}.part`);
    const { code, stderr } = await run('claims', '--output', output);

    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/could not be written to its end: ENOSPC.*with --resume to go on\.$/m),
    });
    expect(stderr).not.toMatch(/records were written/);
  });
});

describe('wrong usage', () => {
  it.each([
    [['names'], /value 'names' is invalid/],
    [['claims', '--format', 'xml'], /argument 'xml' is invalid/],
    [['claims', '--filter', '{'], /filter: is no JSON.*BAD_USER_INPUT/],
    [['claims', '--filter', '{"x":1}'], /filter: Field "x" is not defined/],
    [['claims', '--after', 'x'], /after: .*INVALID_CURSOR/],
    [['claims', '--bom'], /--bom and --keep-formulas are for --format csv/],
    [['claims', '--resume'], /--resume goes on with a file/],
    [['claims', '--resume', '--output', 'x', '--limit', '1'], /leave --limit out/],
    [['claims', '--resume', '--output', 'nothing-there.ndjson'], /there is no nothing-there\.ndjson\.part/],
    [['network', '--limit', '3'], /limit: is no parameter of this export; there are of, filter, minWeight/],
    [['network', '--of', 'friendship'], /of: quotationNetwork or/],
    [['network', '--format', 'csv'], /There is no export "network.csv"/],
    [['network', '--output', 'x.graphml', '--resume'], /--resume cannot go on with a network/],
    [['claims', '--of', 'quotationNetwork'], /--of and --min-weight are for a network/],
    [['claims', '--format', 'graphml'], /There is no export "claims.graphml"/],
    [['claims', '--output', 'x.graphml'], /There is no export "claims.graphml"/],
    [['network', '--output', 'x.csv'], /There is no export "network.csv"/],
  ])('%j leaves with 2', async (args, message) => {
    const { code, stdout, stderr } = await run(...args);

    expect({ code, stdout, lines: stderr.trim().split('\n').length }).toEqual({ code: 2, stdout: '', lines: 1 });
    expect(stderr).toMatch(message);
  });
});
