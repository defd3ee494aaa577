import { globalId } from './lib/ids.mjs';
import { FIELDS_OF_PAIR, networkJson, networkOf, undirected } from './lib/ties.mjs';

/** Whom the articles that mention an actor mention together. */
export const question = {
  name: 'named',
  title: 'whom 100 articles mention together',
  place: 43,
  sourcebook: {
    query: `query ($actor: ID!) {
      articles(first: 0, filter: { mentionedActors: { some: { id: { eq: $actor } } } }) {
        coMentionNetwork(limit: 50, examples: 1) {
          unitCount tieCount
          ties { source { id name } target { id name } weight articles { id headline } }
        }
      }
    }`,
  },
  postgraphile: {
    query: `query ($actor: UUID!) {
      network: coMentionInArticles(actor: $actor, first: 50) {
        nodes { ${FIELDS_OF_PAIR} article: articleByArticleId { id: rowId headline } }
      }
    }`,
    rows: ({ network }) => ({
      articles: { coMentionNetwork: networkOf(network, ({ article, ...tie }) => ({ ...tie, articles: [article] })) },
    }),
  },
  ceiling: {
    sql: `with unit as materialized (
        select distinct v.article_id as id from actor_identity g join mention m on m.actor_id = g.actor_id
          join article_version v on v.id = m.version_id
        where g.canonical_id = $1
      ), part as materialized (
        select distinct u.id, i.canonical_id as actor
        from unit u join article_version v on v.article_id = u.id join mention m on m.version_id = v.id
          join actor_identity i on i.actor_id = m.actor_id
      ), ${undirected({ table: 'article', order: 'r.published_earliest, r.id' })}
      select json_build_object('articles', json_build_object('coMentionNetwork', ${networkJson(
        `'articles', json_build_array(json_build_object('id', f.id, 'headline', f.headline))`,
      )}))::text`,
  },
  async variables({ rows }) {
    const actors = await rows(`
      select i.canonical_id as id from mention m join article_version v on v.id = m.version_id join actor_identity i on i.actor_id = m.actor_id
      group by i.canonical_id order by abs(count(distinct v.article_id) - 100), i.canonical_id limit 48`);
    return actors.map(({ id }) => ({
      values: [id],
      sourcebook: { actor: globalId('actor', id) },
      postgraphile: { actor: id },
    }));
  },
};
