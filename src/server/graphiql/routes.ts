import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { packageRoot } from '../../config.js';
import { readExamples } from './examples.js';

const require = createRequire(import.meta.url);
const inPackage = (name: string, file: string): string => join(dirname(require.resolve(`${name}/package.json`)), file);
const ours = (file: string): string => join(packageRoot, 'src/server/graphiql', file);

const JAVASCRIPT = 'text/javascript; charset=utf-8';
const CSS = 'text/css; charset=utf-8';

/** Every file of the page, from this machine: nothing is fetched from elsewhere. */
const files = [
  { url: '/', path: ours('page.html'), type: 'text/html; charset=utf-8' },
  { url: '/graphiql/page.js', path: ours('page.js'), type: JAVASCRIPT },
  { url: '/graphiql/page.css', path: ours('page.css'), type: CSS },
  { url: '/graphiql/react.js', path: inPackage('react', 'umd/react.production.min.js'), type: JAVASCRIPT },
  { url: '/graphiql/react-dom.js', path: inPackage('react-dom', 'umd/react-dom.production.min.js'), type: JAVASCRIPT },
  { url: '/graphiql/graphiql.js', path: inPackage('graphiql', 'graphiql.min.js'), type: JAVASCRIPT },
  { url: '/graphiql/graphiql.css', path: inPackage('graphiql', 'graphiql.min.css'), type: CSS },
];

/** Scripts only from here and never inline; the editor sets style attributes and its style sheet holds its fonts. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  'font-src data:',
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** GraphiQL at `/`, with the example documents of `docs/examples` in a list beside the editor. */
export async function graphiqlRoutes(app: FastifyInstance): Promise<void> {
  app.addHook('onSend', async (_request, reply) => {
    reply.headers({
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
  });
  for (const { url, path, type } of files) serve(app, url, type, readFileSync(path));
  const examples = Buffer.from(JSON.stringify(readExamples(join(packageRoot, 'docs/examples'))));
  serve(app, '/graphiql/examples.json', 'application/json; charset=utf-8', examples);
}

/** One file from memory; a browser that holds it already is told so. */
function serve(app: FastifyInstance, url: string, type: string, content: Buffer): void {
  const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 27)}"`;
  app.get(url, async (request, reply) => {
    reply.headers({ etag, 'cache-control': 'no-cache' });
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    return reply.type(type).send(content);
  });
}
