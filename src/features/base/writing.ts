import { limitExceeded } from '../../lib/bounds.js';

/** A program that writes a text from what the database gives. */
export type Write = (data: unknown) => Promise<string>;

/** Most texts that programs write for one answer. */
const MOST_TEXTS = 500;

/** Counts the texts of one answer and refuses what is beyond the bound. */
export function boundTexts(count: number): void {
  if (count <= MOST_TEXTS) return;
  throw limitExceeded(
    `The answer has more than ${MOST_TEXTS} texts that have to be written for it. Ask for smaller pages.`,
    { what: 'writtenTexts', limit: MOST_TEXTS },
  );
}

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
