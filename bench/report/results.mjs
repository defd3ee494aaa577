import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sizes } from '../corpus/sizes.mjs';

/** Beside the files of the database, so that the sizes can be measured one by one and told together. */
const folder = () => join(process.env.BENCH_DATA_DIR ?? fileURLToPath(new URL('../.data', import.meta.url)), 'results');

/** The questions saved under a name, none when there is no such file. What does not say how it was measured is not told. */
function load(name) {
  const file = join(folder(), `${name}.json`);
  return existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8')).questions.filter(({ conditions }) => conditions)
    : [];
}

/** Each question with the conditions that it was measured under; those that were not measured this time keep what they had. */
function save(name, { questions: measured, ...conditions }) {
  mkdirSync(folder(), { recursive: true });
  const kept = load(name).filter((earlier) => !measured.some((question) => question.name === earlier.name));
  const questions = [...measured.map((question) => ({ ...question, conditions })), ...kept].sort(
    (a, b) => a.place - b.place,
  );
  writeFileSync(join(folder(), `${name}.json`), JSON.stringify({ questions }, null, 2));
}

/** `results`: the conditions, and `questions`. */
export const saveResults = (size, results) => save(size, results);
export const saveGrowth = (growth) => save('growth', growth);

/** The latest results of every size that has some, the smallest first: `size`, and `questions`, each with its `conditions`. */
export const loadResults = () =>
  Object.keys(sizes)
    .map((size) => ({ size, questions: load(size) }))
    .filter(({ questions }) => questions.length > 0);

/** The latest measure of growth: `questions`. */
export const loadGrowth = () => ({ questions: load('growth') });
