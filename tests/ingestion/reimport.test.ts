import { beforeEach, describe, expect, it } from '@jest/globals';
import { idOf } from '../../src/lib/ids.js';
import { article, aWorld, faultsOf, opinions, place, registry, type World } from './world.js';

let world: World;
beforeEach(async () => {
  world = await aWorld();
  await world.import(place);
});

const rows = <Row = Record<string, unknown>>(statement: string) => world.database.query<Row>(statement);
const changed = (...replacements: [string, string][]) =>
  replacements.reduce((text, [old, next]) => {
    if (!text.includes(old)) throw new Error(`no ${old}`);
    return text.replace(old, next);
  }, article);
const withArticle = (text: string) => ({ ...place, 'article.yaml': text });

describe('a changed record', () => {
  it('is updated in place, its parts as a set, and the log says what changed', async () => {
    const report = await world.import({
      'registry.yaml': registry
        .replace('"Jane Doe"', '"Jane B. Doe"')
        .replace(
          'participants: [{ actor: harbour-board, role: ACTOR }]',
          'participants: [{ actor: jane-doe, role: WITNESS }]',
        ),
    });
    expect(report.counts).toMatchObject({ actors: { changed: 1, unchanged: 3 }, events: { changed: 1, unchanged: 1 } });
    expect(
      await rows(`select record_kind, field, before, after, who, reason from change_log order by field, id`),
    ).toMatchObject([
      { record_kind: 'actor', field: 'actor_name', who: 'import', reason: expect.stringMatching(/registry\.yaml:13$/) },
      { record_kind: 'event', field: 'event_participant', before: [{ role: 'ACTOR' }], after: [{ role: 'WITNESS' }] },
      { record_kind: 'actor', field: 'name', before: 'Jane Doe', after: 'Jane B. Doe' },
    ]);
    expect(
      await rows(`select value from actor_name where actor_id = '${idOf('actor', 'jane-doe')}' order by kind`),
    ).toEqual([{ value: 'Jane B. Doe' }, { value: 'Jané Doë' }]);
  });

  it('takes its claims along: the copies on them follow', async () => {
    await world.import({ 'registry.yaml': registry.replace(/type: RETREAT\n    modes/, 'type: AID\n    modes') });
    expect(await rows(`select event_type from claim where key = 'ferries-stop'`)).toEqual([{ event_type: 'AID' }]);
  });

  it('is left alone by a dossier that does not name it', async () => {
    const before = await world.snapshot();
    await world.import({ 'registry.yaml': 'dossier: 1\nactors: []\n' });
    expect(await world.snapshot()).toEqual(before);
  });
});

describe('a changed claim', () => {
  const next = changed(['"Two ferries stop in winter."', '"Both ferries stop in winter."']);

  it('that was accepted is superseded by a new version, and what names it points there', async () => {
    const report = await world.import(withArticle(next));
    expect(report.counts).toMatchObject({
      claims: { added: 0, changed: 1, unchanged: 1 },
      relations: { changed: 1 },
      claimRelations: { changed: 1 },
    });
    const [old, now] = [idOf('claim', 'ferries-2020/ferries-stop'), idOf('claim', 'ferries-2020/ferries-stop@2')];
    expect(
      await rows(`select id, statement, review_state, version_number, supersedes_id from claim
      where key = 'ferries-stop' order by version_number`),
    ).toEqual([
      {
        id: old,
        statement: 'Two ferries stop in winter.',
        review_state: 'SUPERSEDED',
        version_number: 1,
        supersedes_id: null,
      },
      {
        id: now,
        statement: 'Both ferries stop in winter.',
        review_state: 'ACCEPTED',
        version_number: 2,
        supersedes_id: old,
      },
    ]);
    expect(
      await rows(`select count(*)::int as n from citation where claim_id in ('${old}', '${now}') group by claim_id`),
    ).toEqual([{ n: 2 }, { n: 2 }]);
    expect(await rows('select claim_id from actor_relation_claim')).toEqual([{ claim_id: now }]);
    expect(await rows('select to_id from claim_relation')).toEqual([{ to_id: now }]);
    expect(await rows(`select field, before, after from change_log where record_id = '${old}'`)).toEqual([
      { field: 'review_state', before: 'ACCEPTED', after: 'SUPERSEDED' },
    ]);
  });

  it('is superseded once: importing it again changes nothing', async () => {
    await world.import(withArticle(next));
    const before = await world.snapshot();
    expect(await world.import(withArticle(next))).toMatchObject({ changed: false });
    expect(await world.snapshot()).toEqual(before);
  });

  it('can be superseded again, and by its first wording', async () => {
    await world.import(withArticle(next));
    await world.import(place);
    expect(
      await rows(`select version_number, review_state, statement from claim where key = 'ferries-stop' order by 1`),
    ).toMatchObject([
      { version_number: 1, review_state: 'SUPERSEDED' },
      { version_number: 2, review_state: 'SUPERSEDED' },
      { version_number: 3, review_state: 'ACCEPTED', statement: 'Two ferries stop in winter.' },
    ]);
  });

  it('that is decided is not superseded by a draft', async () => {
    const draft = next.replace(/review: .*\n/, '');
    expect(await faultsOf(world.import(withArticle(draft)))).toEqual([
      'article.yaml:36:5: the claim is ACCEPTED; changed content supersedes it and needs a decided "review", not DRAFT',
      'article.yaml:52:5: the claim is ACCEPTED and cannot become DRAFT again',
    ]);
  });

  it('that only moved in the reading order, or was decided anew, stays the same version', async () => {
    const review = 'review: { state: DISPUTED, by: "Another desk", on: "2021-02-03" }';
    const report = await world.import(
      withArticle(changed(['  - key: passengers\n', `  - key: passengers\n    ${review}\n`])),
    );
    expect(report.counts.claims).toEqual({ added: 0, changed: 1, unchanged: 1 });
    expect(await rows(`select review_state, reviewed_by, version_number from claim where key = 'passengers'`)).toEqual([
      { review_state: 'DISPUTED', reviewed_by: 'Another desk', version_number: 1 },
    ]);
    expect(await rows(`select field from change_log order by field`)).toEqual([
      { field: 'review_state' },
      { field: 'reviewed_by' },
      { field: 'reviewed_on' },
    ]);
  });

  it('keeps a decision that a person made since', async () => {
    await rows(`update claim set review_state = 'RETRACTED' where key = 'passengers'`);
    expect(await world.import(place)).toMatchObject({ changed: false });
    expect(await rows(`select review_state from claim where key = 'passengers'`)).toEqual([
      { review_state: 'RETRACTED' },
    ]);
  });
});

describe('a draft', () => {
  const draft = article.replace(/review: .*\n/, '');

  it('is counted, rewritten in place, and decided later', async () => {
    const fresh = await aWorld();
    expect(await fresh.import(withArticle(draft))).toMatchObject({ draftClaims: 2 });
    const rewritten = draft
      .replace('"Two ferries stop in winter."', '"Both ferries stop."')
      .replace('quote: "40,000 a year"', 'quote: "She puts"');
    expect(await fresh.import(withArticle(rewritten))).toMatchObject({
      draftClaims: 2,
      counts: { claims: { added: 0, changed: 2 } },
    });
    await fresh.import(
      withArticle(
        rewritten.replace('dossier: 1\n', 'dossier: 1\nreview: { state: ACCEPTED, by: "A desk", on: "2021-01-02" }\n'),
      ),
    );
    expect(
      await fresh.database.query('select key, statement, review_state, version_number from claim order by key'),
    ).toEqual([
      { key: 'ferries-stop', statement: 'Both ferries stop.', review_state: 'ACCEPTED', version_number: 1 },
      {
        key: 'passengers',
        statement: 'The ferries carry about 40,000 people a year.',
        review_state: 'ACCEPTED',
        version_number: 1,
      },
    ]);
    expect(
      await fresh.database.query(
        `select field from change_log where field in ('statement', 'citation') order by field`,
      ),
    ).toEqual([{ field: 'citation' }, { field: 'statement' }]);
  });
});

describe('mentions', () => {
  it('follow the dossier; those that others found stay', async () => {
    await rows(`insert into mention (id, version_id, actor_id, start_offset, end_offset, quote_sha256, detector)
      select gen_random_uuid(), version_id, '${idOf('actor', 'example-daily')}', start_offset, end_offset, quote_sha256, 'a person' from mention limit 1`);
    const report = await world.import(
      withArticle(changed([/ {2}- \{ actor: harbour-board, version: published, at.*\n/.exec(article)![0], ''])),
    );
    expect(report).toMatchObject({ changed: true, counts: { mentions: { added: 0, unchanged: 1 } } });
    expect(await rows('select detector from mention order by 1')).toEqual([
      { detector: 'a person' },
      { detector: 'dossier' },
    ]);
    expect(await rows('select record_kind, field, after from change_log')).toEqual([
      { record_kind: 'mention', field: 'record', after: null },
    ]);
  });
});

describe('a version', () => {
  it('never changes its text', async () => {
    const files = { ...place, 'text.txt': `${place['text.txt']}\nMore.` };
    expect(await faultsOf(world.import(files))).toContainEqual(
      expect.stringMatching(
        /^article\.yaml:17:7: version "published" is stored with another text and never changes: .*"revisionOf"$/,
      ),
    );
  });

  it('is revised by a version with a key of its own', async () => {
    const revision = `    - key: corrected
      kind: PUBLISHED
      language: en
      revisionOf: published
      notice: CORRECTION
      text: "Ferries do not stop."
    - key: digest`;
    await world.import(withArticle(changed(['    - key: digest', revision])));
    expect(
      await rows(`select v.notice, r.key from article_version v join article_version r on r.id = v.revision_of_id`),
    ).toEqual([{ notice: 'CORRECTION', key: 'published' }]);
  });
});

describe('a judgement', () => {
  const withdrawn = opinions.replace(
    'why: "One is a person."',
    'why: "One is a person.", withdrawn: { on: "2021-03-04", by: "C" }',
  );

  it('is withdrawn once', async () => {
    expect((await world.import({ 'opinions.yaml': withdrawn })).counts.judgements).toEqual({
      added: 0,
      changed: 1,
      unchanged: 0,
    });
    expect(await rows('select withdrawn_on, withdrawn_by from identity_judgement')).toEqual([
      { withdrawn_on: '2021-03-04', withdrawn_by: 'C' },
    ]);
    expect(await world.import({ 'opinions.yaml': withdrawn })).toMatchObject({ changed: false });
    expect(await world.import({ 'opinions.yaml': opinions })).toMatchObject({ changed: false });
  });

  it('is not rewritten', async () => {
    expect(await faultsOf(world.import({ 'opinions.yaml': opinions.replace('One is a person.', 'Other.') }))).toEqual([
      'opinions.yaml:13:5: a judgement is not rewritten: withdraw this one and make another',
    ]);
  });
});

describe('two imports at a time', () => {
  it('leave one set of records', async () => {
    const fresh = await aWorld();
    const reports = await Promise.all([fresh.import(place), fresh.import(place), fresh.import(place)]);
    expect(reports.map(({ changed }) => changed).sort()).toEqual([false, false, true]);
  });
});
