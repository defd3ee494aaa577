import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { packageRoot } from '../../src/config.js';
import type { ImportReport } from '../../src/ingestion/index.js';
import { aWorld, type World } from './world.js';

const seeds = join(packageRoot, 'seeds');
let world: World;
let report: ImportReport;
beforeAll(async () => {
  world = await aWorld();
  report = await world.importPaths(seeds);
});

const rows = <Row = Record<string, unknown>>(statement: string) => world.database.query<Row>(statement);

describe('the seeds', () => {
  it('are five articles, coded completely', () => {
    const added = Object.fromEntries(Object.entries(report.counts).map(([kind, { added }]) => [kind, added]));
    expect(added).toMatchObject({ collections: 1, articles: 5, versions: 10, texts: 5 });
    expect(added['claims']).toBeGreaterThanOrEqual(100);
    expect(added['actors']).toBeGreaterThanOrEqual(90);
    expect(added['events']).toBeGreaterThanOrEqual(65);
    expect(added['relations']).toBeGreaterThanOrEqual(50);
    expect(report.draftClaims).toBe(0);
  });

  it('hold no text but the digests', async () => {
    expect(await rows(`select distinct v.kind from version_text join article_version v on v.id = version_id`)).toEqual([
      { kind: 'DIGEST' },
    ]);
  });

  it('cite both the published words and the digest in every claim', async () => {
    expect(
      await rows(`select a.key || '/' || c.key as claim from claim c join article a on a.id = c.article_id
      where (select count(distinct v.kind) from citation s join article_version v on v.id = s.version_id
        where s.claim_id = c.id and v.kind in ('PUBLISHED', 'DIGEST')) < 2`),
    ).toEqual([]);
  });

  it('cite and name only what stands in the body of the published text', async () => {
    const outside = (table: string) =>
      rows(`select s.start_offset from ${table} s join article_version v on v.id = s.version_id and v.kind = 'PUBLISHED'
        where not exists (select from version_range r where r.version_id = v.id and r.kind = 'BODY'
          and r.start_offset <= s.start_offset and s.end_offset <= r.end_offset)`);
    for (const table of ['citation', 'mention', 'attribution_link']) expect(await outside(table)).toEqual([]);
  });

  it('cover every paragraph of every body with a claim', async () => {
    expect(
      await rows(`select a.key, r.start_offset from version_range r join article_version v on v.id = r.version_id
      join article a on a.id = v.article_id
      where r.kind = 'BODY' and not exists (select from citation s where s.version_id = v.id
        and s.start_offset < r.end_offset and r.start_offset < s.end_offset)`),
    ).toEqual([]);
  });

  it('have every event in use', async () => {
    // This one is known from the caption of a photo, which is no part of the body.
    const captioned = [{ key: 'khamenei-haniyeh-meeting-2012-02-12' }];
    expect(
      await rows(`select key from event e where not exists (select from claim where event_id = e.id)
      and parent_id is null and not exists (select from event where parent_id = e.id)`),
    ).toEqual(captioned);
  });

  it('change nothing when they are loaded again', async () => {
    const before = await world.snapshot();
    expect(await world.importPaths(seeds)).toMatchObject({ changed: false });
    expect(await world.snapshot()).toEqual(before);
  });
});
