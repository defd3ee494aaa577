import { globalId } from './lib/ids.mjs';
import { FIELDS_OF_PAIR, networkJson, networkOf, partsOf, undirected } from './lib/ties.mjs';

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
        select article_id as id from mentioned_actor where actor_id = $1
      ), part as materialized (
        ${partsOf({ table: 'mentioned_actor', record: 'article_id' })}
      ), ${undirected({ table: 'article', order: 'r.published_earliest, r.id' })}
      select json_build_object('articles', json_build_object('coMentionNetwork', ${networkJson(
        `'articles', json_build_array(json_build_object('id', f.id, 'headline', f.headline))`,
      )}))::text`,
  },
  async variables({ rows }) {
    const actors = await rows(`
      select actor_id as id from mentioned_actor
      group by actor_id order by abs(count(*) - 100), actor_id limit 48`);
    return actors.map(({ id }) => ({
      values: [id],
      sourcebook: { actor: globalId('actor', id) },
      postgraphile: { actor: id },
    }));
  },
};
