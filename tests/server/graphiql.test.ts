import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTinyServer, type TinyServer } from '../support/tinyServer.js';

let server: TinyServer;
beforeAll(async () => {
  server = await startTinyServer();
});
afterAll(() => server.stop());

describe('GraphiQL', () => {
  it('is at / with files of this server only', async () => {
    const html = await (await fetch(`${server.url}/`)).text();
    const files = [...html.matchAll(/(?:src|href)="(?!data:)([^"]+)"/g)].map(([, url]) => url as string);
    expect(files.length).toBeGreaterThan(4);
    for (const file of files) {
      expect(file).toMatch(/^\/graphiql\//);
      expect((await fetch(server.url + file)).status).toBe(200);
    }
  });

  it('allows its page no script of another origin and none inline', async () => {
    const policy = (await fetch(`${server.url}/`)).headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'; script-src 'self';");
  });

  it('sends a file only once to a browser that keeps it', async () => {
    const first = await fetch(`${server.url}/graphiql/graphiql.js`);
    const etag = first.headers.get('etag') as string;
    const second = await fetch(`${server.url}/graphiql/graphiql.js`, { headers: { 'if-none-match': etag } });
    expect(second.status).toBe(304);
  });

  it('lists the example documents', async () => {
    const response = await fetch(`${server.url}/graphiql/examples.json`);
    const examples = (await response.json()) as { name: string; title: string; document: string }[];
    expect(examples.length).toBeGreaterThanOrEqual(20);
    for (const { name, title, document } of examples) {
      expect(name).toMatch(/^\d\d-/);
      expect(document.startsWith(`# ${title}\n`)).toBe(true);
    }
  });

  it.each(['/graphiql/', '/graphiql/../package.json', '/graphiql/page.html', '/nothing'])(
    'gives no other file (%s)',
    async (path) => {
      expect((await fetch(server.url + path)).status).toBe(404);
    },
  );
});
