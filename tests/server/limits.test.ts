import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { ask, send } from '../support/http.js';
import { startTinyServer, type TinyServer } from '../support/tinyServer.js';

let server: TinyServer;
beforeAll(async () => {
  server = await startTinyServer();
});
afterAll(() => server.stop());

/** `{claim(id:"1"){article{claims{nodes{article{claims{nodes{… id …}}}}}}}}`, `fields` deep. */
function nested(fields: number): string {
  const cycle = ['article', 'claims', 'nodes'];
  const names = Array.from({ length: fields - 2 }, (_, index) => cycle[index % 3]);
  // A record is needed at the end; a connection has no id.
  const leaf = names.length % 3 === 2 ? 'totalCount' : 'id';
  return `{claim(id:"1"){${names.map((name) => `${name}{`).join('')}${leaf}${'}'.repeat(names.length)}}}`;
}

async function refusalOf(query: string, variables?: Record<string, unknown>) {
  const { status, errors } = await ask(server.graphql, query, variables);
  expect(status).toBe(400);
  return errors?.find(({ extensions }) => extensions.code === 'QUERY_LIMIT_EXCEEDED');
}

describe('depth', () => {
  it('answers a document as deep as the bound', async () => {
    const { errors } = await ask(server.graphql, nested(15).replaceAll('claims{', 'claims(first:1){'));
    expect(errors).toBeUndefined();
  });

  it('refuses a document one field deeper and tells the path', async () => {
    expect(await refusalOf(nested(16).replaceAll('claims{', 'claims(first:1){'))).toMatchObject({
      message: 'The query is 16 fields deep; at most 15 are allowed.',
      extensions: {
        what: 'depth',
        actual: 16,
        limit: 15,
        path: expect.stringMatching(/^claim\.article\.claims\.nodes\./),
      },
    });
  });

  it('sees through fragments and inline fragments', async () => {
    const parts = Array.from(
      { length: 8 },
      (_, i) => `fragment F${i} on Claim{... on Claim{chain{claim{...F${i + 1}}}}}`,
    );
    const query = `{claim(id:"1"){...F0}} ${parts.join(' ')} fragment F8 on Claim{id}`;
    expect(await refusalOf(query)).toMatchObject({ extensions: { what: 'depth', actual: 18, limit: 15 } });
  });
});

describe('aliases', () => {
  const aliased = (count: number) =>
    `{claim(id:"1"){${Array.from({ length: count }, (_, i) => `a${i}:id`).join(' ')}}}`;

  it('answers as many as the bound', async () => {
    expect((await ask(server.graphql, aliased(30))).errors).toBeUndefined();
  });

  it('refuses one more', async () => {
    expect(await refusalOf(aliased(31))).toMatchObject({
      message: 'The query has 31 aliases; at most 30 are allowed.',
      extensions: { what: 'aliases', actual: 31, limit: 30, path: 'claim.a0' },
    });
  });

  it('counts an alias once for every spread of its fragment', async () => {
    const query = `{claim(id:"1"){...A ...A ...A ...A}} fragment A on Claim{${Array.from({ length: 8 }, (_, i) => `a${i}:id`).join(' ')}}`;
    expect(await refusalOf(query)).toMatchObject({ extensions: { what: 'aliases', actual: 32 } });
  });
});

describe('root fields', () => {
  const roots = (count: number) =>
    `{${Array.from({ length: count }, () => '...R').join(' ')}} fragment R on Query{echo}`;

  it('answers as many as the bound', async () => {
    expect((await ask(server.graphql, roots(20))).errors).toBeUndefined();
  });

  it('refuses one more, also when they come by fragments', async () => {
    expect(await refusalOf(roots(21))).toMatchObject({
      message: 'The query asks for 21 root fields; at most 20 are allowed.',
      extensions: { what: 'rootFields', actual: 21, limit: 20, path: 'echo' },
    });
  });
});

describe('tokens', () => {
  it('refuses a document that is too long as a limit, not as a syntax error', async () => {
    expect(await refusalOf(`{${'echo '.repeat(5000)}}`)).toMatchObject({
      message: 'The document has more than 5000 tokens.',
      extensions: { what: 'tokens', limit: 5000 },
    });
  });
});

describe('cost', () => {
  const wide = `query($n:Int){claims(first:$n){nodes{article{claims(first:100){nodes{article{claims(first:10){nodes{id}}}}}}}}}`;

  it('multiplies the sizes of nested pages', async () => {
    // 1 connection + 100 × (claim + article + connection + 100 × (claim + article + connection + 10 claims))
    expect(await refusalOf(wide, { n: 100 })).toMatchObject({
      message: 'The answer may hold 130301 records; at most 100000 are allowed. Ask for smaller pages.',
      extensions: {
        what: 'cost',
        actual: 130_301,
        limit: 100_000,
        path: 'claims.nodes.article.claims.nodes.article.claims.nodes',
      },
    });
  });

  it('depends on the variables of the request', async () => {
    expect((await ask(server.graphql, wide, { n: 10 })).errors).toBeUndefined();
    expect(await refusalOf(wide, { n: 100 })).toBeDefined();
  });

  it('takes default values of variables and the usual page size into account', async () => {
    const pages = (first: string) => `claims${first}{nodes{article{`;
    const query = `query($n:Int=100){${pages('(first:$n)')}${pages('(last:$n)')}${pages('')}id${'}'.repeat(10)}`;
    expect(await refusalOf(query)).toMatchObject({ extensions: { what: 'cost' } });
  });

  it.each(['constructor', '__proto__'])('takes the default value of a variable that is called %s', async (name) => {
    expect(await refusalOf(wide.replace('$n:Int', `$${name}:Int=100`).replace('$n', `$${name}`))).toMatchObject({
      extensions: { what: 'cost', actual: 130_301 },
    });
  });

  it('costs the same by edges as by nodes', async () => {
    const byEdges = wide.replaceAll('nodes{', 'edges{node{').replaceAll('}}}}', '}}}}}');
    const balanced = byEdges + '}'.repeat(count(byEdges, '{') - count(byEdges, '}'));
    const refusal = await refusalOf(balanced, { n: 100 });
    expect(refusal?.extensions['actual']).toBe(130_301);
  });

  it('counts doubled fragments without writing them out', async () => {
    const next = (i: number) => `article{claims(first:20){nodes{...F${i}}}} chain{claim{...F${i}}}`;
    const fragments = [1, 2, 3, 4].map((i) => `fragment F${i - 1} on Claim{${next(i)}}`);
    const query = `{claim(id:"1"){...F0}} ${fragments.join(' ')} fragment F4 on Claim{id}`;
    expect(await refusalOf(query)).toMatchObject({ extensions: { what: 'cost' } });
  });
});

const count = (text: string, part: string) => text.split(part).length - 1;

describe('body', () => {
  it('refuses a body over the bound with a code and status of its own', async () => {
    const { status, errors } = await ask(server.graphql, `{echo}#${'x'.repeat(262_144)}`);
    expect(status).toBe(413);
    expect(errors).toEqual([
      {
        message: 'The request body is larger than 262144 bytes.',
        extensions: { code: 'PAYLOAD_TOO_LARGE', what: 'bodyBytes', limit: 262_144 },
      },
    ]);
  });

  it('reads a body as large as the bound', async () => {
    const empty = JSON.stringify({ query: '{echo}#' }).length;
    const { errors } = await ask(server.graphql, `{echo}#${'x'.repeat(262_144 - empty)}`);
    expect(errors).toBeUndefined();
  });

  it('refuses several requests in one body', async () => {
    const { status, errors } = await send(server.graphql, {
      body: JSON.stringify([{ query: '{echo}' }, { query: '{echo}' }]),
    });
    expect(status).toBe(400);
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});

describe('introspection', () => {
  it('passes whole, as GraphiQL asks for it', async () => {
    const query = getIntrospectionQuery({ inputValueDeprecation: true, schemaDescription: true, specifiedByUrl: true });
    const { errors, data } = await ask(server.graphql, query);
    expect(errors).toBeUndefined();
    expect(data).toHaveProperty('__schema.types');
  });

  it('may not walk from types to fields and back again and again', async () => {
    const query = '{__schema{types{fields{type{fields{type{fields{name}}}}}}}}';
    expect(await refusalOf(query)).toMatchObject({ extensions: { what: 'introspectionDepth', limit: 2 } });
  });

  it('may not be deeper than its own bound', async () => {
    const query = `{__type(name:"Claim"){${'ofType{'.repeat(20)}name${'}'.repeat(20)}}}`;
    expect(await refusalOf(query)).toMatchObject({ extensions: { what: 'depth', actual: 22 } });
  });
});
