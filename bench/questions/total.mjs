import { busiest, usualTypes, variablesOf } from './lib/claimsOfActor.mjs';

export const question = {
  name: 'total',
  title: 'total',
  place: 9,
  sourcebook: {
    query: `query ($actor: ID!, $types: [EventType!], $during: EDTF!) {
      claims(first: 0, filter: { speaker: { id: { eq: $actor } }, eventType: { in: $types },
        asserted: { during: $during, within: CERTAINLY } }) { totalCount }
    }`,
  },
  postgraphile: {
    query: `query ($actor: UUID!, $types: [EventType!], $from: Date!, $to: Date!) {
      claims: allClaimParts(condition: { actorId: $actor, part: SPEAKER },
        filter: { reviewState: { notEqualTo: DRAFT }, eventType: { in: $types },
          assertedEarliest: { greaterThanOrEqualTo: $from, lessThanOrEqualTo: $to }, assertedLatest: { lessThanOrEqualTo: $to } }) { totalCount }
    }`,
  },
  ceiling: {
    sql: `select json_build_object('claims', json_build_object('totalCount', (
      select count(*) from claim_part p
      where p.actor_id = $1 and p.part = 'SPEAKER' and p.review_state <> 'DRAFT' and p.event_type = any ($2::event_type[])
        and p.asserted_earliest between $3::date and $4::date and p.asserted_latest <= $4::date)))::text`,
  },
  async variables({ rows }) {
    const actors = await rows(busiest('SPEAKER', 48));
    return actors.slice(8).map(({ id }, index) => {
      const year = 2005 + ((index * 7) % 20);
      return variablesOf(id, usualTypes, [year, year]);
    });
  },
};
