import { readSchemaText } from '../server/index.js';
import type { Io } from './io.js';

/** Writes the GraphQL schema with its descriptions; needs no database. */
export const schemaPrintCommand = async (io: Io): Promise<void> => {
  io.stdout.write(readSchemaText());
};
