import { busiest, claimsOfActor, usualTypes, variablesOf } from './lib/claimsOfActor.mjs';

export const question = {
  name: 'list',
  title: 'filtered list with quotes',
  place: 2,
  ...claimsOfActor({ part: 'SPEAKER', deep: false }),
  async variables({ rows }) {
    const actors = await rows(busiest('SPEAKER', 32));
    return actors.flatMap(({ id }, index) => {
      const from = 2005 + (index % 8);
      return [variablesOf(id, usualTypes, [from, from + 9]), variablesOf(id, usualTypes.slice(1), [from + 2, 2024])];
    });
  },
};
