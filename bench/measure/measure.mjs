import pg from 'pg';
import { contestants } from '../contestants/index.mjs';
import { compare } from './compare.mjs';
import { conditions } from './conditions.mjs';
import { atRate, median, quantile } from './load.mjs';
import { prepare } from './prepare.mjs';
import { pinPostgres, postmasterOf, start } from './processes.mjs';
import { startTap } from './tap.mjs';
import { idle, underLoad } from './underLoad.mjs';

/** Requests a second at the fixed rate, as a share of what the slowest contestant can do, and at most so many. */
const RATE = { share: 0.5, most: 400 };

/** Compares the answers, counts the statements, and then measures in interleaved rounds. */
export async function measure({ url, questions, rounds, seconds, size, check, progress }) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const running = [];
  try {
    const postmaster = await postmasterOf(client);
    pinPostgres(postmaster);
    for (const contestant of contestants) running.push(await start(contestant, url));
    const prepared = await prepare(client, running, questions, progress);
    const statements = await countStatements(url, prepared, progress);
    if (check) return null;
    const samples = await runRounds({ running, prepared, rounds, seconds, postmaster, client, progress });
    return {
      size,
      ...(await conditions(client, { rounds, seconds })),
      questions: summary(prepared, samples, statements),
    };
  } finally {
    await Promise.all(running.map((contestant) => contestant.stop()));
    await client.end();
  }
}

/** Statements of one request, by question and contestant; the same for every set of variables, or a range. */
async function countStatements(url, prepared, progress) {
  let run = 0;
  const tap = await startTap(url, (type) => (run += type === 'E' || type === 'Q' ? 1 : 0));
  const counts = {};
  try {
    for (const contestant of contestants) {
      const running = await start(contestant, tap.url);
      try {
        for (const { question, variables } of prepared) {
          if (!contestant.asks(question)) continue;
          const seen = new Set();
          // The first opens connections.
          await compare([running], question, variables.slice(0, 1));
          for (const one of variables.slice(0, 8)) {
            const before = run;
            await compare([running], question, [one]);
            seen.add(run - before);
          }
          counts[`${question.name} ${contestant.name}`] = [...seen].sort((a, b) => a - b).join(' or ');
        }
      } finally {
        await running.stop();
      }
    }
  } finally {
    tap.stop();
  }
  progress(
    `statements per request: ${Object.entries(counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ')}`,
  );
  return counts;
}

async function runRounds({ running, prepared, rounds, seconds, postmaster, client, progress }) {
  const samples = new Map();
  const rates = new Map();
  const sample = (question, contestant) => {
    const key = `${question.name} ${contestant.name}`;
    if (!samples.has(key)) samples.set(key, []);
    return samples.get(key);
  };
  for (let round = 0; round <= rounds; round += 1) {
    for (const { question, variables } of prepared) {
      const asked = running.filter((contestant) => contestant.asks(question));
      // Who goes first changes from round to round; round 0 warms up and sets the rate.
      const order = asked.map((_one, index) => asked[(index + round) % asked.length]);
      for (const contestant of order) {
        await idle(client);
        const requests = variables.map((one) => contestant.request(question, one));
        const load = await underLoad(contestant, requests, round === 0 ? 1 : seconds, postmaster);
        if (round === 0) {
          const rate = Math.min(rates.get(question) ?? RATE.most, Math.max(1, RATE.share * load.perSecond));
          rates.set(question, rate);
          continue;
        }
        await idle(client);
        const latencies = await atRate(contestant, requests, rates.get(question), seconds);
        const [p50, p99] = [quantile(latencies, 0.5), quantile(latencies, 0.99)];
        sample(question, contestant).push({ ...load, p50, p99 });
      }
      progress(`round ${round || 'to warm up'} of ${rounds}: ${question.name}`);
    }
  }
  return samples;
}

const measures = ['perSecond', 'serverCpu', 'postgresCpu', 'memory', 'p50', 'p99'];

/** Medians over the rounds. */
const summary = (prepared, samples, statements) =>
  prepared.map(({ question }) => ({
    name: question.name,
    title: question.title,
    place: question.place,
    contestants: Object.fromEntries(
      contestants
        .filter(({ name }) => samples.has(`${question.name} ${name}`))
        .map(({ name }) => {
          const all = samples.get(`${question.name} ${name}`);
          const medians = measures.map((measure) => [measure, median(all.map((one) => one[measure]))]);
          return [name, { ...Object.fromEntries(medians), statements: statements[`${question.name} ${name}`] }];
        }),
    ),
  }));
