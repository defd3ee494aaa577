// Who may import whom below src/. Imports point down the floors; see docs/architecture.md.

/** From the ground up. Rooms of one floor do not know each other. */
const floors = [
  ['lib'],
  ['config', 'log'],
  ['db', 'provenance'],
  ['features'],
  ['server', 'ingestion'],
  ['cli', 'main'],
];

/** Earlier ones do not know later ones. */
const features = [
  ...['base', 'article', 'actor', 'event', 'claim', 'review'],
  ...['corroboration', 'comparison', 'network', 'quantity', 'search', 'footnote', 'change'],
];

/** Neighbours of one floor that know each other all the same. */
const neighbours = [
  ['log', 'config'],
  ['main', 'cli'],
];

const room = (...names) => `^src/(${names.join('|')})(/|\\.ts$)`;
const feature = (...names) => `^src/features/(${names.join('|')})/`;

const downwards = floors.slice(0, -1).map((rooms, floor) => ({
  name: `${rooms.join('-and-')}-imports-downwards`,
  severity: 'error',
  from: { path: room(...rooms) },
  to: { path: room(...floors.slice(floor + 1).flat()) },
}));

const sideways = floors
  .flatMap((rooms) => rooms.flatMap((from) => rooms.filter((to) => to !== from).map((to) => [from, to])))
  .filter(([from, to]) => !neighbours.some(([a, b]) => a === from && b === to))
  .map(([from, to]) => ({
    name: `${from}-does-not-know-${to}`,
    severity: 'error',
    from: { path: room(from) },
    to: { path: room(to) },
  }));

const featureOrder = features.slice(0, -1).map((name, index) => ({
  name: `feature-${name}-imports-earlier-features-only`,
  severity: 'error',
  from: { path: feature(name) },
  to: { path: feature(...features.slice(index + 1)) },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...downwards,
    ...sideways,
    ...featureOrder,
    {
      name: 'feature-has-a-place-in-the-order',
      comment: 'Add a new feature to the list at the top of this file.',
      severity: 'error',
      from: { path: '^src/features/[^/]+/', pathNot: feature(...features) },
      to: {},
    },
    {
      name: 'feature-door',
      comment: 'A feature is entered through its index.ts.',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/' },
      to: { path: '^src/features/[^/]+/', pathNot: ['^src/features/$1/', '^src/features/[^/]+/index\\.ts$'] },
    },
    {
      name: 'features-door',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/features/', '^src/generated/'] },
      to: { path: '^src/features/', pathNot: ['^src/features/index\\.ts$', '^src/features/[^/]+/index\\.ts$'] },
    },
    {
      name: 'db-door',
      comment: 'Prisma has a door of its own: loading it takes time that only writers need to spend.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/db/' },
      to: { path: '^src/db/', pathNot: '^src/db/(index|prisma)\\.ts$' },
    },
    {
      name: 'graphql-in-server-and-scalars-only',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: ['^src/server/', '^src/generated/', '(^|[/.])scalars\\.ts$'],
      },
      to: { path: 'node_modules/(graphql|graphql-scalars|@apollo/[^/]+|@as-integrations/[^/]+|@graphql-tools/[^/]+)/' },
    },
    {
      name: 'provenance-and-lib-are-pure',
      severity: 'error',
      from: { path: room('provenance', 'lib') },
      to: { path: '^(node:)?(fs|net|http|child_process)(/|$)|node_modules/(pg|@prisma)/|^src/generated/' },
    },
    {
      name: 'no-circle',
      severity: 'error',
      from: { pathNot: '^src/generated/' },
      to: { circular: true, viaOnly: { pathNot: '^src/generated/' } },
    },
    {
      name: 'only-dependencies-of-the-package',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/generated/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'unknown'], dependencyTypesNot: ['type-only'] },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    moduleSystems: ['es6', 'tsd'],
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
