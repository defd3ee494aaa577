import { readdirSync } from 'node:fs';

/** Every file of this folder but this one is a question; see README.md for what it exports. */
export async function loadQuestions(names) {
  const files = readdirSync(new URL('.', import.meta.url)).filter(
    (file) => /^[^.]+\.mjs$/.test(file) && file !== 'index.mjs',
  );
  const all = await Promise.all(files.sort().map(async (file) => (await import(`./${file}`)).question));
  const unknown = names?.filter((name) => !all.some((question) => question.name === name)) ?? [];
  if (unknown.length > 0)
    throw new Error(`There is no question ${unknown.join(', ')}; there are ${all.map(({ name }) => name).join(', ')}.`);
  return all.filter(({ name }) => !names || names.includes(name)).sort((a, b) => a.place - b.place);
}
