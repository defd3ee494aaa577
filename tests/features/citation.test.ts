import { beforeAll, describe, expect, it } from '@jest/globals';
import { describeWithTexts, seeds, seedsWithTexts } from '../support/seeds.js';
import { startTestServer, type TestServer } from '../support/server.js';

const question = `query ($kind: VersionKind!) {
  citations(first: 100, filter: { version: { kind: { eq: $kind } } }) {
    totalCount
    nodes {
      status quote quoteUnavailable sha256 start end anchorStart anchorEnd utf16Start utf16End
      before: contextBefore(length: 20) after: contextAfter(length: 20) none: contextAfter(length: 0)
      version { text textUnavailable }
    }
  }
}`;

interface Citation {
  status: string;
  quote: string | null;
  quoteUnavailable: string | null;
  sha256: string;
  anchorStart: number | null;
  utf16Start: number | null;
  utf16End: number | null;
  before: string | null;
  after: string | null;
  none: string | null;
  version: { text: string | null; textUnavailable: string | null };
}

const citationsOf = async (server: TestServer, kind: string): Promise<Citation[]> => {
  const { data, errors } = await server.run(question, { kind });
  expect(errors).toBeUndefined();
  return (data as { citations: { nodes: Citation[] } }).citations.nodes;
};

describe('citations without the publishers’ texts', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ template: seeds });
  });

  it('of a digest give the words and what stands around them', async () => {
    for (const { quote, before, after, none, utf16Start, utf16End, version } of await citationsOf(server, 'DIGEST')) {
      const text = version.text ?? '';
      expect(text.slice(utf16Start ?? -1, utf16End ?? -1)).toBe(quote);
      expect(text.slice(0, utf16Start ?? 0).endsWith(before ?? '?')).toBe(true);
      expect(text.slice(utf16End ?? 0).startsWith(after ?? '?')).toBe(true);
      expect(none).toBe('');
    }
  });

  it('of the published version say that its text is not held', async () => {
    for (const citation of await citationsOf(server, 'PUBLISHED'))
      expect(citation).toMatchObject({
        quote: null,
        quoteUnavailable: 'TEXT_NOT_HELD',
        before: null,
        utf16Start: null,
        version: { text: null, textUnavailable: 'TEXT_NOT_HELD' },
      });
  });
});

describeWithTexts('citations with the publishers’ texts', () => {
  it('are exact and quotable, while the whole text is not for everybody', async () => {
    const server = await startTestServer({ template: seedsWithTexts });
    for (const citation of await citationsOf(server, 'PUBLISHED')) {
      expect(citation).toMatchObject({ status: 'EXACT', quoteUnavailable: null });
      expect(citation.version).toEqual({ text: null, textUnavailable: 'TEXT_RESTRICTED' });
      expect(citation.quote?.length).toBeGreaterThan(0);
    }
  });
});
