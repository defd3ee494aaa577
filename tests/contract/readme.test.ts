import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { packageRoot } from '../../src/config.js';
import { send } from '../support/http.js';
import { seeds } from '../support/seeds.js';
import { startTestServer, type TestServer } from '../support/server.js';

const readme = readFileSync(join(packageRoot, 'README.md'), 'utf8');

/** Every query of the README with the answer that is printed under it. */
const examples = [...readme.matchAll(/```graphql\n([^`]+)```\n\n```json\n([^`]+)```/g)].map(
  ([, query, answer]) => [query, JSON.parse(answer as string)] as [query: string, answer: unknown],
);

const curl = /curl -s \S+ -H '(?<name>[^:]+): (?<value>[^']+)' -d '(?<body>[^']+)'/.exec(readme)?.groups;
const printed = /^and `(\{.+\})` comes back/m.exec(readme)?.[1];

describe('README.md', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ template: seeds });
  });

  it('has one answer to begin with and five questions, each with its answer', () => {
    expect(examples).toHaveLength(6);
    expect(readme.match(/^```graphql/gm)).toHaveLength(6);
  });

  it.each(examples)('prints what the server answers to %s', async (query, answer) => {
    const { data, errors } = await server.run(query);

    expect(errors).toBeUndefined();
    expect(data).toEqual(answer);
  });

  it('has a command for the shell that works', async () => {
    const { name = '', value = '', body = '' } = curl ?? {};
    const { text } = await send(server.graphql, { body, headers: { [name]: value, accept: '*/*' } });

    expect(text.trim()).toBe(printed);
  });
});
