import type { ClientBase } from 'pg';

/** See `make.mjs`. */
export function makeCorpus(
  clients: readonly ClientBase[],
  size: string,
  progress: (line: string) => void,
): Promise<void>;
