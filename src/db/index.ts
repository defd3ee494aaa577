export { openDatabase, type Database } from './database.js';
export { openEmbedded, type Embedded } from './embedded/index.js';
export { DatabaseError, isCancelled } from './errors.js';
export { LineStream, type Line, type LineLimits } from './lineStream.js';
export { WRITING_LOCK } from './locks.js';
export { migrate } from './migrate.js';
export { createPool, type ReadPool } from './pool.js';
export { createReader, type Reader } from './reader.js';
