import { isDeepStrictEqual } from 'node:util';
import { send } from './ask.mjs';

const ID = /^(?:[a-z]+_)?([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})$/;

/** The same value, ids without prefix and hyphens. */
const plain = (value) => {
  if (typeof value === 'string') return value.replace(ID, '$1$2$3$4$5');
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
};

const answerOf = async (running, question, variables) => {
  const data = await send(running, running.request(question, variables));
  return plain((running.asks(question).rows ?? ((rows) => rows))(data));
};

/**
 * Asks all contestants a question with some of its variables. @returns the number of bytes of the first answer in the
 * common form. @throws with the first difference.
 */
export async function compare(contestants, question, variables) {
  const asked = contestants.filter((contestant) => contestant.asks(question));
  let size = 0;
  for (const one of variables) {
    const [first, ...others] = await Promise.all(
      asked.map(async (running) => ({ name: running.name, answer: await answerOf(running, question, one) })),
    );
    size = Math.max(size, JSON.stringify(first.answer).length);
    for (const other of others) {
      if (isDeepStrictEqual(first.answer, other.answer)) continue;
      const where = difference(first.answer, other.answer, '');
      throw new Error(
        `${question.name}: ${first.name} and ${other.name} do not answer alike for ${JSON.stringify(one.values)}\n${where}`,
      );
    }
  }
  return size;
}

const shown = (value) => JSON.stringify(value)?.slice(0, 300);

function difference(a, b, path) {
  if (isDeepStrictEqual(a, b)) return null;
  const compound = a && b && typeof a === 'object' && typeof b === 'object' && Array.isArray(a) === Array.isArray(b);
  if (!compound) return `  at ${path || '/'}: ${shown(a)}\n  is not ${shown(b)}`;
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return keys.map((key) => difference(a[key], b[key], `${path}/${key}`)).find((found) => found !== null);
}
