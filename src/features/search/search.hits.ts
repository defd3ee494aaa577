import type * as Api from '../../generated/resolvers.js';
import { badInput } from '../../lib/errors.js';
import { raw, sql, join, type Sql } from '../../lib/sql.js';
import { beyondBound, type Viewer } from '../base/index.js';
import { candidatesOf, checkFilter } from './search.candidates.js';
import { readQuery, type SearchArgs } from './search.query.js';

/** Most candidates of one type that are ranked: those of more that Postgres finds first. */
const RANKED = 1_000;

/** Types from the last to the first among hits of one score. */
const types: readonly Api.SearchType[] = ['CITATION', 'CLAIM', 'ARTICLE', 'EVENT', 'ACTOR'];

/** What makes a hit, as SQL over the candidates of its type: `k`. */
interface Ranking {
  readonly id: Sql;
  /** Above 0, at most 1. */
  readonly score: Sql;
  readonly version?: Sql;
  readonly name?: Sql;
  readonly agreement?: Sql;
  /** What was asked, in the form that snippets are made with; the query unless given. */
  readonly asked?: Sql;
  /** Where a record may have several candidates: which comes first, when they answer equally well. */
  readonly first?: Sql;
  /** FROM and WHERE clause beside the candidates. */
  readonly rest?: Sql;
}

/**
 * Cover density of the words, over the length of what they stand in, brought below 1. `weights` are those of D, C, B, A.
 * A text of many words has its weight D, so that one word in a claim counts as much as several in a text.
 */
const density = (weights: string, words: Sql, asked: Sql): Sql =>
  sql`ts_rank_cd(${raw(`'{${weights}}'`)}, ${words}, ${asked}, 33)`;

const asEnglish = sql`(select english from search_query)`;

/** What is asked is read in the language that a candidate's words are in. */
const inItsLanguage = sql`join search_asked s on s.configuration = k.configuration where k.words @@ s.asked`;

/** How much each kind of agreement of names counts, and each kind of part, less where words of the name were not asked for. */
const AGREEMENT = sql`case k.agreement when 'NAME_EXACT' then 1 when 'NAME_FOLDED' then 0.97
  when 'NAME_WORD_ORDER' then 0.93 when 'NAME_SPACING' then 0.9 when 'NAME_TRANSLITERATION' then 0.85
  when 'NAME_ABBREVIATION' then 0.83 when 'NAME_SCRIPT' then 0.8 when 'NAME_CONSONANTS' then 0.7
  when 'NAME_INITIALS' then 0.6 when 'NAME_ACRONYM' then 0.55 when 'NAME_SLIP' then 0.5
  else (case k.agreement when 'NAME_PART' then 0.8 when 'NAME_PART_TRANSLITERATION' then 0.65
      when 'NAME_PART_SCRIPT' then 0.6 when 'NAME_PART_CONSONANTS' then 0.5 when 'NAME_PART_INITIALS' then 0.45 else 0.4 end)
    * (0.5 + 0.5 * least(1, cardinality(name_words(k.asked))::numeric / cardinality(name_words(k.folded)))) end
  * case when k.kind in ('WEAK_ALIAS', 'DESCRIPTION') then 0.9 else 1 end`;

const rankings: Readonly<Record<Api.SearchType, Ranking>> = {
  ARTICLE: {
    id: sql`k.article_id`,
    version: sql`k.version_id`,
    first: sql`k.version_id`,
    score: density('0.1, 0.2, 0.4, 1', sql`k.words`, sql`s.asked`),
    rest: inItsLanguage,
  },
  CLAIM: {
    id: sql`k.id`,
    score: density('0.8, 0.8, 0.8, 0.8', sql`to_tsvector('english', k.statement)`, asEnglish),
  },
  CITATION: {
    id: sql`k.id`,
    version: sql`k.version_id`,
    score: density('0.6, 0.6, 0.6, 0.6', sql`k.words`, sql`s.asked`),
    rest: inItsLanguage,
  },
  EVENT: { id: sql`k.id`, score: density('0.1, 0.2, 0.4, 1', sql`k.words`, asEnglish) },
  ACTOR: {
    id: sql`k.actor_id`,
    name: sql`k.name_id`,
    agreement: sql`k.agreement`,
    asked: sql`k.asked`,
    first: sql`k.kind, k.name_id`,
    score: AGREEMENT,
  },
};

/** Each record once, with what answers best. */
function hitsOf(type: Api.SearchType, query: string): Sql {
  const { id, score, version, name, agreement, asked, first, rest } = rankings[type];
  const ids = types.map((one) => sql`${one === type ? id : sql`null::uuid`} as ${raw(`${one.toLowerCase()}_id`)}`);
  return sql`(select ${first ? sql`distinct on (${id})` : sql``} ${raw(`${types.indexOf(type)} as turn, '${type}' as type`)}, ${id} as id,
      round((${score})::numeric * 1000000)::int as rank, ${join(ids)}, ${version ?? sql`null::uuid`} as version_id,
      ${name ?? sql`null::uuid`} as name_id, ${agreement ?? sql`null`}::text as agreement, ${asked ?? sql`${query}`}::text as asked
    from (select * from ${raw(tableOf(type))} limit ${raw(String(RANKED))}) k ${rest ?? sql``}
    ${first ? sql`order by ${id}, rank desc, ${first}` : sql``})`;
}

const tableOf = (type: Api.SearchType): string => `search_${type.toLowerCase()}`;

/**
 * The CTEs of a search: `search_<type>` are up to one more than the candidates of a type that are ranked, `search_type`
 * says of which types there were more, `search_hit` are the hits.
 */
export function computing(args: SearchArgs, viewer: Viewer): Sql {
  const alternatives = readQuery(args.query);
  const wanted = types.filter((type) => (args.types ?? types).includes(type));
  if (wanted.length === 0) throw badInput('types', 'there is no type of record to look for.');
  for (const type of types) if (!wanted.includes(type)) checkFilter(type, args, viewer);
  const capped = (type: Api.SearchType) =>
    sql`select ${raw(`${types.indexOf(type)} as turn, '${type}' as type, (select count(*) > ${RANKED} from ${tableOf(type)}) as capped`)}`;
  return join([
    sql`search_asked as materialized (select configuration, websearch_to_tsquery(configuration, ${args.query}) as asked
      from unnest('{english,french,german,spanish,arabic,russian,turkish,simple}'::regconfig[]) configuration)`,
    sql`search_query as materialized (select string_agg(distinct '(' || asked::text || ')', ' | ')::tsquery as any_language,
      (select asked from search_asked where configuration = 'english'::regconfig) as english
      from search_asked where numnode(asked) > 0)`,
    ...wanted.map(
      (type) =>
        sql`${raw(tableOf(type))} as materialized (${candidatesOf[type](args, alternatives, viewer)} limit ${beyondBound(RANKED)})`,
    ),
    sql`search_type as (${join(wanted.map(capped), ' union all ')})`,
    sql`search_hit as materialized (${join(
      wanted.map((type) => hitsOf(type, args.query)),
      ' union all ',
    )})`,
  ]);
}
