import { DomainError } from '../../lib/errors.js';
import type { Sql } from '../../lib/sql.js';
import type { Rows } from './entity.js';
import type { Arguments, Field, Write } from './field.js';
import type { At } from './viewer.js';

/** Most texts that programs write for one answer. */
const MOST_TEXTS = 500;

/** Counts the texts of one answer and refuses what is beyond the bound. */
export function boundTexts(count: number): void {
  if (count <= MOST_TEXTS) return;
  throw new DomainError(
    'QUERY_LIMIT_EXCEEDED',
    `The answer has more than ${MOST_TEXTS} texts that have to be written for it. Ask for smaller pages.`,
    { what: 'writtenTexts', limit: MOST_TEXTS },
  );
}

/**
 * A text that a program writes from JSON that SQL gives: for what cannot be done in SQL. The JSON is read where all other
 * fields are, so that an answer remains one statement, and is of one moment.
 */
export const written = (
  of: Rows,
  name: string,
  data: (at: At) => Sql,
  write: (data: unknown, args: Arguments) => Promise<string>,
): Field => ({
  resolve: async (row, args, { loaders }) =>
    loaders.written((given) => write(given, args), await loaders.value(of, name, data, row['id'] as string)),
  sql: (at, { args }, writer) => writer.written(data(at), (given) => write(given, args)),
});

/**
 * What stands in the JSON of a statement for a text that is still to be written. No object of an answer has such a key,
 * because names in GraphQL have no `$`.
 */
interface ToBeWritten {
  readonly $: number;
  readonly data: unknown;
}

/** Puts the texts into an answer that a statement gave. */
export async function writeTexts(json: string, programs: readonly Write[]): Promise<string> {
  const answer = JSON.parse(json) as unknown;
  const texts = [...textsIn(answer)];
  boundTexts(texts.length);
  await Promise.all(
    texts.map(async ({ holder, key, text }) => {
      holder[key] = await programs[text.$]!(text.data);
    }),
  );
  return JSON.stringify(answer);
}

interface Place {
  readonly holder: Record<string, unknown>;
  readonly key: string;
  readonly text: ToBeWritten;
}

function* textsIn(value: unknown): Generator<Place> {
  if (typeof value !== 'object' || value === null) return;
  const holder = value as Record<string, unknown>;
  for (const [key, part] of Object.entries(holder)) {
    if (typeof part === 'object' && part !== null && '$' in part) yield { holder, key, text: part as ToBeWritten };
    else yield* textsIn(part);
  }
}
