import { processIo } from './cli/io.js';
import { runCommandLine } from './cli/program.js';
import { preferProduction } from './config.js';

// `npm start`: the same as `sourcebook serve`.
preferProduction();
process.exitCode = await runCommandLine(['serve'], processIo());
