import { createReadStream } from 'node:fs';
import { anonymousViewer, createApollo, createContext, loadSchema, operatorViewer } from '../server/index.js';
import { failed, wrongUsage } from './exit.js';
import { readAll, type Io } from './io.js';
import { withSession } from './session.js';

export interface QueryOptions {
  /** JSON text of an object. */
  readonly variables?: string;
  readonly operation?: string;
  readonly viewer: 'anonymous' | 'operator';
}

/** Runs a document in this process against the database and writes the answer as JSON; errors in it are a failure. */
export async function queryCommand(io: Io, file: string, options: QueryOptions): Promise<void> {
  const variables = readVariables(options.variables);
  const query = await readDocument(io, file);
  await withSession(io, async ({ config, log, database }) => {
    const viewer = options.viewer === 'operator' ? operatorViewer : anonymousViewer(config);
    const apollo = createApollo({ schema: loadSchema(), limits: config.limits, log });
    const request = { query, variables, operationName: options.operation };
    const { body } = await apollo.executeOperation(request, {
      contextValue: createContext(database.pool, viewer),
    });
    const result = body.kind === 'single' ? body.singleResult : body.initialResult;
    io.stdout.write(`${JSON.stringify({ errors: result.errors, data: result.data }, null, 2)}\n`);
    const [first] = result.errors ?? [];
    if (first)
      throw failed(`${first.message} (${String(first.extensions?.['code'])}; the whole answer is on standard output)`);
  });
}

async function readDocument(io: Io, file: string): Promise<string> {
  try {
    return await readAll(file === '-' ? io.stdin : createReadStream(file));
  } catch (error) {
    const reason =
      (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : (error as Error).message;
    throw wrongUsage(`${file}: ${reason}; name a file with a GraphQL document, or - for standard input.`);
  }
}

function readVariables(text: string | undefined): Record<string, unknown> | undefined {
  if (text === undefined) return undefined;
  const value = parseJson(text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw wrongUsage(`--variables has to be a JSON object such as '{"first": 3}'.`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
