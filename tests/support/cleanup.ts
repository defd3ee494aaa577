import { afterAll } from '@jest/globals';

const tasks: (() => Promise<unknown>)[] = [];

/** Runs `task` after the last test of this file; the latest first. May be called from anywhere, also from a test. */
export const onCleanup = (task: () => Promise<unknown>): void => void tasks.push(task);

afterAll(async () => {
  const failures: unknown[] = [];
  for (const task of tasks.splice(0).reverse()) await task().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
});
