import { globalId } from './lib/ids.mjs';

export const question = {
  name: 'accounts',
  title: 'outlets’ accounts of an event of 20 claims: when, and who said it',
  place: 32,
  sourcebook: {
    query: `query ($event: ID!) {
      event(id: $event) {
        id title
        accounts {
          outlet { id name }
          claims { id statement }
          fields(only: [TIME, SPEAKER]) { field verdict values { text verdict } against { outlet { id } verdict } }
        }
      }
    }`,
  },
  // It has nothing that compares rows with each other.
  postgraphile: null,
  // What is compared, and how, is the same function for both: the ceiling is of all that goes around it.
  ceiling: {
    sql: `select json_build_object('event', (select json_build_object('id', e.id, 'title', e.title, 'accounts', (
      select coalesce(json_agg(json_build_object(
        'outlet', (select json_build_object('id', o.id, 'name', o.name) from actor o where o.id = a.outlet_id),
        'claims', (select json_agg(json_build_object('id', c.id, 'statement', c.statement) order by n)
          from unnest(a.claim_ids) with ordinality u (id, n) join claim c using (id)),
        'fields', (select json_agg(json_build_object('field', f ->> 'field', 'verdict', f ->> 'verdict',
            'values', (select coalesce(json_agg(json_build_object('text', v ->> 'text', 'verdict', v ->> 'verdict')), '[]') from jsonb_array_elements(f -> 'values') v),
            'against', (select coalesce(json_agg(json_build_object('outlet', json_build_object('id', g ->> 'outlet_id'), 'verdict', g ->> 'verdict')), '[]')
              from jsonb_array_elements(f -> 'against') g)))
          from jsonb_array_elements(a.fields) f where f ->> 'field' in ('TIME', 'SPEAKER')))), '[]')
      from (select array(select id from claim where event_id = e.id and review_state not in ('DRAFT', 'RETRACTED', 'SUPERSEDED')) as ids) told
        cross join lateral compare_accounts(told.ids, array(select r.id from claim_relation r join claim f on f.id = r.from_id join claim t on t.id = r.to_id
          where (r.from_id = any (told.ids) or r.to_id = any (told.ids)) and f.review_state <> 'DRAFT' and t.review_state <> 'DRAFT'), false) a))
      from event e where e.id = $1))::text`,
  },
  /** Events of some 20 claims, as many as the largest dozens of events of the smallest corpus have. */
  async variables({ rows }) {
    const events = await rows(
      `select event_id as id from claim where event_id is not null
      group by event_id order by abs(count(*) - 20), event_id limit 48`,
    );
    return events.map(({ id }) => ({ values: [id], sourcebook: { event: globalId('event', id) } }));
  },
};
