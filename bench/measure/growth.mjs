import pg from 'pg';
import { contestants } from '../contestants/index.mjs';
import { conditions } from './conditions.mjs';
import { median } from './load.mjs';
import { prepare } from './prepare.mjs';
import { pinPostgres, postmasterOf, start } from './processes.mjs';
import { idle, underLoad } from './underLoad.mjs';

/** Whose growth is measured. The ceiling's tells what of it the rows themselves cost. The others only answer, to be compared. */
const growing = ['ceiling', 'sourcebook'];

/**
 * What ten times the claims cost: CPU time of Postgres per request among `larger`, as a multiple of that among `smaller`.
 * Both corpora are in one server, and a round asks one right after the other, so that both find the machine alike.
 * @param sizes `{ smaller, larger }`, the addresses of both databases.
 * @returns for every question and contestant the median over the rounds.
 */
export async function measureGrowth({ sizes, questions, rounds, seconds, progress }) {
  const corpora = [];
  try {
    for (const url of [sizes.smaller, sizes.larger]) corpora.push(await contestantsOver(url));
    const postmaster = await postmasterOf(corpora[0].client);
    pinPostgres(postmaster);
    const prepared = [];
    for (const { client, running } of corpora) prepared.push(await prepare(client, running, questions, progress));
    const asked = questions.map((question, index) => ({
      question,
      variables: prepared.map((corpus) => corpus[index].variables),
    }));
    const ratios = await runRounds({ corpora, asked, rounds, seconds, postmaster, progress });
    return {
      ...(await conditions(corpora[1].client, { rounds, seconds })),
      questions: questions.map(({ name, title, place }) => ({
        ...{ name, title, place },
        contestants: Object.fromEntries([...ratios.get(name)].map(([contestant, all]) => [contestant, median(all)])),
      })),
    };
  } finally {
    for (const { client, running } of corpora) {
      await Promise.all(running.map((contestant) => contestant.stop()));
      await client.end();
    }
  }
}

/** Contestants that run, and a connection for ourselves. */
async function contestantsOver(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const running = [];
  for (const contestant of contestants) running.push(await start(contestant, url));
  return { client, running };
}

/** By question and contestant, the ratio of each round. Round 0 warms up. */
async function runRounds({ corpora, asked, rounds, seconds, postmaster, progress }) {
  const ratios = new Map(asked.map(({ question }) => [question.name, new Map()]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const { question, variables } of asked) {
      for (const name of growing) {
        const cost = [];
        // Who goes first changes from round to round.
        for (const size of round % 2 ? [0, 1] : [1, 0]) {
          const { client, running } = corpora[size];
          const contestant = running.find((one) => one.name === name);
          await idle(client);
          const requests = variables[size].map((one) => contestant.request(question, one));
          cost[size] = (await underLoad(contestant, requests, seconds, postmaster)).postgresCpu;
        }
        const all = ratios.get(question.name);
        if (round > 0) all.set(name, [...(all.get(name) ?? []), cost[1] / cost[0]]);
      }
      progress(`growth, round ${round || 'to warm up'} of ${rounds}: ${question.name}`);
    }
  }
  return ratios;
}
