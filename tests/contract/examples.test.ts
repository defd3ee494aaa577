import { readdirSync, readFileSync } from 'node:fs';
import { join, parse as parsePath } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Kind, parse, type OperationDefinitionNode } from 'graphql';
import { packageRoot } from '../../src/config.js';
import { readExamples, type Example } from '../../src/server/graphiql/examples.js';
import { loadSchema } from '../../src/server/index.js';
import { settled } from '../support/mirror.js';
import { byResolvers } from '../support/resolvers.js';
import { seeds } from '../support/seeds.js';
import { startTestServer, type TestServer } from '../support/server.js';

/** An answer that was found by reading the articles and the dossiers before the server was asked. */
interface Answer {
  /** From which keys of the dossiers it follows. */
  readonly why: string;
  /** Statements that its resolvers run, whatever the number of rows; the server runs one. */
  readonly statements: number;
  readonly data: unknown;
}

const examplesFolder = join(packageRoot, 'docs/examples');
const answersFolder = join(packageRoot, 'tests/contract/examples');
const examples = readExamples(examplesFolder);
const names = examples.map(({ name }) => name);

const exampleNamed = (name: string): Example => {
  const example = examples.find((one) => one.name === name);
  if (!example) throw new Error(`There is no example ${name}.`);
  return example;
};

const variablesOf = ({ variables }: Example) => JSON.parse(variables || '{}') as Record<string, unknown>;

const answerTo = (name: string) => JSON.parse(readFileSync(join(answersFolder, `${name}.json`), 'utf8')) as Answer;

const operationsOf = ({ document }: Example): OperationDefinitionNode[] =>
  parse(document).definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);

const schema = loadSchema();
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ template: seeds });
  await settled(server.database);
});

/** Data and number of statements of an example, with some variables changed. */
async function run(example: Example, changed: Record<string, unknown> = {}) {
  const { data, errors } = await server.run(example.document, { ...variablesOf(example), ...changed });
  expect(errors).toBeUndefined();
  return { data, statements: server.statements };
}

/** The same by the resolvers, level by level. */
const resolve = (example: Example, changed: Record<string, unknown> = {}) =>
  byResolvers(schema, server.database, server.viewer, example.document, { ...variablesOf(example), ...changed });

describe('an example', () => {
  it.each(examples.map((example) => ({ ...example, example })))('$name: $title', async ({ name, example }) => {
    expect(await run(example)).toEqual({ data: answerTo(name).data, statements: 1 });
  });

  it.each(examples.map((example) => ({ ...example, example })))(
    '$name is answered by its resolvers alike',
    async ({ name, example }) => {
      const { statements, data } = answerTo(name);
      expect(await resolve(example)).toEqual({ statements, data, errors: [] });
    },
  );

  it.each(examples.map((example) => ({ ...example, example })))(
    '$name asks in plain words',
    ({ document, example }) => {
      expect(document).toMatch(/^# [A-Z].*\?/);
      expect(operationsOf(example).map(({ name }) => name?.value)).toEqual([expect.any(String)]);
    },
  );
});

describe('the examples', () => {
  it('have one answer each, with a reason, and there is no other', () => {
    const answered = readdirSync(answersFolder).map((file) => parsePath(file).name);
    expect(answered.sort()).toEqual(names);
    for (const name of names) expect(answerTo(name).why).toMatch(/\w+ \w+/);
  });

  it('have no variables without a document', () => {
    const files = readdirSync(examplesFolder).filter((file) => file.endsWith('.json'));
    for (const file of files) expect(names).toContain(file.replace('.variables.json', ''));
  });

  it('ask every field of the root', () => {
    const selections = examples.flatMap(operationsOf).flatMap(({ selectionSet }) => selectionSet.selections);
    const asked = selections.map((node) => (node.kind === Kind.FIELD ? node.name.value : ''));
    const fields = Object.keys(loadSchema().getQueryType()?.getFields() ?? {});
    expect([...new Set(asked)].sort()).toEqual(fields.sort());
  });

  it.each(['01-claims', '21-next-page'])('run as many statements for one row as for a hundred: %s', async (name) => {
    const one = await resolve(exampleNamed(name), { first: 1, after: null });
    const many = await resolve(exampleNamed(name), { first: 100, after: null });
    expect(rowsOf(one.data)).toBe(1);
    expect(rowsOf(many.data)).toBeGreaterThan(10);
    expect(many.statements).toBe(one.statements);
  });

  it('go on where the page before ended', async () => {
    const example = exampleNamed('21-next-page');
    const { data } = await run(example, { after: null });
    expect(data).toMatchObject({
      claims: { pageInfo: { hasPreviousPage: false, endCursor: variablesOf(example)['after'] } },
    });
  });
});

const rowsOf = (data: unknown) => (data as { claims: { nodes: unknown[] } }).claims.nodes.length;
