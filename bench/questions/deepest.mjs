import { afterRow, busiest, claimsOfActor, moreTypes, rowAt, variablesOf } from './lib/claimsOfActor.mjs';

const types = [...moreTypes, 'SANCTION', 'MOBILIZE', 'COOPERATE', 'CONCEDE', 'RETREAT'];

/** As deep as the longest list of a corpus goes, which is a million rows only in the largest. */
export const question = {
  name: 'deepest',
  title: 'same, at the end of the longest list (1 000 000 rows deep where there are as many)',
  place: 4,
  ...claimsOfActor({ part: 'OUTLET', deep: true }),
  sizes: ['1m', '10m'],
  async variables({ rows, ask }) {
    const [{ id }] = await rows(busiest('OUTLET', 1));
    const all = variablesOf(id, types, [2005, 2024]);
    const [{ total }] = await rows(
      `select count(*)::int as total from claim_part where actor_id = $1 and part = 'OUTLET' and review_state <> 'DRAFT'
        and event_type = any ($2::event_type[]) and asserted_earliest >= $3::date and asserted_latest <= $4::date`,
      all.values,
    );
    const depth = Math.min(1_000_000, total - 100);
    const made = [];
    for (let page = 0; page < 8; page += 1) {
      const [row] = await rows(rowAt('OUTLET', depth - 40 * page), all.values);
      made.push(await afterRow(all, 'OUTLET', row, ask));
    }
    return made;
  },
};
