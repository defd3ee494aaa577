export const question = {
  name: 'events',
  title: 'events of a month, counts',
  place: 5,
  sourcebook: {
    query: `query ($month: EDTF!) {
      events(first: 50, filter: { time: { during: $month, within: CERTAINLY } }, orderBy: [{ field: TIME_EARLIEST }]) {
        nodes {
          id title type status
          time { edtf }
          participants(first: 10) { nodes { role actor { id name } } }
          claims(first: 0) { totalCount }
          articles(first: 0) { totalCount }
        }
      }
    }`,
  },
  postgraphile: {
    query: `query ($from: Date!, $to: Date!) {
      events: allEvents(first: 50, orderBy: [TIME_EARLIEST_ASC, ROW_ID_ASC],
        filter: { timeEarliest: { greaterThanOrEqualTo: $from, lessThanOrEqualTo: $to }, timeLatest: { lessThanOrEqualTo: $to } }) {
        nodes {
          id: rowId title type status timeEdtf articleCount
          participants: eventParticipantsByEventId(first: 10, orderBy: [POSITION_ASC]) {
            nodes { role record: actorByActorId { identity: actorIdentityByActorId { actor: actorByCanonicalId { id: rowId name } } } }
          }
          claims: claimsByEventId(filter: { reviewState: { notEqualTo: DRAFT } }) { totalCount }
        }
      }
    }`,
    rows: ({ events: { nodes } }) => ({
      events: {
        nodes: nodes.map(({ timeEdtf, articleCount, participants, ...event }) => ({
          ...event,
          time: timeEdtf === null ? null : { edtf: timeEdtf },
          participants: {
            nodes: participants.nodes.map(({ role, record }) => ({ role, actor: record.identity.actor })),
          },
          articles: { totalCount: articleCount },
        })),
      },
    }),
  },
  ceiling: {
    sql: `select json_build_object('events', json_build_object('nodes', (
      select coalesce(json_agg(json_build_object('id', e.id, 'title', e.title, 'type', e.type, 'status', e.status,
        'time', case when e.time_edtf is not null then json_build_object('edtf', e.time_edtf) end,
        'participants', json_build_object('nodes', coalesce((
          select json_agg(json_build_object('role', p.role, 'actor', json_build_object('id', a.id, 'name', a.name)) order by p.position)
          from event_participant p join actor_identity i on i.actor_id = p.actor_id join actor a on a.id = i.canonical_id
          where p.event_id = e.id), '[]')),
        'claims', json_build_object('totalCount', counts.claims), 'articles', json_build_object('totalCount', counts.articles))
        order by e.time_earliest, e.id), '[]')
      from (select * from event where time_earliest between $1::date and $2::date and time_latest <= $2::date order by time_earliest, id limit 50) e
      cross join lateral (select count(*) as claims, count(distinct c.article_id) as articles from claim c
        where c.event_id = e.id and c.review_state <> 'DRAFT') counts)))::text`,
  },
  async variables() {
    return Array.from({ length: 96 }, (_none, index) => {
      const [year, month] = [2006 + (index % 16), 1 + ((index * 5) % 12)];
      const name = `${year}-${String(month).padStart(2, '0')}`;
      const [from, to] = [`${name}-01`, `${name}-${new Date(Date.UTC(year, month, 0)).getUTCDate()}`];
      return { values: [from, to], sourcebook: { month: name }, postgraphile: { from, to } };
    });
  },
};
