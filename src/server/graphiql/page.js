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

/** The editor is narrow: it wraps long lines and keeps what is wrapped to the right of where the line begins. */
const wrapLines = (editor) => {
  editor?.on('renderLine', (_editor, line, element) => {
    const indent = line.text.search(/\S|$/) + 2;
    element.style.textIndent = `-${indent}ch`;
    element.style.paddingLeft = `calc(${indent}ch + var(--px-4))`;
  });
  editor?.setOption('lineWrapping', true);
};

/** A list of the example documents; a click opens one, in a tab of its own unless the open one is as it was given. */
const examplesPlugin = (examples, firstQuery) => ({
  title: 'Examples',
  icon: () =>
    h(
      'svg',
      { viewBox: '0 0 24 24', fill: 'none', stroke: 'currentColor', strokeWidth: 1.5, 'aria-hidden': true },
      h('path', { d: 'M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01', strokeLinecap: 'round' }),
    ),
  content: function Examples() {
    const { addTab, queryEditor, variableEditor, responseEditor } = GraphiQL.React.useEditorContext({ nonNull: true });
    React.useEffect(() => wrapLines(queryEditor), [queryEditor]);
    const given = [firstQuery, ...examples.map((example) => example.document)];
    const open = ({ document, variables }) => {
      if (!given.includes(queryEditor?.getValue())) addTab();
      queryEditor?.setValue(document);
      variableEditor?.setValue(variables);
      responseEditor?.setValue('');
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
  const firstQuery = welcome + (examples[0]?.document ?? '{ __typename }\n');
  const plugin = examplesPlugin(examples, firstQuery);
  ReactDOM.createRoot(document.getElementById('graphiql')).render(
    h(GraphiQL, {
      fetcher: GraphiQL.createFetcher({ url: '/graphql' }),
      defaultQuery: firstQuery,
      defaultEditorToolsVisibility: 'variables',
      plugins: [plugin],
      visiblePlugin: plugin,
      shouldPersistHeaders: false,
    }),
  );
};

fetch('/graphiql/examples.json')
  .then((response) => response.json())
  .then(start, () => start([]));
