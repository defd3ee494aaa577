// npm run corpus -- 100k [--fresh]: makes the database of a corpus, unless it is there, and prints its address.
import { parseArgs } from 'node:util';
import { openCorpus, openServer } from '../database.mjs';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { fresh: { type: 'boolean' } } });
const server = await openServer();
try {
  const progress = (line) => console.error(line);
  console.log(await openCorpus(server, positionals[0] ?? '100k', { fresh: values.fresh, progress }));
} finally {
  await server.close();
}
