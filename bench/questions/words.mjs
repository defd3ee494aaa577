export const question = {
  name: 'words',
  title: 'articles by words',
  place: 8,
  sourcebook: {
    query: `query ($words: String!) {
      articles(first: 20, filter: { words: $words }, orderBy: [{ field: PUBLISHED_EARLIEST, direction: DESC }]) {
        nodes { id headline published { edtf } outlet { id name } }
      }
    }`,
  },
  postgraphile: {
    query: `query ($words: String!) {
      articles: searchArticles(words: $words, first: 20) {
        nodes {
          id: rowId headline publishedEdtf
          outlet: actorByOutletId { identity: actorIdentityByActorId { actor: actorByCanonicalId { id: rowId name } } }
        }
      }
    }`,
    rows: ({ articles: { nodes } }) => ({
      articles: {
        nodes: nodes.map(({ publishedEdtf, outlet, ...article }) => ({
          ...article,
          published: publishedEdtf === null ? null : { edtf: publishedEdtf },
          outlet: outlet.identity.actor,
        })),
      },
    }),
  },
  // The words of a text stand together with those of the headline, and with what is looked at of article and version.
  ceiling: {
    sql: `with found as (
        select t.article_id as id, t.published_earliest from version_text t
        where t.words @@ websearch_to_tsquery('english', $1) and t.text_right = 'OPEN'
        union
        select h.id, h.published_earliest from article h where to_tsvector('english', h.headline) @@ websearch_to_tsquery('english', $1)
          and not exists (select from article_version v join version_text t on t.version_id = v.id
            where v.article_id = h.id and v.text_right = 'OPEN')),
      page as (select * from found order by published_earliest desc nulls last, id desc limit 20)
      select json_build_object('articles', json_build_object('nodes', (select coalesce(json_agg(json_build_object(
        'id', r.id, 'headline', r.headline,
        'published', case when r.published_edtf is not null then json_build_object('edtf', r.published_edtf) end,
        'outlet', json_build_object('id', o.id, 'name', o.name)) order by r.published_earliest desc nulls last, r.id desc), '[]')
        from page join article r using (id) join actor_identity i on i.actor_id = r.outlet_id join actor o on o.id = i.canonical_id)))::text`,
  },
  // Two words that stand together in some text, each in one to ten texts of a hundred.
  async variables({ rows }) {
    const pairs = await rows(`
      with texts as (
        select t.version_id, t.words from version_text t join article_version v on v.id = t.version_id and v.kind = 'DIGEST'
        order by md5(t.version_id::text) limit 1000
      ), usual as (
        select word from ts_stat('select t.words from version_text t order by md5(t.version_id::text) limit 1000')
        where ndoc between 10 and 100 and websearch_to_tsquery('english', word)::text = quote_literal(word)
      )
      select string_agg(word, ' ' order by place) as words from (
        select version_id, word, row_number() over (partition by version_id order by md5(word || version_id)) as place
        from texts cross join lateral unnest(tsvector_to_array(words)) word join usual using (word)
      ) placed where place <= 2 group by version_id having count(*) = 2 order by md5(version_id::text) limit 96`);
    return pairs.map(({ words }) => ({ values: [words], sourcebook: { words }, postgraphile: { words } }));
  },
};
