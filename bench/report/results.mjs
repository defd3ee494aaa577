import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sizes } from '../corpus/sizes.mjs';

/** Beside the files of the database, so that the sizes can be measured one by one and told together. */
const folder = () => join(process.env.BENCH_DATA_DIR ?? fileURLToPath(new URL('../.data', import.meta.url)), 'results');

/** What was saved under a name; null when nothing was. */
function load(name) {
  const file = join(folder(), `${name}.json`);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

/** Questions that were not measured this time keep what they had. */
function save(name, results) {
  mkdirSync(folder(), { recursive: true });
  const kept = (load(name)?.questions ?? []).filter(
    (earlier) => !results.questions.some((question) => question.name === earlier.name),
  );
  const questions = [...results.questions, ...kept].sort((a, b) => a.place - b.place);
  writeFileSync(join(folder(), `${name}.json`), JSON.stringify({ ...results, questions }, null, 2));
}

export const saveResults = (size, results) => save(size, results);
export const saveGrowth = (growth) => save('growth', growth);

/** The latest results of every size, the smallest first. */
export const loadResults = () =>
  Object.keys(sizes)
    .map(load)
    .filter((results) => results !== null);

/** The latest measure of growth; null when there is none. */
export const loadGrowth = () => load('growth');
