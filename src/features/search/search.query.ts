import type * as Api from '../../generated/resolvers.js';
import { badInput, DomainError } from '../../lib/errors.js';
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

/** Bounds of one query. */
export const queryBounds = { characters: 300, words: 20 } as const;

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
  within('characters', [...query].length);
  const alternatives = termsOf(query).filter((terms) => terms.length > 0);
  within('words', alternatives.flat().flatMap(({ folded }) => folded.split(' ')).length);
  if (alternatives.length === 0) throw badInput('query', 'there is no word to look for.');
  return alternatives.map(alternativeOf);
}

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

function within(what: keyof typeof queryBounds, actual: number): void {
  const limit = queryBounds[what];
  if (actual <= limit) return;
  throw new DomainError('QUERY_LIMIT_EXCEEDED', `query: at most ${limit} ${what} can be looked for, not ${actual}.`, {
    what: what === 'words' ? 'searchWords' : 'searchCharacters',
    actual,
    limit,
    argument: 'query',
  });
}
