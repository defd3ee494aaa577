import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { createPrisma } from '../../src/db/prisma.js';
import { attachTexts, sealDossier, TextsFolderError } from '../../src/ingestion/index.js';
import { silentLog } from '../support/database.js';
import { article, aWorld, folderWith, place, published, type World } from './world.js';

/** The dossier as it is passed on: without the publisher's text. */
const sealed = sealDossier({ file: join(folderWith(place), 'article.yaml') }).text;

let world: World;
beforeEach(async () => {
  world = await aWorld();
  await world.import({ ...place, 'article.yaml': sealed, 'text.txt': '' });
});

const rows = <Row = Record<string, unknown>>(statement: string) => world.database.query<Row>(statement);
const statuses = async () =>
  (
    await rows<{ status: string; n: number }>(`select anchor_status as status, count(*)::int as n from (
    select anchor_status from citation join article_version v on v.id = version_id where v.kind <> 'DIGEST'
    union all select anchor_status from mention union all select anchor_status from attribution_link where version_id is not null) s
    group by 1 order by 1`)
  ).map(({ status, n }) => [status, n]);
const quotes = () =>
  rows<{
    quote: string;
    status: string;
  }>(`select substr(t.text, c.anchor_start + 1, c.anchor_end - c.anchor_start) as quote, c.anchor_status as status
    from citation c join article_version v on v.id = c.version_id and v.kind = 'PUBLISHED' left join version_text t using (version_id)
    order by c.start_offset`);

const none = { EXACT: 0, MOVED: 0, FUZZY: 0, ORPHANED: 0, TEXT_NOT_HELD: 0 };

describe('without texts', () => {
  it('says so of every citation but those of the digest', async () => {
    expect(await statuses()).toEqual([['TEXT_NOT_HELD', 5]]);
    expect((await rows(`select count(*)::int as n from citation where anchor_status = 'EXACT'`))[0]).toEqual({ n: 2 });
  });
});

describe('the text itself', () => {
  it('makes every citation exact', async () => {
    const report = await world.attach({ 'some name.txt': published });
    expect(report).toMatchObject({
      changed: true,
      files: [{ file: 'some name.txt', result: 'EXACT', version: 'ferries-2020/published', stored: true }],
      versions: [{ version: 'ferries-2020/published', text: 'EXACT', notExact: [] }],
      citations: { ...none, EXACT: 2 },
    });
    expect(await statuses()).toEqual([['EXACT', 5]]);
  });

  it('is known with other line ends, a byte order mark and taken-apart letters', async () => {
    const raw = `\ufeff${published.normalize('NFD').replaceAll('\n', '\r\n')}`;
    expect(await world.attach({ 'a.txt': raw })).toMatchObject({ files: [{ result: 'EXACT' }] });
  });

  it('changes nothing the second time', async () => {
    await world.attach({ 'a.txt': published });
    const before = await world.snapshot();
    expect(await world.attach({ 'b.txt': published })).toMatchObject({
      changed: false,
      files: [{ result: 'EXACT', stored: false }],
    });
    expect(await world.snapshot()).toEqual(before);
  });
});

describe('a copy', () => {
  const copy = `Home | Ferries | Jane Doe\n\n${published.replace('Ferries to stop\n\n', '')}\nMore on the Harbour Board.`;

  it('with other boilerplate has every citation, moved', async () => {
    const report = await world.attach({ 'copy.txt': copy });
    expect(report).toMatchObject({
      files: [{ result: 'COPY', stored: true }],
      citations: { ...none, MOVED: 2 },
      versions: [{ text: 'COPY', mentions: { MOVED: 2 }, links: { MOVED: 1 } }],
    });
    expect(await quotes()).toEqual([
      { quote: 'two ferries would stop in winter', status: 'MOVED' },
      { quote: 'About 40,000 people a year use them', status: 'MOVED' },
    ]);
    expect(report.versions[0]!.notExact).toMatchObject([
      { claim: 'ferries-2020/ferries-stop', status: 'MOVED', at: [45, 77], anchor: [55, 87] },
      { claim: 'ferries-2020/passengers', status: 'MOVED' },
    ]);
  });

  it('that lacks a paragraph leaves what rested on it orphaned', async () => {
    const report = await world.attach({
      'copy.txt': copy.replace(/About 40,000.*/, 'About 50,000 people a year use them.'),
    });
    expect(report.citations).toEqual({ ...none, MOVED: 1, ORPHANED: 1 });
    expect((await quotes())[1]).toEqual({ quote: null, status: 'ORPHANED' });
  });

  it('with other typography is fuzzy where it differs', async () => {
    const other = article.replace(
      'quote: "About 40,000 people a year use them"',
      'quote: "“Nobody asked us,” said Jane"',
    );
    const fuzzy = await aWorld();
    const file = join(folderWith({ ...place, 'article.yaml': other }), 'article.yaml');
    await fuzzy.import({ ...place, 'article.yaml': sealDossier({ file }).text });
    const report = await fuzzy.attach({ 'copy.txt': copy.replace(/[“”]/g, '"') });
    expect(report.citations).toEqual({ ...none, MOVED: 1, FUZZY: 1 });
  });

  it('changes nothing the second time', async () => {
    await world.attach({ 'copy.txt': copy });
    const before = await world.snapshot();
    expect(await world.attach({ 'copy.txt': copy })).toMatchObject({ changed: false, files: [{ result: 'COPY' }] });
    expect(await world.snapshot()).toEqual(before);
  });

  it('gives way to a better one, and that to the text itself', async () => {
    const worse = copy.replace(/About 40,000.*/, '');
    expect(await world.attach({ 'a.txt': worse, 'b.txt': copy })).toMatchObject({
      files: [
        { file: 'a.txt', result: 'OUTDONE' },
        { file: 'b.txt', result: 'COPY', stored: true },
      ],
    });
    expect(await world.attach({ 'a.txt': worse })).toMatchObject({ changed: false, files: [{ result: 'OUTDONE' }] });
    expect(await world.attach({ 'a.txt': published, 'b.txt': copy })).toMatchObject({
      files: [
        { result: 'EXACT', stored: true },
        { result: 'COPY', stored: false },
      ],
      citations: { ...none, EXACT: 2 },
    });
    expect(await world.attach({ 'b.txt': copy })).toMatchObject({ changed: false, files: [{ result: 'OUTDONE' }] });
    expect(await statuses()).toEqual([['EXACT', 5]]);
  });

  it('is replaced by the text of a dossier', async () => {
    await world.attach({ 'copy.txt': copy });
    expect((await world.import(place)).counts.texts).toEqual({ added: 0, changed: 1, unchanged: 1 });
    expect(await statuses()).toEqual([['EXACT', 5]]);
  });

  it('of too little is of no version', async () => {
    const stranger = 'A report on something else. Jane Doe was there, and so was the Harbour Board.';
    expect(await world.attach({ 'x.txt': stranger })).toMatchObject({
      changed: false,
      files: [{ result: 'UNKNOWN', stored: false, reason: 'no version has enough of these words' }],
      versions: [{ text: 'NOT_HELD', notExact: [] }],
      citations: { ...none, TEXT_NOT_HELD: 2 },
    });
  });
});

describe('a folder of texts', () => {
  it('may hold anything: what is no text is told and left', async () => {
    const report = await world.attach({
      'bad.txt': Uint8Array.from([0xff, 0xfe, 0x41]),
      'blank.txt': ' \n',
      'nul.txt': 'a\0b',
      'page.html': published,
      'deeper/a.txt': published,
      'GOOD.TXT': published,
    });
    expect(report.files.map(({ file, result, reason }) => [file, result, reason])).toEqual([
      ['GOOD.TXT', 'EXACT', undefined],
      ['bad.txt', 'UNREADABLE', 'is not UTF-8'],
      ['blank.txt', 'UNREADABLE', 'is empty'],
      ['nul.txt', 'UNREADABLE', 'holds a NUL, so it is no text'],
    ]);
  });

  it('may hold a folder that is called like a text', async () => {
    const dir = folderWith({});
    mkdirSync(join(dir, 'a.txt'));
    const prisma = createPrisma(world.database.url);
    const report = await attachTexts({ dir, prisma, log: silentLog }).finally(() => prisma.$disconnect());
    expect(report.files).toMatchObject([{ result: 'UNREADABLE', reason: 'is no file' }]);
  });

  it('has to be there', async () => {
    const prisma = createPrisma(world.database.url);
    const work = attachTexts({ dir: '/nowhere', prisma, log: silentLog }).finally(() => prisma.$disconnect());
    await expect(work).rejects.toThrow(TextsFolderError);
    await expect(work).rejects.toThrow('the texts folder /nowhere cannot be read: there is no such folder');
  });
});
