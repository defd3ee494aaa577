import { processIo } from './cli/io.js';
import { runCommandLine } from './cli/program.js';

// `npm start`: the same as `sourcebook serve`.
process.exitCode = await runCommandLine(['serve'], processIo());
