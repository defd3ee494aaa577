import { afterRow, busiest, claimsOfActor, moreTypes, rowAt, variablesOf } from './lib/claimsOfActor.mjs';

const DEPTH = 10_000;

export const question = {
  name: 'deep',
  title: 'same, 10 000 rows deep',
  place: 3,
  ...claimsOfActor({ part: 'OUTLET', deep: true }),
  sizes: ['100k', '1m', '10m'],
  async variables({ rows, ask }) {
    const [{ id }] = await rows(busiest('OUTLET', 1));
    const all = variablesOf(id, moreTypes, [2005, 2024]);
    const made = [];
    for (let page = 0; page < 16; page += 1) {
      const [row] = await rows(rowAt('OUTLET', DEPTH - 40 * page), all.values);
      if (!row) throw new Error(`The corpus has no actor with ${DEPTH} such claims.`);
      made.push(await afterRow(all, 'OUTLET', row, ask));
    }
    return made;
  },
};
