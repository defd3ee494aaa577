import type * as Api from '../../generated/resolvers.js';
import { within, type Bounded } from '../../lib/bounds.js';
import { badInput } from '../../lib/errors.js';
import { fold } from '../../lib/fold.js';

/** Arguments of `search` besides those of pages. */
export interface SearchArgs {
  readonly query: string;
  readonly types?: readonly Api.SearchType[] | null;
  readonly articles?: Api.ArticleFilter | null;
  readonly claims?: Api.ClaimFilter | null;
  readonly citations?: Api.CitationFilter | null;
  readonly events?: Api.EventFilter | null;
  readonly actors?: Api.ActorFilter | null;
}

/** Most code points, and most words, of one query. */
const MOST_CHARACTERS = 300;
const MOST_WORDS = 20;

/** Words that have to be found together; a query is one of these, or several with `or` between them. */
export interface Alternative {
  /** As they were written, without what is excluded. */
  readonly asked: string;
  /** The same, folded; not empty. */
  readonly folded: string;
  /** Words in quotes, folded: they stand together in this order. */
  readonly phrases: readonly string[];
  /** Excluded words and phrases, folded. */
  readonly without: readonly string[];
}

const TERM = /(?<not>-?)(?:"(?<phrase>[^"]*)"?|(?<word>[^\s"]+))/gu;

interface Term {
  readonly excluded: boolean;
  readonly phrase: boolean;
  readonly words: string;
  readonly folded: string;
}

/**
 * Reads a query in the syntax of web searches as Postgres does (`websearch_to_tsquery`): words, "phrases", -excluded, or.
 * Refuses what is too long, and what does not say what to look for.
 */
export function readQuery(query: string): readonly Alternative[] {
  atMost(MOST_CHARACTERS, 'characters', [...query].length, 'searchCharacters');
  const alternatives = termsOf(query).filter((terms) => terms.length > 0);
  atMost(MOST_WORDS, 'words', alternatives.flat().flatMap(({ folded }) => folded.split(' ')).length, 'searchWords');
  if (alternatives.length === 0) throw badInput('query', 'there is no word to look for.');
  return alternatives.map(alternativeOf);
}

const atMost = (most: number, things: string, value: number, what: Bounded): number =>
  within({ argument: 'query', value, things, bounds: [0, most], what });

/** Terms with a letter or digit, parted by `or`. */
function termsOf(query: string): Term[][] {
  const parts: Term[][] = [[]];
  for (const { groups = {} } of query.matchAll(TERM)) {
    const words = groups['phrase'] ?? groups['word'] ?? '';
    const folded = fold(words);
    if (!groups['not'] && groups['word']?.toLowerCase() === 'or') parts.push([]);
    else if (folded !== '')
      parts.at(-1)!.push({ excluded: groups['not'] === '-', phrase: groups['word'] === undefined, words, folded });
  }
  return parts;
}

function alternativeOf(terms: readonly Term[]): Alternative {
  const wanted = terms.filter(({ excluded }) => !excluded);
  if (wanted.length === 0)
    throw badInput('query', 'only excluded words cannot be looked for; each part needs a word to be found.');
  return {
    asked: wanted.map(({ words }) => words).join(' '),
    folded: wanted.map(({ folded }) => folded).join(' '),
    phrases: wanted.filter(({ phrase }) => phrase).map(({ folded }) => folded),
    without: terms.filter(({ excluded }) => excluded).map(({ folded }) => folded),
  };
}
