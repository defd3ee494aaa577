// npm run bench: asks all contestants the same questions over the same rows and compares what that costs them.
import { parseArgs } from 'node:util';
import { openCorpus, openServer } from './database.mjs';
import { demandWrk } from './measure/load.mjs';
import { measureGrowth } from './measure/growth.mjs';
import { measure } from './measure/measure.mjs';
import { loadGrowth, loadResults, saveGrowth, saveResults } from './report/results.mjs';
import { writeReport } from './report/report.mjs';
import { loadQuestions } from './questions/index.mjs';
import { sizeOf } from './corpus/sizes.mjs';

const HELP = `npm run bench -- [options]

  --size 10k|100k|1m|10m   claims in the corpus (default 100k); it is made when it is not there
  --growth                 instead: what ten times the claims cost Postgres, 100k and 1m side by side
  --questions a,b          only these (default all)
  --rounds N               rounds over all contestants (default 5); medians are told
  --seconds N              length of one measurement (default 4)
  --check                  only compare the answers and count the statements
  --no-report              print, but do not write docs/performance.md
  --fresh                  make the corpus anew

Files of the database: bench/.data, or the folder BENCH_DATA_DIR. Wants wrk and taskset, and nothing else running.
`;

const options = {
  size: { type: 'string' },
  growth: { type: 'boolean', default: false },
  questions: { type: 'string' },
  rounds: { type: 'string', default: '5' },
  seconds: { type: 'string', default: '4' },
  check: { type: 'boolean', default: false },
  'no-report': { type: 'boolean', default: false },
  fresh: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
};

const progress = (line) => console.error(`${new Date().toISOString().slice(11, 19)} ${line}`);

async function main() {
  const { values } = parseArgs({ options });
  if (values.help) return void console.log(HELP);
  const [rounds, seconds] = [values.rounds, values.seconds].map(Number);
  if (!(rounds > 0 && seconds > 0)) throw new Error('--rounds and --seconds want numbers above 0.');
  if (values.growth && values.size) throw new Error('--growth compares 100k and 1m: it takes no --size.');
  const size = values.size ?? '100k';
  sizeOf(size);
  const sizes = values.growth ? ['100k', '1m'] : [size];
  const questions = (await loadQuestions(values.questions?.split(','))).filter(
    (question) => !question.sizes || sizes.every((size) => question.sizes.includes(size)),
  );
  await demandWrk();
  const server = await openServer();
  try {
    const urls = [];
    for (const one of sizes) urls.push(await openCorpus(server, one, { fresh: values.fresh, progress }));
    const run = { questions, rounds, seconds, progress };
    if (values.growth) saveGrowth(await measureGrowth({ ...run, sizes: { smaller: urls[0], larger: urls[1] } }));
    else {
      const results = await measure({ ...run, url: urls[0], size, check: values.check });
      if (values.check) return;
      saveResults(size, results);
    }
    console.log(await writeReport(loadResults(), loadGrowth(), { write: !values['no-report'] }));
  } finally {
    await server.close();
  }
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
