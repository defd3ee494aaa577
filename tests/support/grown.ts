import pg from 'pg';
import { makeCorpus } from '../../bench/corpus/make.mjs';
import type { Template } from './database.js';
import { seeds } from './seeds.js';

/**
 * The five articles among a generated corpus of 100 000 claims. Statistics are taken from every row, so that the same plans
 * are made in every run.
 */
export const grown: Template = {
  name: 'grown',
  fill: async (url) => {
    const clients = await Promise.all([connect(url), connect(url)]);
    try {
      await makeCorpus(clients, '100k', () => undefined);
      await seeds.fill(url);
      await clients[0].query('set default_statistics_target = 2000');
      await clients[0].query('vacuum (analyze, parallel 0)');
    } finally {
      await Promise.all(clients.map((client) => client.end()));
    }
  },
};

async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString,
    options: '-c synchronous_commit=off -c work_mem=256MB -c TimeZone=UTC',
  });
  await client.connect();
  return client;
}
