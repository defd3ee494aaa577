import graphql from '@graphql-eslint/eslint-plugin';
import { defineConfig } from 'eslint/config';
import typescript from 'typescript-eslint';

const sources = ['src/**/*.ts', 'tests/**/*.ts'];
const sdl = ['src/features/**/*.graphql'];

/** Types without an identity of their own. */
const valueTypes = [
  'PageInfo',
  'EdtfDate',
  'Place',
  'TextSpan',
  'Quantity',
  'VersionRange',
  'AttributionLink',
  'EventParticipant',
  'QuantityTotal',
  'QuantitySum',
  ...['Account', 'AccountField', 'AccountValue', 'AccountDifference', 'FieldOfAccounts', 'SharedValue'],
  ...['Facet', 'FacetBucket', 'Timeline', 'TimelineSeries', 'TimelineStep'],
  ...['Network', 'Tie', 'UnnamedSources', 'UnnamedSource', 'Path', 'PathStep'],
  'SearchHit',
  'SearchSnippet',
  'SearchHighlight',
  'SearchTypeCount',
  'TextPlace',
  'ChangePage',
  ...['Corroboration', 'OriginCluster', 'OriginMerge', 'CorroborationRule', 'NearDuplicate'],
  'Footnote',
  'Pinpoint',
];

/** Time and chance come from `src/lib/clock.ts`, so that a test can hold them still. */
const clockOnly = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Ask src/lib/clock.ts for the time.' },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Ask src/lib/clock.ts for the time.',
  },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'Ask src/lib/clock.ts.',
  },
];
const namedExports = { selector: 'ExportDefaultDeclaration', message: 'Export it by name.' };

export default defineConfig(
  { ignores: ['dist/', 'coverage/', 'src/generated/', 'node_modules/', '.sourcebook/', '**/*.d.ts', 'web/', 'bench/'] },
  {
    files: sources,
    extends: [typescript.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only src/config.ts reads the environment.' },
      ],
      'no-restricted-syntax': ['error', namedExports, ...clockOnly],
      '@typescript-eslint/consistent-type-imports': 'error',
      // Interfaces of ours and of libraries ask for a promise where there is nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', caughtErrors: 'none' }],
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      complexity: ['error', 15],
    },
  },
  { files: ['src/config.ts', 'tests/**/*.ts'], rules: { 'no-restricted-properties': 'off' } },
  { files: ['src/lib/clock.ts', 'tests/**/*.ts'], rules: { 'no-restricted-syntax': ['error', namedExports] } },
  { files: ['src/cli/**/*.ts', 'src/main.ts'], rules: { 'no-console': 'off' } },
  {
    files: sdl,
    plugins: { '@graphql-eslint': graphql },
    languageOptions: { parser: graphql.parser, parserOptions: { graphQLConfig: { schema: sdl } } },
    rules: {
      ...graphql.configs['flat/schema-recommended'].rules,
      ...graphql.configs['flat/schema-relay'].rules,
      '@graphql-eslint/require-description': [
        'error',
        { types: true, FieldDefinition: true, InputValueDefinition: true, EnumValueDefinition: true },
      ],
      '@graphql-eslint/description-style': ['error', { style: 'inline' }],
      // Connections are made per answer; the others are values that belong to the record that holds them.
      '@graphql-eslint/strict-id-in-types': [
        'error',
        { exceptions: { suffixes: ['Connection', 'Edge'], types: valueTypes } },
      ],
      // Short lists that belong to one record, and `nodes` beside `edges`, are plain lists.
      '@graphql-eslint/relay-edge-types': [
        'error',
        { withEdgeSuffix: true, shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false },
      ],
    },
  },
);
