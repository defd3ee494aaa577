export const question = {
  name: 'origins',
  title: 'claims by the number of their origins',
  place: 20,
  sourcebook: {
    query: `query ($outlets: Int!, $origins: Int!, $open: Int!) {
      claims(first: 50, orderBy: [{ field: ARTICLE_COUNT, direction: DESC }], filter: { corroboration: {
        outletCount: { gte: $outlets }, independentOriginCount: { lte: $origins }, notEstablishedCount: { gte: $open } } }) {
        nodes { id statement corroboration { articleCount outletCount independentOriginCount notEstablishedCount } }
      }
    }`,
  },
  // It filters a row by its own columns, and whether the claim is a draft stands in another table.
  postgraphile: null,
  ceiling: {
    sql: `select json_build_object('claims', json_build_object('nodes', (
      select coalesce(json_agg(json_build_object('id', id, 'statement', statement, 'corroboration', json_build_object(
        'articleCount', article_count, 'outletCount', outlet_count, 'independentOriginCount', independent_origin_count,
        'notEstablishedCount', not_established_count)) order by article_count desc, id desc), '[]')
      from (
        select c.id, c.statement, k.article_count, k.outlet_count, k.independent_origin_count, k.not_established_count
        from claim_corroboration k join claim c on c.id = k.claim_id
        where c.review_state <> 'DRAFT' and k.outlet_count >= $1::int and k.independent_origin_count <= $2::int
          and k.not_established_count >= $3::int
        order by k.article_count desc, k.claim_id desc limit 50) page)))::text`,
  },
  async variables() {
    const counts = [1, 2, 3, 4].flatMap((outlets) =>
      [0, 1, 2].flatMap((origins) => [0, 1].map((open) => [outlets, origins, open])),
    );
    return counts.map(([outlets, origins, open]) => ({
      values: [outlets, origins, open],
      sourcebook: { outlets, origins, open },
    }));
  },
};
