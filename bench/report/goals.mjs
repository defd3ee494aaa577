const of = (node, list, deep, events, article, words, total, views = {}) => ({
  ...{ node, list, deep, events, article, words, total },
  ...views,
});

const each = (names, bound) => Object.fromEntries(names.map((name) => [name, bound]));

/** Facets, timelines and networks. */
const overRows = [
  ...['facets', 'timeline', 'network', 'eventFacets', 'eventTimeline'],
  ...['together', 'mentioned', 'named', 'relations'],
];
/** Other views, which are held only to grow no faster than these. */
const others = ['unnamed', 'resting', 'paths'];

const views = (bound, more = {}) => ({ ...each(overRows, bound), ...more });

/** What the numbers of Sourcebook at 100 k claims must reach, by question; what has no bound is only told. */
export const goals = [
  {
    title: 'throughput / ceiling, at least',
    bounds: of(0.7, 0.85, 0.85, 0.9, 0.85, 0.95, 0.8, views(0.9, { search: 0.95 })),
    ratio: ({ sourcebook, ceiling }) => sourcebook.perSecond / ceiling.perSecond,
    least: true,
  },
  {
    title: 'throughput / PostGraphile, at least',
    bounds: of(5, 1.1, 1.15, 1.2, 1.2, 1, 1.5, views(1)),
    ratio: ({ sourcebook, postgraphile }) => sourcebook.perSecond / postgraphile.perSecond,
    least: true,
  },
  {
    title: 'server CPU / PostGraphile, at most',
    bounds: of(0.15, 0.35, 0.35, 0.35, 0.35, 0.75, 0.4, views(0.5)),
    ratio: ({ sourcebook, postgraphile }) => sourcebook.serverCpu / postgraphile.serverCpu,
  },
  {
    title: 'database CPU at 1 M / at 100 k, at most',
    bounds: of(1.5, 1.4, 1.4, 1.7, 1.3, 3, 1.6, views(1.3, { search: 3, ...each(others, 1.3) })),
    ratio: (_contestants, growth) => growth?.sourcebook,
  },
  {
    title: 'p99 at the fixed rate / PostGraphile, at most',
    bounds: of(1, 1, 1, 1, 1, 1, 1, views(1)),
    ratio: ({ sourcebook, postgraphile }) => sourcebook.p99 / postgraphile.p99,
  },
  {
    title: 'memory under load / PostGraphile, at most',
    bounds: of(0.75, 0.75, 0.75, 0.75, 0.75, 0.75, 0.75, views(0.75)),
    ratio: ({ sourcebook, postgraphile }) => sourcebook.memory / postgraphile.memory,
  },
];
