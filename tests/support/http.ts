/** An answer of the GraphQL endpoint as a client sees it. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly data: unknown;
  readonly errors: readonly AnsweredError[] | undefined;
}

export interface AnsweredError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: Record<string, unknown> & { code: string };
}

/** The media type with which the status tells whether a document could be executed. */
export const GRAPHQL_RESPONSE = 'application/graphql-response+json';

/** Sends a document with POST. */
export const ask = (url: string, query: string, variables?: Record<string, unknown>): Promise<Answer> =>
  send(url, { body: JSON.stringify({ query, variables }) });

/** Sends any request, by default a POST of JSON that accepts the GraphQL media type. */
export async function send(url: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    ...init,
    headers: {
      'content-type': 'application/json',
      accept: GRAPHQL_RESPONSE,
      ...(init.headers as Record<string, string>),
    },
  });
  const text = await response.text();
  const { data, errors } = parse(text) as { data?: unknown; errors?: AnsweredError[] };
  return { status: response.status, headers: response.headers, text, data, errors };
}

function parse(text: string): object {
  try {
    return JSON.parse(text) as object;
  } catch {
    return {};
  }
}
