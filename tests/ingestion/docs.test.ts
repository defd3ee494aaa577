import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { packageRoot } from '../../src/config.js';
import { sealDossier } from '../../src/ingestion/index.js';
import { aWorld, folderWith } from './world.js';

const read = (path: string): string => readFileSync(join(packageRoot, path), 'utf8');
const schema = JSON.parse(read('src/ingestion/dossier/dossier.schema.json')) as object;

/** Every property and every value of an enumeration in the schema. */
function wordsOf(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return [];
  const { properties = {}, enum: values = [] } = part as { properties?: object; enum?: unknown[] };
  const own = [...Object.keys(properties), ...values.filter((value) => typeof value === 'string' && value.length > 1)];
  return [...(own as string[]), ...Object.values(part).flatMap(wordsOf)];
}

/** Every property in the schema that has no description, by its path. */
function undescribed(part: unknown, path = ''): string[] {
  if (typeof part !== 'object' || part === null) return [];
  const { properties = {} } = part as { properties?: Record<string, { description?: string; $ref?: string }> };
  const bare = Object.entries(properties).filter(([, property]) => !property.description && !property.$ref);
  return [
    ...bare.map(([name]) => `${path}/${name}`),
    ...Object.entries(part)
      .filter(([name]) => name !== 'if')
      .flatMap(([name, inner]) => undescribed(inner, `${path}/${name}`)),
  ];
}

describe('docs/dossier.md', () => {
  it('tells about every key and every value of the JSON Schema', () => {
    const text = read('docs/dossier.md');
    expect([...new Set(wordsOf(schema))].filter((word) => !new RegExp(`\\b${word}\\b`).test(text))).toEqual([]);
  });

  it('is beside a schema in which everything is described', () => {
    expect(undescribed(schema)).toEqual([]);
  });

  it('has examples that are YAML', () => {
    const blocks = [...read('docs/dossier.md').matchAll(/```yaml\n(.*?)```/gs)].map(([, block]) => block!);
    expect(blocks.length).toBeGreaterThan(5);
    for (const block of blocks) expect(() => parse(block) as unknown).not.toThrow();
  });
});

describe('docs/how-to/load-your-articles.md', () => {
  const text = read('docs/how-to/load-your-articles.md');
  const block = (after: string, kind: string): string =>
    new RegExp(`${after}.*?\`\`\`${kind}\n(.*?)\`\`\``, 's').exec(text)![1]!;
  const files = {
    'registry.yaml': block('`registry.yaml`:', 'yaml'),
    'ferries.yaml': block('`ferries.yaml`:', 'yaml'),
    'ferries.txt': block('`ferries.txt` is', 'text'),
  };

  it('runs as it stands', async () => {
    const world = await aWorld();
    expect(await world.import(files)).toMatchObject({ draftClaims: 1, counts: { claims: { added: 1 } } });
    const reviewed = files['ferries.yaml'].replace('article:', `${block('add a line to the file', 'yaml')}article:`);
    const accepted = await world.import({ ...files, 'ferries.yaml': reviewed });
    expect(accepted).toMatchObject({ draftClaims: 0, counts: { claims: { changed: 1 } } });
  });

  it('tells of a fault as the import does', async () => {
    const world = await aWorld();
    const faulty = {
      ...files,
      'ferries.yaml': files['ferries.yaml'].replace('subjects: [harbour-board]', 'subjects: [harbor-board]'),
    };
    const { message } = await world.import(faulty).then(
      () => new Error('no fault'),
      (error: Error) => error,
    );
    expect(message).toContain(/ferries.yaml:\d+:.*\n/.exec(text)![0].trim());
  });

  it('gives a dossier that others can load and attach their copies to', async () => {
    const folder = folderWith(files);
    const sealed = sealDossier({
      file: join(folder, 'ferries.yaml'),
      texts: { published: join(folder, 'ferries.txt') },
    });
    const world = await aWorld();
    await world.import({ ...files, 'ferries.yaml': sealed.text });
    const report = await world.attach({ 'mine.txt': `Menu\n\n${files['ferries.txt']}\nMore` });
    expect(report.citations).toMatchObject({ MOVED: 1, ORPHANED: 0 });
  });
});
