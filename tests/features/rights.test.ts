import { describe, expect, it } from '@jest/globals';
import { promised } from '../db/world.js';
import { startTestServer } from '../support/server.js';

/** What a viewer may do with a text of each right: nothing, quote what is cited, or read it whole. */
const rules = [
  ['NONE', 'OPEN', 'read'],
  ['NONE', 'QUOTATION', 'nothing'],
  ['NONE', 'RESTRICTED', 'nothing'],
  ['QUOTES', 'OPEN', 'read'],
  ['QUOTES', 'QUOTATION', 'quote'],
  ['QUOTES', 'RESTRICTED', 'nothing'],
  ['FULL', 'OPEN', 'read'],
  ['FULL', 'QUOTATION', 'read'],
  ['FULL', 'RESTRICTED', 'read'],
] as const;

/** The words "envoy" and "office" stand in one text only: the first is cited, the second is not. */
const question = `{
  citations(filter: { version: { textHeld: true }, claim: { reviewState: { eq: ACCEPTED } } }) {
    nodes { quote quoteUnavailable before: contextBefore(length: 9) after: contextAfter(length: 4) version { text textUnavailable } }
  }
  byQuote: citations(filter: { quote: { contains: "envoy" }, claim: { reviewState: { eq: ACCEPTED } } }) { totalCount }
  byNoQuote: citations(filter: { quote: { isNull: true }, version: { textHeld: true } }) { totalCount }
  claims(filter: { citations: { some: { quote: { startsWith: "The" } } } }) { totalCount }
  versions: articles(filter: { versions: { some: { citations: { some: { quote: { contains: "envoy" } } } } } }) { totalCount }
  byWord: articles(filter: { words: "office" }) { totalCount }
  byPhrase: articles(filter: { words: "story office" }) { totalCount }
  notByWord: articles(filter: { key: { eq: "story" }, words: "story -office" }) { totalCount }
  throughClaims: claims(filter: { article: { words: "office" }, reviewState: { eq: ACCEPTED } }) { totalCount }
  byHeadline: articles(filter: { words: "story", key: { eq: "story" } }) { totalCount }
  actors(filter: { key: { eq: "other" } }) { nodes { mentions { nodes { words } } } }
}`;

const times = (is: boolean) => ({ totalCount: is ? 1 : 0 });

describe.each(rules)('a viewer with %s and a text that is %s', (texts, right, may) => {
  it(`can ${may}: fields and filters agree`, async () => {
    const server = await startTestServer({ template: promised, anonymous: { texts, reviewStates: ['ACCEPTED'] } });
    await server.database.query(`update article_version set text_right = $1 where key = 'open'`, [right]);
    const quotes = may !== 'nothing';
    const reads = may === 'read';
    await server.database.query(
      `delete from version_text x using article_version v where v.id = x.version_id and v.key = 'copied'`,
    );
    const { data, errors } = await server.run(question);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      citations: {
        nodes: [
          {
            quote: quotes ? 'The 😀 envoy 𝔄 left.' : null,
            quoteUnavailable: quotes ? null : 'TEXT_RESTRICTED',
            before: quotes ? '' : null,
            after: quotes ? ' The' : null,
            version: {
              text: reads ? 'The 😀 envoy 𝔄 left. The office denied it.' : null,
              textUnavailable: reads ? null : 'TEXT_RESTRICTED',
            },
          },
        ],
      },
      byQuote: times(quotes),
      byNoQuote: times(!quotes),
      claims: times(quotes),
      versions: times(quotes),
      byWord: times(reads),
      byPhrase: times(reads),
      notByWord: times(!reads),
      throughClaims: times(reads),
      byHeadline: times(true),
      actors: { nodes: [{ mentions: { nodes: [{ words: quotes ? '😀 envoy' : null }] } }] },
    });
  });
});
