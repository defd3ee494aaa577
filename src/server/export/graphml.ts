import type { Format } from './formats.js';

/** A line of the statement: a node, or an edge. */
interface Part {
  readonly node?: string;
  readonly name?: string;
  readonly kind?: string | null;
  readonly source?: string;
  readonly target?: string;
  readonly weight?: number;
  readonly articles?: number | null;
}

/** GraphML 1.0: nodes with name and kind, edges with weight and number of articles. Only a whole one is closed. */
export const graphml = (directed: boolean): Format => ({
  type: 'application/graphml+xml; charset=utf-8',
  head: `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="name" for="node" attr.name="name" attr.type="string"/>
<key id="kind" for="node" attr.name="kind" attr.type="string"/>
<key id="weight" for="edge" attr.name="weight" attr.type="int"/>
<key id="articles" for="edge" attr.name="articles" attr.type="int"/>
<graph edgedefault="${directed ? 'directed' : 'undirected'}">
`,
  record: ({ line }) => {
    const { node, name, kind, source, target, weight, articles } = JSON.parse(line) as Part;
    return node === undefined
      ? `<edge source="${source}" target="${target}">${data({ weight, articles })}</edge>\n`
      : `<node id="${node}">${data({ name, kind })}</node>\n`;
  },
  tail: ({ error }) => (error ? null : '</graph>\n</graphml>\n'),
});

const data = (values: Readonly<Record<string, string | number | null | undefined>>): string =>
  Object.entries(values)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([key, value]) => `<data key="${key}">${escaped(String(value))}</data>`)
    .join('');

/** What XML 1.0 has no place for, even escaped. */
const unwritable = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };

/** Text of an element. A reader would take a carriage return for the end of a line. */
const escaped = (text: string): string =>
  text.replaceAll(unwritable, '\uFFFD').replaceAll(/[&<>\r]/g, (character) => entities[character]!);
