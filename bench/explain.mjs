// The plan of the statement that each contestant runs for the first variables of a question, read off the wire.
import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { contestants } from './contestants/index.mjs';
import { openCorpus, openServer } from './database.mjs';
import { asker, send } from './measure/ask.mjs';
import { start } from './measure/processes.mjs';
import { startTap } from './measure/tap.mjs';
import { askedForHelp } from './help.mjs';
import { loadQuestions } from './questions/index.mjs';

const HELP = `npm --prefix bench run explain -- QUESTION [options]

  --size 10k|100k|1m|10m      claims in the corpus (default 100k)
  --of sourcebook,ceiling     contestants; there is postgraphile, too
  --text                      the statement and its values as well

Example: npm --prefix bench run explain -- words --size 1m --text
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    help: { type: 'boolean', default: false },
    size: { type: 'string', default: '100k' },
    of: { type: 'string', default: 'sourcebook,ceiling' },
    text: { type: 'boolean', default: false },
  },
});

askedForHelp(values.help || positionals.length !== 1, HELP);

/** Reads Parse and Bind messages: the text of statements by their name, and the values of the last one. */
function reader() {
  const texts = new Map();
  const seen = [];
  const word = (body, at) => body.toString('utf8', at, body.indexOf(0, at));
  return {
    seen,
    found(type, body) {
      if (type === 'P') {
        const name = word(body, 0);
        texts.set(name, word(body, Buffer.byteLength(name) + 1));
      }
      if (type !== 'B') return;
      let at = Buffer.byteLength(word(body, 0)) + 1;
      const name = word(body, at);
      at += Buffer.byteLength(name) + 1;
      at += 2 + 2 * body.readUInt16BE(at);
      const values = Array.from({ length: body.readUInt16BE(at) }, () => null);
      at += 2;
      for (const index of values.keys()) {
        const length = body.readInt32BE(at);
        at += 4;
        if (length < 0) continue;
        values[index] = body.toString('utf8', at, at + length);
        at += length;
      }
      seen.push({ text: texts.get(name), values });
    },
  };
}

/** Whether Postgres plans a prepared statement once for all values, or at each run. */
async function plansOf(text, parameters) {
  const name = `plans of ${createHash('md5').update(text).digest('hex')}`;
  for (let run = 0; run < 10; run += 1) await client.query({ name, text, values: parameters });
  const { rows } = await client.query(
    'select custom_plans as custom, generic_plans as generic from pg_prepared_statements where name = $1',
    [name],
  );
  return `Planned anew ${rows[0].custom} times of 10.`;
}

const server = await openServer();
const url = await openCorpus(server, values.size, { progress: console.error });
const client = new pg.Client({ connectionString: url });
await client.connect();
const helpers = await Promise.all(contestants.map((contestant) => start(contestant, url)));
try {
  const [question] = await loadQuestions(positionals.slice(0, 1));
  const ask = Object.fromEntries(helpers.map((helper) => [helper.name, asker(helper)]));
  const rows = async (sql, parameters) => (await client.query(sql, parameters)).rows;
  const [variables] = await question.variables({ rows, ask });
  for (const name of values.of.split(',')) {
    const wire = reader();
    const tap = await startTap(url, wire.found);
    const running = await start(
      contestants.find((contestant) => contestant.name === name),
      tap.url,
    );
    await send(running, running.request(question, variables));
    wire.seen.length = 0;
    await send(running, running.request(question, variables));
    await running.stop();
    tap.stop();
    for (const { text, values: parameters } of wire.seen) {
      console.log(`\n== ${question.name}, ${name}: ${parameters.length} parameters`);
      if (values.text) console.log(text, parameters);
      console.log(await plansOf(text, parameters));
      // Twice: the first run reads what the second finds in memory.
      const explained = { text: `explain (analyze, buffers, timing off) ${text}`, values: parameters };
      await client.query(explained);
      console.log((await client.query(explained)).rows.map((row) => row['QUERY PLAN']).join('\n'));
    }
  }
} finally {
  await Promise.all(helpers.map((helper) => helper.stop()));
  await client.end();
  await server.close();
}
