import { describe, expect, it } from '@jest/globals';
import { promised } from '../db/world.js';
import { startTestServer } from '../support/server.js';

/** What a viewer may do with a text of each right: nothing, quote what is cited, or read it whole. */
const rules = [
  ['NONE', 'OPEN', 'read'],
  ['NONE', 'QUOTATION', 'nothing'],
  ['QUOTES', 'OPEN', 'read'],
  ['QUOTES', 'QUOTATION', 'quote'],
  ['QUOTES', 'RESTRICTED', 'nothing'],
  ['FULL', 'QUOTATION', 'read'],
  ['FULL', 'RESTRICTED', 'read'],
] as const;

/** The words "envoy" and "office" stand in one text only: the first is cited, the second is not. */
const question = `{
  office: search(query: "office", types: [ARTICLE, CITATION]) { totalCount }
  besideHeadline: search(query: "story office", types: [ARTICLE]) { totalCount }
  without: search(query: "story -office", types: [ARTICLE], articles: { key: { eq: "story" } }) { totalCount }
  envoy: search(query: "envoy", types: [CITATION]) { nodes { snippets { text highlights { start end } place { start end } } } }
  story: search(query: "story or office", types: [ARTICLE], articles: { key: { eq: "story" } }) { nodes { reason snippets { field } } }
}`;

const times = (is: boolean) => ({ totalCount: is ? 1 : 0 });

describe.each(rules)('a viewer with %s and a text that is %s', (texts, right, may) => {
  it(`can ${may}: what is found and what is shown agree`, async () => {
    const server = await startTestServer({ template: promised, anonymous: { texts, reviewStates: ['ACCEPTED'] } });
    await server.database.query(`update article_version set text_right = $1 where key = 'open'`, [right]);
    await server.database.query(
      `delete from version_text x using article_version v where v.id = x.version_id and v.key = 'copied'`,
    );
    const reads = may === 'read';
    const quote = {
      text: 'The 😀 envoy 𝔄 left.',
      highlights: [{ start: 6, end: 11 }],
      place: { start: 0, end: 19 },
    };
    const { data, errors } = await server.run(question);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      office: times(reads),
      besideHeadline: times(reads),
      without: times(!reads),
      envoy: { nodes: may === 'nothing' ? [] : [{ snippets: [quote] }] },
      story: {
        nodes: [{ reason: 'HEADLINE', snippets: [{ field: 'HEADLINE' }, ...(reads ? [{ field: 'TEXT' }] : [])] }],
      },
    });
  });
});
