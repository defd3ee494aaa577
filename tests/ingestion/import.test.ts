import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { idOf } from '../../src/lib/ids.js';
import { sha256 } from '../../src/provenance/index.js';
import { article, aWorld, folderWith, opinions, place, published, registry, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await aWorld();
  await world.import(place);
});

const rows = <Row = Record<string, unknown>>(statement: string) => world.database.query<Row>(statement);

describe('an imported dossier', () => {
  it('is stored under ids that come from its keys', async () => {
    const claims = await rows(
      'select id, key, review_state, reviewed_by, reviewed_on, position from claim order by key',
    );
    const reviewed = { review_state: 'ACCEPTED', reviewed_by: 'A desk', reviewed_on: '2021-01-02' };
    expect(claims).toEqual([
      { id: idOf('claim', 'ferries-2020/ferries-stop'), key: 'ferries-stop', position: 0, ...reviewed },
      { id: idOf('claim', 'ferries-2020/passengers'), key: 'passengers', position: 1, ...reviewed },
    ]);
  });

  it('has dates with their first and last day, open ends too', async () => {
    expect(await rows(`select key, time_edtf, time_earliest, time_latest, time_words from event order by key`)).toEqual(
      [
        {
          key: 'ferries-stop',
          time_edtf: '2020-11~',
          time_earliest: '2020-11-01',
          time_latest: '2020-11-30',
          time_words: 'in winter',
        },
        {
          key: 'winter-season',
          time_edtf: '2020-24',
          time_earliest: '2020-12-01',
          time_latest: '2021-02-28',
          time_words: null,
        },
      ],
    );
    expect(await rows(`select active_earliest, active_latest from actor where key = 'jane-doe'`)).toEqual([
      { active_earliest: '1960-01-01', active_latest: 'infinity' },
    ]);
    expect(await rows(`select valid_earliest, valid_latest, valid_words from actor_relation`)).toEqual([
      { valid_earliest: '-infinity', valid_latest: '2019-12-31', valid_words: 'formerly' },
    ]);
  });

  it('has every name, the canonical one as PRIMARY, folded for search', async () => {
    const id = idOf('actor', 'jane-doe');
    expect(
      await rows(`select value, folded, kind, language from actor_name where actor_id = '${id}' order by kind, value`),
    ).toEqual([
      { value: 'Jane Doe', folded: 'jane doe', kind: 'PRIMARY', language: null },
      { value: 'Jané Doë', folded: 'jane doe', kind: 'ALIAS', language: 'fr' },
    ]);
  });

  it('has chains with their spans, quantities and the actors it is about', async () => {
    expect(
      await rows(`select l.position, l.role, l.certainty, l.polarity, unnamed, start_offset, end_offset from attribution_link l
      join claim c on c.id = l.claim_id order by c.key, l.position`),
    ).toEqual([
      {
        position: 0,
        role: 'REPORTING_OUTLET',
        certainty: 'CERTAIN',
        polarity: 'POSITIVE',
        unnamed: null,
        start_offset: null,
        end_offset: null,
      },
      {
        position: 1,
        role: 'ORIGINAL_SPEAKER',
        certainty: 'UNDERSPECIFIED',
        polarity: 'UNKNOWN',
        unnamed: null,
        start_offset: 17,
        end_offset: 34,
      },
      {
        position: 0,
        role: 'REPORTING_OUTLET',
        certainty: 'UNDERSPECIFIED',
        polarity: 'UNKNOWN',
        unnamed: null,
        start_offset: null,
        end_offset: null,
      },
      {
        position: 1,
        role: 'UNNAMED',
        certainty: 'UNDERSPECIFIED',
        polarity: 'UNKNOWN',
        unnamed: 'a resident',
        start_offset: null,
        end_offset: null,
      },
    ]);
    expect(await rows('select amount::float8 as amount, unit, per, approximate, words from quantity')).toEqual([
      { amount: 40000, unit: 'PERSON', per: 'YEAR', approximate: true, words: 'About 40,000 people a year' },
    ]);
    expect(await rows('select role, position from claim_actor order by role')).toEqual([
      { role: 'SUBJECT', position: 0 },
      { role: 'OBJECT', position: 0 },
    ]);
  });

  it('holds the texts that came with it, and every citation reads', async () => {
    expect(
      await rows(`select v.key, t.sha256 = v.sha256 as own, t.source from version_text t
      join article_version v on v.id = t.version_id order by v.key`),
    ).toEqual([
      { key: 'digest', own: true, source: 'dossier article.yaml' },
      { key: 'published', own: true, source: 'file text.txt' },
    ]);
    expect(
      await rows(`select substr(t.text, anchor_start + 1, anchor_end - anchor_start) as quote, anchor_status
      from citation c join version_text t using (version_id) join article_version v on v.id = c.version_id
      where v.key = 'published' order by c.start_offset`),
    ).toEqual([
      { quote: 'two ferries would stop in winter', anchor_status: 'EXACT' },
      { quote: 'About 40,000 people a year use them', anchor_status: 'EXACT' },
    ]);
  });

  it('belongs to its collection', async () => {
    expect(
      await rows(`select (select count(*)::int from collection_actor) actors, (select count(*)::int from collection_event) events,
      (select count(*)::int from collection_article) articles, (select count(*)::int from collection_claim) claims`),
    ).toEqual([{ actors: 4, events: 2, articles: 1, claims: 2 }]);
  });

  it('changes nothing when it is imported again, not one row', async () => {
    const before = await world.snapshot();
    const report = await world.import(place);
    expect(report).toMatchObject({ changed: false, draftClaims: 0, files: 3 });
    expect(Object.values(report.counts).every(({ added, changed }) => added + changed === 0)).toBe(true);
    expect(await world.snapshot()).toEqual(before);
  });

  it('changes nothing in other words for the same: sealed, as JSON, in other files', async () => {
    const before = await world.snapshot();
    const quote = (words: string) => {
      const start = Array.from(published.slice(0, published.indexOf(words))).length;
      return `at: [${start}, ${start + Array.from(words).length}], sha256: "${sha256(words)}"`;
    };
    const sealed = article
      .replace('textFile: text.txt', `sha256: "${sha256(published)}"\n      length: ${Array.from(published).length}`)
      .replace(/(version: published, )quote: "([^"]*)"/g, (_all, head: string, words: string) => head + quote(words));
    expect(sealed).not.toContain('two ferries would stop');
    const report = await world.import({ 'a/all.yml': sealed, 'b/c/registry.yaml': registry });
    expect(report.changed).toBe(false);
    expect(await world.snapshot()).toEqual(before);
  });

  it('may name what is stored', async () => {
    const report = await world.import({ 'opinions.yaml': opinions });
    expect(report).toMatchObject({ changed: false, files: 1 });
  });
});

describe('the paths of an import', () => {
  it('are files and folders, read once each, also through links', async () => {
    const folder = folderWith(place);
    const around = folderWith({ 'readme.md': '# none', '.hidden.yaml': 'not: a dossier' });
    symlinkSync(folder, join(around, 'linked'));
    symlinkSync(around, join(folder, 'round'));
    mkdirSync(join(around, 'empty'));
    expect(await world.importPaths(around, join(folder, 'registry.yaml'))).toMatchObject({ files: 3, changed: false });
  });
});
