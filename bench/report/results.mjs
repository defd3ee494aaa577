import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Beside the files of the database, so that the sizes can be measured one by one and told together. */
const folder = () => join(process.env.BENCH_DATA_DIR ?? fileURLToPath(new URL('../.data', import.meta.url)), 'results');

const read = (file) => JSON.parse(readFileSync(join(folder(), file), 'utf8'));

/** Questions that were not measured this time keep what they had. */
export function saveResults(size, results) {
  mkdirSync(folder(), { recursive: true });
  const file = `${size}.json`;
  const earlier = existsSync(join(folder(), file)) ? read(file).questions : [];
  const kept = earlier.filter(({ name }) => !results.questions.some((question) => question.name === name));
  const questions = [...results.questions, ...kept].sort((a, b) => a.place - b.place);
  writeFileSync(join(folder(), file), JSON.stringify({ ...results, questions }, null, 2));
}

/** The latest results of every size, the smallest first. */
export const loadResults = () =>
  readdirSync(folder())
    .filter((file) => file.endsWith('.json'))
    .map(read)
    .sort((a, b) => a.claims - b.claims);
