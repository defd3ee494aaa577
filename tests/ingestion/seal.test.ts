import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { sealDossier, type SealOptions } from '../../src/ingestion/index.js';
import { sha256 } from '../../src/provenance/index.js';
import { article, faultsOf, folderWith, place, published, type Files } from './world.js';

const seal = (files: Files, texts?: SealOptions['texts']) =>
  sealDossier({ file: join(folderWith({ ...place, ...files }), 'article.yaml'), texts });
const sealing = async (files: Files, texts?: SealOptions['texts']) => seal(files, texts);

describe('a sealed dossier', () => {
  it('has offsets and hashes in place of words, and stays as it is otherwise', () => {
    const { text, versions, spans } = seal({});
    expect({ versions, spans }).toEqual({ versions: 1, spans: 4 });
    const before = article.split('\n');
    const after = text.split('\n');
    expect(after.filter((line) => !before.includes(line))).toEqual([
      `      sha256: "${sha256(published)}"`,
      `      length: 163   # the publisher's`,
      `  - { actor: jane-doe, version: published, at: [105, 113], sha256: "${sha256('Jane Doe')}" }`,
      `          span: { version: published, at: [17, 34], sha256: "${sha256('The Harbour Board')}" } }`,
      `      - { version: published, at: [45, 77], sha256: "${sha256('two ferries would stop in winter')}" }`,
      `      - { version: published, at: [116, 151], sha256: "${sha256('About 40,000 people a year use them')}" }`,
    ]);
    expect(before.filter((line) => !after.includes(line))).toHaveLength(5);
  });

  it('is sealed already: nothing is left to do', () => {
    const { text } = seal({});
    expect(seal({ 'article.yaml': text })).toEqual({ text, versions: 0, spans: 0 });
  });

  it('may have its spans in any style, and the text from elsewhere', () => {
    const loose = article
      .replace(
        '      - { version: published, quote: "About 40,000 people a year use them" }',
        '      - version: published\n        quote: "Doe"\n        occurrence: 2',
      )
      .replace("textFile: text.txt   # the publisher's", 'text: |\n        Another\n        text');
    const elsewhere = join(folderWith({ 'b.txt': `\ufeff${published.replaceAll('\n', '\r\n')}` }), 'b.txt');
    const { text } = seal({ 'article.yaml': loose }, { published: elsewhere });
    expect(text).toContain(
      `      - { version: published, at: [153, 156], sha256: "${sha256('Doe')}" }\n      - { version: digest`,
    );
    expect(text).toContain(`      sha256: "${sha256(published)}"\n      length: 163\n      ranges:`);
    expect(text).not.toContain('Another');
  });

  it.each<[string, Files, SealOptions['texts'], string]>([
    [
      'without the text',
      { 'article.yaml': article.replace(/ {6}textFile.*\n/, '') },
      {},
      'article.yaml:34:5: the text of version "published" is not at hand: name it with --text published=PATH',
    ],
    [
      'with words that are not there',
      { 'text.txt': 'Something else.' },
      {},
      'article.yaml:35:5: the words do not stand in the text',
    ],
    [
      'with another text than before',
      { 'article.yaml': article.replace('textFile: text.txt', `sha256: "${'0'.repeat(64)}"`) },
      { published: 'text.txt' },
      'text.txt cannot be read: ENOENT',
    ],
    [
      'for a version that is not there',
      {},
      { second: 'text.txt' },
      'article.yaml:1:1: the article has no version "second"',
    ],
    [
      'of a file without article',
      { 'article.yaml': 'dossier: 1\n' },
      {},
      'article.yaml:1:1: holds no article, so there is nothing to seal',
    ],
    ['of a file that is no dossier', { 'article.yaml': 'dossier: 1\nx: 1\n' }, {}, 'article.yaml:2:1: unknown key "x"'],
  ])('is refused %s', async (_what, files, texts, fault) => {
    expect(await faultsOf(sealing(files, texts))).toContainEqual(expect.stringContaining(fault));
  });

  it('is refused of no file', async () => {
    const work = (async () => sealDossier({ file: '/nowhere/a.yaml' }))();
    expect(await faultsOf(work)).toEqual(['a.yaml:1:1: cannot be read: there is no such file or folder']);
  });
});
