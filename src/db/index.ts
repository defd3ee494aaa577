export { DatabaseError } from './errors.js';
export { createPool } from './pool.js';
export { createPrisma } from './prisma.js';
export { createReader, type Reader } from './reader.js';
