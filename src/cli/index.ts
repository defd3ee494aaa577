#!/usr/bin/env node
import { processIo } from './io.js';
import { preferProduction } from '../config.js';
import { runCommandLine } from './program.js';

// A reader that closes early, such as `head`, is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

preferProduction();
process.exitCode = await runCommandLine(process.argv.slice(2), processIo());
