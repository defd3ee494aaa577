import type * as Api from '../../generated/resolvers.js';
import { allOf, always } from '../../lib/filter.js';
import { Scope } from '../../lib/scope.js';
import { raw, sql, type Sql } from '../../lib/sql.js';
import { actors } from '../actor/index.js';
import { articles } from '../article/index.js';
import { mayQuote, mayRead, whereOf, type AnyEntity, type At, type Viewer } from '../base/index.js';
import { citations, claims } from '../claim/index.js';
import { events } from '../event/index.js';
import type { Alternative, SearchArgs } from './search.query.js';

type Candidates = (args: SearchArgs, alternatives: readonly Alternative[], viewer: Viewer) => Sql;

/**
 * What may be a hit of a type: what the viewer may see and look into, passes the filter, and is found on an index. Each
 * is a SELECT that is cut by a limit, so that common words cost no more than the limit.
 */
export const candidatesOf: Readonly<Record<Api.SearchType, Candidates>> = {
  ARTICLE: (args, _alternatives, viewer) => {
    const [inHeadlines, inTexts] = [scope(viewer, 'sa', 'articles'), scope(viewer, 'sb', 'articles')];
    return sql`select article_id, version_id, words, configuration from (
      (select h.id as article_id, r.version_id, coalesce(r.words, setweight(to_tsvector(h.configuration, h.headline), 'A')) as words,
          coalesce(r.configuration, h.configuration) as configuration
        from (select ${inHeadlines.column('id')}, ${inHeadlines.column('headline')}, search_config(${inHeadlines.column('language')}) as configuration
          from article ${inHeadlines.table}
          where to_tsvector(search_config(${inHeadlines.column('language')}), ${inHeadlines.column('headline')}) @@ ${inAnyLanguage}
            and ${whereOf(articles, args.articles, inHeadlines)} limit 1001) h
        left join lateral (select v.id as version_id, x.words, search_config(v.language) as configuration
          from article_version v join version_text x on x.version_id = v.id
          where v.article_id = h.id and ${mayRead(sql`v.text_right`, viewer)}) r on true)
      union all
      (select x.article_id, x.version_id, x.words, search_config(x.language) from version_text x
        where x.words @@ ${inAnyLanguage} and ${mayRead(sql`x.text_right`, viewer)}
          and ${among(articles, args.articles, inTexts, sql`x.article_id`)})) found`;
  },
  CLAIM: (args, _alternatives, viewer) => {
    const at = scope(viewer, 'sc', 'claims');
    return sql`select ${at.column('id')}, ${at.column('statement')} from claim ${at.table}
      where to_tsvector('english', ${at.column('statement')}) @@ ${inEnglish}
        and ${whereOf(claims, args.claims, at)}`;
  },
  CITATION: (args, _alternatives, viewer) => {
    const at = scope(viewer, 'sq', 'citations');
    return sql`select ${at.column('id')}, ${at.column('version_id')}, w.words, search_config(v.language) as configuration
      from citation_words w join citation ${at.table} on ${at.column('id')} = w.citation_id
        join article_version v on v.id = ${at.column('version_id')}
      where w.words @@ ${inAnyLanguage} and ${mayQuote(sql`v.text_right`, viewer)}
        and ${whereOf(citations, args.citations, at)}`;
  },
  EVENT: (args, _alternatives, viewer) => {
    const at = scope(viewer, 'se', 'events');
    const words = sql`event_words(${at.column('title')}, ${at.column('place_name')}, ${at.column('description')})`;
    return sql`select ${at.column('id')}, ${words} as words from event ${at.table}
      where ${words} @@ ${inEnglish} and ${whereOf(events, args.events, at)}`;
  },
  ACTOR: (args, alternatives, viewer) => {
    const near = named(args, alternatives, viewer, 'sn', sql`name_near_query(g.folded)`);
    const far = named(args, alternatives, viewer, 'sf', sql`name_far_query(g.folded)`);
    // The agreement is looked at where it stands, so that it is worked out once.
    return sql`select * from ((${near} offset 0) union all (${far} offset 0)) found where agreement is not null`;
  },
};

/**
 * Names that a query of their forms finds. How many alternatives there are is not known when this is planned: `offset 0`
 * keeps to the index.
 */
const named = (
  args: SearchArgs,
  alternatives: readonly Alternative[],
  viewer: Viewer,
  alias: string,
  forms: Sql,
): Sql =>
  sql`select i.canonical_id as actor_id, n.id as name_id, n.kind, n.folded, g.folded as asked,
      case when n.value = g.asked then 'NAME_EXACT' else name_agreement(n.folded, g.folded) end as agreement
    from jsonb_to_recordset(${JSON.stringify(alternatives)}::jsonb)
        as g (asked text, folded text, phrases text[], without text[])
      join actor_name n on name_forms(n.folded) @@ ${forms}
      cross join lateral (select o.canonical_id from actor_identity o where o.actor_id = n.actor_id offset 0) i
    where not exists (select from unnest(g.phrases) phrase where strpos(' ' || n.folded || ' ', ' ' || phrase || ' ') = 0)
      and not exists (select from unnest(g.without) excluded join actor_identity o on o.canonical_id = i.canonical_id
        join actor_name m on m.actor_id = o.actor_id and strpos(' ' || m.folded || ' ', ' ' || excluded || ' ') > 0)
      and ${among(actors, args.actors, scope(viewer, alias, 'actors'), sql`i.canonical_id`)}`;

/** What the filter of each type is one of. */
const filtered = {
  ARTICLE: [articles, 'articles'],
  CLAIM: [claims, 'claims'],
  CITATION: [citations, 'citations'],
  EVENT: [events, 'events'],
  ACTOR: [actors, 'actors'],
} as const satisfies Record<Api.SearchType, readonly [AnyEntity, keyof SearchArgs]>;

/** Refuses what is wrong with the filter of a type, also where nothing is looked for among its records. */
export function checkFilter(type: Api.SearchType, args: SearchArgs, viewer: Viewer): void {
  const [of, argument] = filtered[type];
  whereOf(of, args[argument], scope(viewer, 'unsearched', argument));
}

const scope = (viewer: Viewer, alias: string, argument: string): At => Scope.root(viewer, alias, argument);

/** What is asked for, in one language or another; what a record says in its own is looked at when it is ranked. */
const inAnyLanguage = sql`(select any_language from search_query)`;
const inEnglish = sql`(select english from search_query)`;

/** The record with this id passes the filter. */
const among = (of: AnyEntity, filter: object | null | undefined, at: At, id: Sql): Sql =>
  filter === undefined
    ? always
    : sql`exists (select from ${raw(of.table)} ${at.table} where ${allOf([sql`${at.column('id')} = ${id}`, whereOf(of, filter, at)])})`;
