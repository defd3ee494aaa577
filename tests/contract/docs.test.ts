import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { packageRoot } from '../../src/config.js';
import { bounded } from '../../src/lib/bounds.js';
import { errorCodes } from '../../src/lib/errors.js';
import { sourcebook } from '../support/commandLine.js';

const read = (file: string): string => readFileSync(join(packageRoot, file), 'utf8');

describe('docs/errors.md', () => {
  it.each(errorCodes)('tells about %s', (code) => {
    expect(read('docs/errors.md')).toMatch(new RegExp(`^## ${code}$`, 'm'));
  });
});

describe('the bounds of QUERY_LIMIT_EXCEEDED', () => {
  const tables = () =>
    read('docs/errors.md')
      .split(/\n{2,}/)
      .filter((block) => block.startsWith('| `what`'));
  const rows = (): string[] => tables().flatMap((table) => table.split('\n').slice(2));

  it('stand in one table, each once', () => {
    expect(tables()).toHaveLength(1);
    const words = rows().flatMap((row) => /^\| `(\w+)` /.exec(row)?.[1] ?? []);

    expect(words.toSorted()).toEqual([...bounded].toSorted());
    // What the database names: a view.
    expect(rows()).toHaveLength(bounded.length + 1);
  });

  it.each(bounded)('are raised somewhere: %s', (what) => {
    const raised = sources().filter(({ file, text }) => !file.endsWith('bounds.ts') && text.includes(`'${what}'`));

    expect(raised).not.toEqual([]);
  });

  it('are raised in one way', () => {
    const raising = sources().filter(({ text }) => text.includes(`DomainError('QUERY_LIMIT_EXCEEDED'`));

    // The second tells what the database refused.
    expect(raising.map(({ file }) => file).toSorted()).toEqual(['src/lib/bounds.ts', 'src/server/formatError.ts']);
  });
});

/** Files that refuse: programs, and functions of the database. */
const sources = () =>
  ['src', 'prisma/migrations'].flatMap((folder) =>
    readdirSync(join(packageRoot, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(ts|sql)$/.test(file) && !file.startsWith('generated'))
      .map((file) => ({ file: join(folder, file), text: read(join(folder, file)) })),
  );

describe('docs/cli.md', () => {
  it('tells about every command of --help', async () => {
    const { stdout } = await sourcebook(['--help']);
    const commands = [...stdout.matchAll(/^ {2}sourcebook ([a-z]+(?: (?:attach|seal|print))?)/gm)].map(
      ([, name]) => name,
    );
    expect(commands.length).toBeGreaterThan(3);
    for (const command of commands) expect(read('docs/cli.md')).toMatch(new RegExp(`^\\| \`${command}\\b`, 'm'));
  });
});

describe('the guides', () => {
  it('name only example documents that there are', () => {
    const guides = readdirSync(join(packageRoot, 'docs'), { recursive: true, encoding: 'utf8' });
    const texts = guides.filter((file) => file.endsWith('.md')).map((file) => read(join('docs', file)));
    const named = texts.flatMap((text) =>
      [...text.matchAll(/docs\/examples\/[\w.-]+\.graphql/g)].map(([file]) => file),
    );
    expect(named).toContain('docs/examples/01-claims.graphql');
    for (const file of named) expect(existsSync(join(packageRoot, file))).toBe(true);
  });
});

describe('links between the pages', () => {
  const pages = readdirSync(join(packageRoot, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => join('docs', file));

  it.each(['README.md', ...pages])('of %s lead somewhere', (page) => {
    const targets = [...read(page).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target]) => target as string);

    expect(targets.filter((target) => !existsSync(join(packageRoot, dirname(page), target)))).toEqual([]);
  });
});
