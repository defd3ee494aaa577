/* global React, ReactDOM, GraphiQL */
'use strict';

const { createElement: h } = React;

const welcome = `# Sourcebook: who said what,
# in which words of which article.
#
# Examples are in the list on the left.
# Ctrl-Enter runs the query.
# Ctrl-Space completes what you type.

`;

/** A list of the example documents; a click opens one in a tab of its own. */
const examplesPlugin = (examples) => ({
  title: 'Examples',
  icon: () =>
    h(
      'svg',
      { viewBox: '0 0 24 24', fill: 'none', stroke: 'currentColor', strokeWidth: 1.5, 'aria-hidden': true },
      h('path', { d: 'M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01', strokeLinecap: 'round' }),
    ),
  content: function Examples() {
    const { addTab, queryEditor, variableEditor } = GraphiQL.React.useEditorContext({ nonNull: true });
    const open = ({ document, variables }) => {
      addTab();
      queryEditor?.setValue(document);
      variableEditor?.setValue(variables);
    };
    return h(
      'section',
      { 'aria-label': 'Examples' },
      h('h2', { className: 'examples-title' }, 'Examples'),
      h(
        'ul',
        { className: 'examples-list' },
        examples.map((example) =>
          h(
            'li',
            { key: example.name },
            h(
              'button',
              { type: 'button', onClick: () => open(example) },
              example.title,
              h('small', null, example.name),
            ),
          ),
        ),
      ),
    );
  },
});

const start = (examples) => {
  const plugin = examplesPlugin(examples);
  ReactDOM.createRoot(document.getElementById('graphiql')).render(
    h(GraphiQL, {
      fetcher: GraphiQL.createFetcher({ url: '/graphql' }),
      defaultQuery: welcome + (examples[0]?.document ?? '{ __typename }\n'),
      plugins: [plugin],
      visiblePlugin: plugin,
      shouldPersistHeaders: false,
    }),
  );
};

fetch('/graphiql/examples.json')
  .then((response) => response.json())
  .then(start, () => start([]));
