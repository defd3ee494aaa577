import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { sourcebook, startProgram } from '../support/commandLine.js';
import { emptyDatabase, freshDatabase } from '../support/database.js';

const commands = [
  'serve',
  'migrate',
  'import',
  'texts attach',
  'propose contradictions',
  'dossier seal',
  'query',
  'schema print',
];

describe('--help', () => {
  it('lists every command with an example, and the exit codes', async () => {
    const { code, stdout } = await sourcebook(['--help']);
    expect(code).toBe(0);
    for (const command of commands) {
      expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
      expect(stdout).toMatch(new RegExp(`^  sourcebook ${command}\\b`, 'm'));
    }
    expect(stdout).toMatch(/0 {2}done\n {2}1 .*\n {2}2 .*\n {2}3 .*/);
  });

  it.each(commands)('tells about %s with its example', async (command) => {
    const { code, stdout } = await sourcebook([...command.split(' '), '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain(`Example:\n  sourcebook ${command}`);
  });
});

describe('wrong usage', () => {
  const wrong: [args: string[], message: RegExp][] = [
    [[], /no command is named/],
    [['nothing'], /unknown command 'nothing'/],
    [['schema'], /no command is named/],
    [['query'], /missing required argument 'file'/],
    [['query', '-', '--viewer', 'root'], /Allowed choices are anonymous, operator/],
    [['query', '-', '--variables', '[1]'], /--variables has to be a JSON object/],
    [['query', '-', '--variables', '{'], /--variables has to be a JSON object/],
    [['query', '/nowhere/x.graphql'], /there is no such file/],
    [['migrate', 'now'], /too many arguments/],
    [['migrate', '--quickly'], /unknown option '--quickly'/],
  ];

  it.each(wrong)('%j leaves with 2 and one line', async (args, message) => {
    const { code, stdout, stderr } = await sourcebook(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^sourcebook: [^\n]+\n$/);
    expect(stderr).toMatch(message);
  });

  it('names every fault of the settings in one line', async () => {
    const { code, stderr } = await sourcebook(['migrate'], {
      PORT: 'http',
      DATABASE_URL: 'mysql://x',
      LOG_LEVEL: 'loud',
    });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^sourcebook: (?=.*PORT)(?=.*DATABASE_URL)(?=.*LOG_LEVEL)[^\n]+\n$/);
  });
});

describe('a database that cannot be reached', () => {
  it.each([['migrate'], ['serve'], ['query', '-']])('ends %s with 3, one line and no password', async (...args) => {
    const { code, stderr } = await sourcebook(
      args,
      { DATABASE_URL: 'postgresql://me:secret@127.0.0.1:1/none' },
      '{__typename}',
    );
    expect(code).toBe(3);
    expect(stderr).toMatch(/^sourcebook: [^\n]*127\.0\.0\.1:1\/none[^\n]*DATABASE_URL[^\n]*\n$/);
    expect(stderr).not.toContain('secret');
  });
});

describe('migrate', () => {
  it('creates the tables once', async () => {
    const { url } = await emptyDatabase();
    const first = await sourcebook(['migrate'], { DATABASE_URL: url });
    const second = await sourcebook(['migrate'], { DATABASE_URL: url });
    expect([first.code, second.code]).toEqual([0, 0]);
    expect(first.stdout).toMatch(/^Applied \d+_\w+/);
    expect(second.stdout).toMatch(/^Everything is up to date\./);
  });

  it('refuses a database of something else with 1', async () => {
    const database = await emptyDatabase();
    await database.query('create table guest_book ()');
    const { code, stderr } = await sourcebook(['migrate'], { DATABASE_URL: database.url });
    expect(code).toBe(1);
    expect(stderr).toContain('guest_book');
  });
});

describe('query', () => {
  let env: NodeJS.ProcessEnv;
  beforeAll(async () => {
    env = { DATABASE_URL: (await freshDatabase()).url };
  });

  it('runs a document of standard input', async () => {
    const { code, stdout } = await sourcebook(['query', '-'], env, '{ claims { totalCount } }');
    expect({ code, answer: JSON.parse(stdout) as unknown }).toEqual({
      code: 0,
      answer: { data: { claims: { totalCount: 0 } } },
    });
  });

  it('runs one operation of a file with variables', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'sourcebook-cli-')), 'two.graphql');
    writeFileSync(file, 'query A { __typename } query B($n: Int) { claims(first: $n) { nodes { id } } }');
    const { code, stdout } = await sourcebook(['query', file, '--operation', 'B', '--variables', '{"n":1}'], env);
    expect({ code, answer: JSON.parse(stdout) as unknown }).toEqual({
      code: 0,
      answer: { data: { claims: { nodes: [] } } },
    });
  });

  it('prints the errors of the answer and leaves with 1', async () => {
    const { code, stdout, stderr } = await sourcebook(['query', '-'], env, '{ nothing }');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] });
    expect(stderr).toMatch(/^sourcebook: Cannot query field "nothing"[^\n]+\n$/);
  });

  it('keeps to the bounds of the server', async () => {
    const { code, stdout } = await sourcebook(
      ['query', '-'],
      { ...env, SOURCEBOOK_MAX_ALIASES: '1' },
      '{ a: __typename b: __typename }',
    );
    expect(code).toBe(1);
    expect(stdout).toContain('QUERY_LIMIT_EXCEEDED');
  });
});

describe('schema print', () => {
  it('writes a schema that can be read again, without a database', async () => {
    const { code, stdout } = await sourcebook(['schema', 'print'], { DATABASE_URL: 'postgresql://127.0.0.1:1/none' });
    expect(code).toBe(0);
    expect(buildSchema(stdout).getQueryType()?.getFields()).toHaveProperty('claims');
  });
});

describe('the bundled program', () => {
  it('leaves with the exit code of its command', async () => {
    const outcomes = [['--version'], ['nothing']].map((args) => startProgram('cli/index.js', args, {}).ended);
    expect((await Promise.all(outcomes)).map(({ code }) => code)).toEqual([0, 2]);
  });
});
