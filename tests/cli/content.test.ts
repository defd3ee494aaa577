import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { sourcebook } from '../support/commandLine.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { temporaryFolder } from '../support/folder.js';

const actors = (kind: string) => `dossier: 1
actors:
  - key: example-daily
    kind: ${kind}
    name: Example Daily
    description: A newspaper that does not exist.
    outlet: { country: US, wireAgency: false }
`;

const article = `dossier: 1
article:
  key: example-article
  headline: Two sentences
  outlet: { actor: example-daily, basis: STATED }
  published: { edtf: "2020-01-01", basis: STATED }
  language: en
  genre: NEWS
  rights: { text: RESTRICTED }
  versions:
    - key: published
      kind: PUBLISHED
      language: en
      captured: { on: "2020-01-02", how: typed }
      textFile: article.txt
mentions: []
claims:
  - key: door
    statement: The door was open.
    speechAct: STATE
    polarity: POSITIVE
    certainty: CERTAIN
    temporality: PAST
    chain: [{ actor: example-daily, role: REPORTING_OUTLET, quotation: NARRATED, relay: FIRSTHAND }]
    citations: [{ version: published, quote: "The door was open." }]
`;

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await freshDatabase();
  folder = temporaryFolder();
  writeFileSync(join(folder, 'actors.yaml'), actors('MEDIA_OUTLET'));
  writeFileSync(join(folder, 'faulty.yaml'), actors('NEWSPAPER'));
  writeFileSync(join(folder, 'article.yaml'), article);
  writeFileSync(join(folder, 'article.txt'), 'It rained. The door was open.\n');
});

const run = (...args: string[]) => sourcebook(args, { DATABASE_URL: database.url });

describe('import', () => {
  it('stores a dossier once', async () => {
    const first = await run('import', join(folder, 'actors.yaml'));
    const second = await run('import', join(folder, 'actors.yaml'));
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toMatch(/^Imported 1 file:\n {2}actors +1 added, 0 changed, 0 unchanged$/m);
    expect(second.stdout).toMatch(
      /^Nothing changed; 1 file is stored already:\n {2}actors +0 added, 0 changed, 1 unchanged$/m,
    );
  });

  it('tells every fault with file, line and column, and leaves with 1', async () => {
    const file = join(folder, 'faulty.yaml');
    const { code, stdout, stderr } = await run('import', file);
    const lines = stderr.trimEnd().split('\n');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(lines[0]).toMatch(new RegExp(`^${file}:4:\\d+: .*MEDIA_OUTLET`));
    expect(lines.at(-1)).toMatch(/^sourcebook: \d+ faults? in the input; nothing was written$/);
  });

  it('refuses a path that is not there', async () => {
    const { code, stderr } = await run('import', join(folder, 'nowhere'));
    expect(code).toBe(1);
    expect(stderr).toContain('nowhere');
  });
});

describe('dossier seal', () => {
  it('puts hashes in the place of words, without a database', async () => {
    const out = join(folder, 'sealed.yaml');
    const { code, stdout } = await sourcebook(['dossier', 'seal', join(folder, 'article.yaml'), '--out', out]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: `Sealed 1 span of 1 text in ${out}.\n` });
    const sealed = readFileSync(out, 'utf8');
    expect(sealed).toMatch(/at: \[ ?11, 29 ?\], sha256: /);
    expect(sealed).not.toContain('quote:');
  });

  it('writes to standard output when no place is named', async () => {
    const { code, stdout } = await sourcebook(['dossier', 'seal', join(folder, 'article.yaml')]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^dossier: 1\n/);
  });

  it('refuses words that the text does not have', async () => {
    writeFileSync(join(folder, 'other.txt'), 'It did not rain.');
    const file = join(folder, 'article.yaml');
    const { code, stderr } = await sourcebook([
      'dossier',
      'seal',
      file,
      '--text',
      `published=${join(folder, 'other.txt')}`,
    ]);
    expect(code).toBe(1);
    expect(stderr).toMatch(new RegExp(`^${file}:\\d+:\\d+: `));
  });

  it('wants a version for every text', async () => {
    const { code, stderr } = await sourcebook([
      'dossier',
      'seal',
      join(folder, 'article.yaml'),
      '--text',
      'article.txt',
    ]);
    expect(code).toBe(2);
    expect(stderr).toBe('sourcebook: --text article.txt: VERSION=PATH is wanted.\n');
  });
});

describe('texts attach', () => {
  it('stores the texts of a folder and tells how every citation stands', async () => {
    await run('import', join(folder, 'article.yaml'), join(folder, 'actors.yaml'));
    const own = await run('texts', 'attach', folder);
    expect(own.code).toBe(0);
    expect(own.stdout).toMatch(/^EXACT +article\.txt, is example-article\/published/m);
    expect(own.stdout).toMatch(/^Citations: 1 EXACT, 0 MOVED, /m);
  });

  it('leaves with 1 when no text of the folder is known', async () => {
    const { code, stderr } = await run('texts', 'attach', temporaryFolder());
    expect(code).toBe(1);
    expect(stderr).toMatch(/^sourcebook: .* holds no text of a stored version[^\n]+\n$/);
  });

  it('leaves with 1 when there is no such folder', async () => {
    const { code, stderr } = await run('texts', 'attach', join(folder, 'nowhere'));
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining('there is no such folder') });
  });
});
