import { question as words } from './words.mjs';

// Weights and lengths as in docs/decisions/search.md; the corpus is in English and its names do not matter here.
const rank = (weights, words) => `round(ts_rank_cd('{${weights}}', ${words}, q.asked, 33)::numeric * 1000000)::int`;
const fragments = (text, pieces) => `search_fragments('english', ${text}, (select asked from q), ${pieces})`;

const snippetsOf = (parts) => `(select json_agg(json_build_object('field', p.field, 'text', p.words, 'highlights', (
    select json_agg(json_build_object('start', h.start_offset, 'end', h.end_offset))
    from jsonb_to_recordset(p.highlights) as h (start_offset int, end_offset int))) order by p.turn, p.start_offset)
  from (${parts.map(([turn, field, from]) => `select ${turn} as turn, '${field}' as field, f.* from ${from}`).join(' union all ')}) p)`;

export const question = {
  name: 'search',
  title: 'ranked search with snippets',
  place: 10,
  sourcebook: {
    query: `query ($words: String!) {
      search(query: $words, types: [ARTICLE, CLAIM, CITATION], first: 20) {
        totalCount
        types { type count capped }
        nodes {
          type score
          record { ... on Article { id headline } ... on Claim { id statement } ... on Citation { id } }
          snippets { field text highlights { start end } }
        }
      }
    }`,
    rows: ({ search: { nodes, ...counts } }) => ({
      search: {
        ...counts,
        nodes: nodes.map(({ snippets, ...node }) => ({
          ...node,
          snippets: snippets.map(({ highlights, ...snippet }) => ({
            ...snippet,
            highlights: highlights.length > 0 ? highlights : null,
          })),
        })),
      },
    }),
  },
  // It has no list of several kinds of records, no rank as an order and no snippets.
  postgraphile: null,
  ceiling: {
    sql: `with q as materialized (select websearch_to_tsquery('english', $1) as asked),
      heads as materialized (select h.id from article h, q where to_tsvector(search_config(h.language), h.headline) @@ (select asked from q) limit 1001),
      articles as materialized (
        select v.article_id, t.version_id, t.words from heads h join article_version v on v.article_id = h.id and v.text_right = 'OPEN'
          join version_text t on t.version_id = v.id
        union all
        select * from (select article_id, version_id, words from version_text
          where words @@ (select asked from q) and text_right = 'OPEN' limit 1001) texts limit 1001),
      claims as materialized (select id, to_tsvector('english', statement) as words from claim
        where to_tsvector('english', statement) @@ (select asked from q) and review_state <> 'DRAFT' limit 1001),
      citations as materialized (select w.citation_id as id, w.words from citation_words w join citation c on c.id = w.citation_id
          join article_version v on v.id = c.version_id and v.text_right in ('OPEN', 'QUOTATION') join claim k on k.id = c.claim_id and k.review_state <> 'DRAFT'
        where w.words @@ (select asked from q) limit 1001),
      hits as materialized (
        select distinct on (article_id) 2 as place, 'ARTICLE' as type, article_id as id, version_id, ${rank('0.1, 0.2, 0.4, 1', 'a.words')} as rank
          from (select * from articles limit 1000) a, q where a.words @@ q.asked
        union all
        select 1, 'CLAIM', id, null, ${rank('0.8, 0.8, 0.8, 0.8', 'a.words')} from (select * from claims limit 1000) a, q
        union all
        select 0, 'CITATION', id, null, ${rank('0.6, 0.6, 0.6, 0.6', 'a.words')} from (select * from citations limit 1000) a, q),
      page as (select * from hits order by rank desc, place desc, id desc limit 20)
      select json_build_object('search', json_build_object(
        'totalCount', (select count(*) from hits),
        'types', (select json_agg(json_build_object('type', t.type, 'count', (select count(*) from hits h where h.type = t.type), 'capped', t.capped))
          from (select 'ARTICLE' as type, (select count(*) > 1000 from articles) as capped
            union all select 'CLAIM', (select count(*) > 1000 from claims) union all select 'CITATION', (select count(*) > 1000 from citations)) t),
        'nodes', (select coalesce(json_agg(json_build_object('type', p.type, 'score', p.rank / 1e6::float8,
            'record', case p.type when 'ARTICLE' then (select json_build_object('id', id, 'headline', headline) from article where id = p.id)
              when 'CLAIM' then (select json_build_object('id', id, 'statement', statement) from claim where id = p.id)
              else json_build_object('id', p.id) end,
            'snippets', case p.type when 'ARTICLE' then ${snippetsOf([
              [0, 'HEADLINE', `article a cross join lateral ${fragments('a.headline', 0)} f where a.id = p.id`],
              [
                1,
                'TEXT',
                `version_text x cross join lateral ${fragments('x.text', 3)} f where x.version_id = p.version_id`,
              ],
            ])} when 'CLAIM' then ${snippetsOf([[0, 'STATEMENT', `claim c cross join lateral ${fragments('c.statement', 0)} f where c.id = p.id`]])}
            else ${snippetsOf([
              [
                0,
                'QUOTE',
                `citation c join version_text x on x.version_id = c.version_id
                  cross join lateral ${fragments('substr(x.text, c.anchor_start + 1, c.anchor_end - c.anchor_start)', 0)} f where c.id = p.id`,
              ],
            ])} end) order by p.rank desc, p.place desc, p.id desc), '[]') from page p)))::text`,
  },
  async variables(tools) {
    const asked = await words.variables(tools);
    return asked.map(({ values, sourcebook }) => ({ values, sourcebook }));
  },
};
