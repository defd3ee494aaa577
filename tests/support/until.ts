const LONGEST_MS = 10_000;

/** Asks again and again until something holds. @throws Error when it does not in time. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + LONGEST_MS;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`still not so after ${LONGEST_MS} ms: ${holds.toString()}`);
    await new Promise(setImmediate);
  }
}
