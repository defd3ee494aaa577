/** Each set of variables begins where the page before it ended, as a script that copies everything does. */
export const question = {
  name: 'changes',
  title: 'a page of a copy',
  place: 19,
  sourcebook: {
    query: `query ($since: String) {
      changes(since: $since, types: [CLAIM], first: 100) {
        nodes { kind id record { ... on Claim { statement speechAct reviewState asserted { edtf } } } }
        more
      }
    }`,
  },
  postgraphile: {
    query: `query ($after: UUID!) {
      claims: allClaims(first: 100, orderBy: [PRIMARY_KEY_ASC],
        filter: { rowId: { greaterThan: $after }, reviewState: { notEqualTo: DRAFT } }) {
        nodes { id: rowId statement speechAct reviewState assertedEdtf }
        pageInfo { hasNextPage }
      }
    }`,
    rows: ({ claims: { nodes, pageInfo } }) => ({
      changes: {
        nodes: nodes.map(({ id, assertedEdtf, ...claim }) => ({
          kind: 'ADDED',
          id,
          record: { ...claim, asserted: assertedEdtf === null ? null : { edtf: assertedEdtf } },
        })),
        more: pageInfo.hasNextPage,
      },
    }),
  },
  ceiling: {
    sql: `with page as materialized (
        select id, statement, speech_act, review_state, asserted_edtf, row_number() over (order by id) as place
        from (select * from claim where id > $1 and review_state <> 'DRAFT' order by id limit 101) c)
      select json_build_object('changes', json_build_object(
        'nodes', (select json_agg(json_build_object('kind', 'ADDED', 'id', id, 'record', json_build_object(
          'statement', statement, 'speechAct', speech_act, 'reviewState', review_state,
          'asserted', case when asserted_edtf is not null then json_build_object('edtf', asserted_edtf) end)) order by place)
          from page where place <= 100),
        'more', (select count(*) > 100 from page)))::text`,
  },
  async variables({ ask }) {
    const tokens = [{ since: null, after: '00000000-0000-0000-0000-000000000000' }];
    while (tokens.length < 24) {
      const { changes } = await ask.sourcebook(NEXT, { since: tokens.at(-1).since });
      tokens.push({ since: changes.next, after: uuidOf(changes.nodes.at(-1).id) });
    }
    return tokens.map(({ since, after }) => ({ values: [after], sourcebook: { since }, postgraphile: { after } }));
  },
};

const NEXT = `query ($since: String) { changes(since: $since, types: [CLAIM], first: 100) { nodes { id } next } }`;

const uuidOf = (id) => id.slice('claim_'.length).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
