import { asker } from './ask.mjs';
import { compare } from './compare.mjs';

/** Sets of variables whose answers are compared. */
const COMPARED = 24;

/** The variables of every question, and the proof that all contestants answer them alike. */
export async function prepare(client, running, questions, progress) {
  const rows = async (sql, values) => (await client.query(sql, values)).rows;
  const ask = Object.fromEntries(running.map((contestant) => [contestant.name, asker(contestant)]));
  const prepared = [];
  for (const question of questions) {
    const variables = await question.variables({ rows, ask });
    const bytes = await compare(running, question, variables.slice(0, COMPARED));
    progress(`${question.name}: all answer alike (${variables.length} sets of variables, up to ${bytes} bytes)`);
    prepared.push({ question, variables });
  }
  return prepared;
}
