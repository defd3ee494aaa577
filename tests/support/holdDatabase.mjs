// A program that opens the embedded database in a folder, prints its address and keeps it until it is told to go on:
// "close" leaves cleanly, "exit" ends the process without closing. Killing it is up to the test.
import { pino } from 'pino';
import { openEmbedded } from '../../dist/db/index.js';

const embedded = await openEmbedded(process.argv[2], pino({ level: 'silent' }));
console.log(embedded.url);
process.stdin.once('data', async (word) => {
  if (word.toString() === 'exit') process.exit(0);
  await embedded.close();
  process.stdin.destroy();
});
