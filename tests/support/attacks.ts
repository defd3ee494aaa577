/** How a schema says what the hostile documents say: the words differ, what they do to a server does not. */
export interface Vocabulary {
  /** A field of the root that needs nothing. */
  readonly leaf: string;
  /** A field of the root that is given a text, or whatever stands in its place. */
  readonly given: (value: string) => string;
  /** The field of a claim that leads to a record of type `type`. */
  readonly away: string;
  readonly type: string;
  /** The field of that record that leads back to claims. */
  readonly back: (body: string) => string;
}

const repeat = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => part(i)).join(' ');
const nested = (count: number, around: (body: string) => string): string =>
  count === 0 ? 'id' : around(nested(count - 1, around));
const fragments = (count: number, body: (index: number) => string) =>
  repeat(count, (i) => `fragment F${i} on Claim{${body(i)}}`) + ` fragment F${count} on Claim{id}`;
const claim = (body: string) => `{claim(id:"1"){${body}}}`;

/** Documents that ended or stalled servers, each with the code that it is answered with. */
export const hostileDocuments = ({ leaf, given, away, type, back }: Vocabulary): [string, string, string][] => [
  [
    'a short query nested through lists',
    claim(nested(30, (body) => `article{claims{nodes{${body}}}}`)),
    'QUERY_LIMIT_EXCEEDED',
  ],
  ['braces to the token limit', claim(nested(800, (body) => `${away}{${back(body)}}`)), 'QUERY_LIMIT_EXCEEDED'],
  ['brackets to the token limit', `{${given('['.repeat(2400) + ']'.repeat(2400))}}`, 'QUERY_LIMIT_EXCEEDED'],
  [
    'input objects to the token limit',
    `{claims(filter:${'{and:['.repeat(800)}${']}'.repeat(800)}){totalCount}}`,
    'QUERY_LIMIT_EXCEEDED',
  ],
  [
    'list types to the token limit',
    `query($a:${'['.repeat(2400)}Int${']'.repeat(2400)}){${leaf}}`,
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['aliases of one field', claim(repeat(1500, (i) => `a${i}:id`)), 'QUERY_LIMIT_EXCEEDED'],
  ['aliases of a root field', `{${repeat(1500, (i) => `a${i}:${leaf}`)}}`, 'QUERY_LIMIT_EXCEEDED'],
  ['one field again and again', `{${`${leaf} `.repeat(4000)}}`, 'QUERY_LIMIT_EXCEEDED'],
  ['one object again and again', `{${'claim(id:"1"){id} '.repeat(500)}}`, 'QUERY_LIMIT_EXCEEDED'],
  [
    'fragments that double',
    claim('...F0') +
      fragments(200, (i) => `${away}{...L${i}}`) +
      repeat(200, (i) => `fragment L${i} on ${type}{a:${back(`...F${i + 1}`)} b:${back(`...F${i + 1}`)}}`),
    'QUERY_LIMIT_EXCEEDED',
  ],
  [
    'fragments in a circle',
    claim('...F0') + fragments(400, (i) => `...F${(i + 1) % 400}`) + ' {a:claim(id:"1"){...F400}}',
    'GRAPHQL_VALIDATION_FAILED',
  ],
  [
    'fragments that all spread each other',
    claim(repeat(60, (i) => `...F${i}`)) +
      fragments(60, (i) => `${away}{${back(repeat(20, (j) => `...F${(i + j) % 60}`))}}`),
    'QUERY_LIMIT_EXCEEDED',
  ],
  ['directives without end', `{${leaf} ${'@skip(if:false)'.repeat(700)}}`, 'GRAPHQL_VALIDATION_FAILED'],
  ['unknown directives without end', `{${leaf} ${'@a'.repeat(2400)}}`, 'GRAPHQL_VALIDATION_FAILED'],
  ['unknown fields without end', `{${repeat(4900, (i) => `x${i}`)}}`, 'GRAPHQL_VALIDATION_FAILED'],
  ['a name of 200 kB', `{${'x'.repeat(200_000)}}`, 'GRAPHQL_VALIDATION_FAILED'],
  [
    'a text of 200 kB where a number belongs',
    `{claims(first:"${'x'.repeat(200_000)}"){totalCount}}`,
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['variables without end', `query(${repeat(1200, (i) => `$v${i}:Int`)}){${leaf}}`, 'GRAPHQL_VALIDATION_FAILED'],
  ['operations without end', repeat(900, (i) => `query q${i}{${leaf}}`), 'BAD_USER_INPUT'],
  [
    'a list of 4 000 ids',
    `{nodes(ids:[${repeat(4000, () => '"x"')}]){id ...on Claim{article{claims(first:100){nodes{id}}}}}}`,
    'QUERY_LIMIT_EXCEEDED',
  ],
  ['nothing but an open brace', '{', 'GRAPHQL_PARSE_FAILED'],
  ['U+0000 in a text', `{${given('"a\\u0000b"')}}`, 'BAD_USER_INPUT'],
  ['half a surrogate pair in a text', `{${given('"\ud800"')}}`, 'GRAPHQL_PARSE_FAILED'],
  ['an escaped half of a surrogate pair', `{${given('"\\ud800"')}}`, 'GRAPHQL_PARSE_FAILED'],
  ['a subscription', `subscription{${leaf}}`, 'BAD_USER_INPUT'],
];
