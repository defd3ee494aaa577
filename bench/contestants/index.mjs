import { fileURLToPath } from 'node:url';

const script = (path) => fileURLToPath(new URL(path, import.meta.url));
const json = { 'content-type': 'application/json' };
const graphql = (query, variables) => ({ path: '/graphql', headers: json, body: JSON.stringify({ query, variables }) });

/**
 * Who takes part. A contestant is a program that serves at PORT over DATABASE_URL, and knows how to ask it: `request`
 * gives the HTTP request (always POST) of a question, `rows` the answer in the common form, and null leaves it out.
 * `cursor` is how a page that begins after a row is asked for.
 */
export const contestants = [
  {
    name: 'ceiling',
    title: 'hand-written SQL',
    program: [script('ceiling.mjs')],
    ready: { path: '/ready', method: 'GET' },
    asks: (question) => question.ceiling,
    request: (question, { values }) => ({ path: `/${question.name}`, headers: json, body: JSON.stringify(values) }),
  },
  {
    name: 'postgraphile',
    title: 'PostGraphile',
    program: [script('postgraphile/server.mjs')],
    env: { GRAPHILE_ENV: 'production' },
    ready: { path: '/graphql', method: 'POST', headers: json, body: '{"query":"{__typename}"}' },
    asks: (question) => question.postgraphile,
    request: (question, { postgraphile }) => graphql(question.postgraphile.query, postgraphile),
  },
  {
    name: 'sourcebook',
    title: 'Sourcebook',
    program: [script('../../dist/main.js')],
    env: { SOURCEBOOK_SEEDS: 'none', LOG_LEVEL: 'warn' },
    ready: { path: '/health/ready', method: 'GET' },
    asks: (question) => question.sourcebook,
    request: (question, { sourcebook }) => graphql(question.sourcebook.query, sourcebook),
  },
];
