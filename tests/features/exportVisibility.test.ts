import { beforeAll, describe, expect, it } from '@jest/globals';
import { exportNames } from '../../src/features/index.js';
import { withDrafts, withoutDrafts } from '../support/drafts.js';
import { exported, type Json } from '../support/exports.js';
import { seeds } from '../support/seeds.js';
import { startTestServer, type TestServer } from '../support/server.js';

/** Times of the load differ between two databases. */
const withoutTimes = (records: readonly Json[]) => records.map((record) => ({ ...record, recordedAt: undefined }));

describe('drafts', () => {
  let hidden: TestServer;
  let absent: TestServer;
  let operator: TestServer;
  beforeAll(async () => {
    hidden = await startTestServer({ template: withDrafts });
    absent = await startTestServer({ template: withoutDrafts });
    operator = await startTestServer({ template: withDrafts, viewer: 'operator' });
  });

  it.each(exportNames)('leave no trace in the %s of those who may not see them', async (name) => {
    const [shown, wanted] = [await exported(hidden, name), await exported(absent, name)];

    expect(withoutTimes(shown.records)).toEqual(withoutTimes(wanted.records));
    expect(shown.end).toEqual(wanted.end);
  });

  it.each(['claims', 'citations'])('are among the %s of those who may', async (name) => {
    const sql = `select count(*)::int as rows, count(*) filter (where review_state = 'DRAFT')::int as drafts
      from claim ${name === 'citations' ? 'join citation on citation.claim_id = claim.id' : ''}`;
    const [counted] = await operator.database.query<{ rows: number; drafts: number }>(sql);

    expect(counted!.drafts).toBeGreaterThan(0);
    expect((await exported(operator, name)).records).toHaveLength(counted!.rows);
    expect((await exported(hidden, name)).records).toHaveLength(counted!.rows - counted!.drafts);
  });

  it('cannot be found by the words of a filter', async () => {
    const filter = { quantities: { some: { unit: { eq: 'secret' } } } };

    expect((await exported(hidden, 'claims', { filter })).records).toEqual([]);
    expect((await exported(operator, 'claims', { filter })).records.length).toBeGreaterThan(0);
  });
});

describe('quotes', () => {
  it.each([
    ['NONE', 'RESTRICTED', null, 'TEXT_RESTRICTED'],
    ['NONE', 'OPEN', expect.any(String), null],
    ['QUOTES', 'QUOTATION', expect.any(String), null],
    ['QUOTES', 'RESTRICTED', null, 'TEXT_RESTRICTED'],
    ['FULL', 'RESTRICTED', expect.any(String), null],
  ] as const)('for a viewer with the right %s of a %s text', async (texts, right, quote, quoteUnavailable) => {
    const server = await startTestServer({ template: seeds, anonymous: { reviewStates: ['ACCEPTED'], texts } });
    await server.database.query(`update article_version set text_right = $1 where kind = 'DIGEST'`, [right]);
    const filter = { version: { kind: { eq: 'DIGEST' } } };
    const { records } = await exported(server, 'citations', { filter });

    expect(records.length).toBeGreaterThan(200);
    expect(new Set(records.map((record) => record['quoteUnavailable']))).toEqual(new Set([quoteUnavailable]));
    for (const record of records) expect(record['quote']).toEqual(quote);
    const cited = (await exported(server, 'claims')).records.flatMap(({ citations }) => citations as Json[]);
    const digests = new Set(records.map(({ id }) => id));
    for (const citation of cited.filter(({ id }) => digests.has(id))) expect(citation['quote']).toEqual(quote);
  });
});
