import { request, type IncomingMessage } from 'node:http';
import type { TestServer } from './server.js';

export type Json = Readonly<Record<string, unknown>>;

/** An export that was read to its end. */
export interface Exported {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly trailers: NodeJS.Dict<string>;
  readonly body: Buffer;
}

/** What is asked for, as the parameters of the address. */
export type Asked = Readonly<Record<string, string | number | object>>;

export function addressOf(server: TestServer, file: string, asked: Asked = {}): string {
  const url = new URL(`/export/${file}`, server.url);
  for (const [name, value] of Object.entries(asked))
    url.searchParams.set(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
  return url.href;
}

/** Begins an export; nothing of its body is read before somebody does. */
export const begin = (url: string, options: object = {}): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    request(url, { agent: false, ...options }, resolve)
      .on('error', reject)
      .end();
  });

export async function read(url: string, options: object = {}): Promise<Exported> {
  const answer = await begin(url, options);
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(part as Buffer);
  const { statusCode, headers, trailers } = answer;
  return { status: statusCode ?? 0, headers, trailers, body: Buffer.concat(parts) };
}

/** The lines of an export in NDJSON: records and, after them, how it ended. */
export function linesOf(text: string): { records: Json[]; end: Json } {
  const lines = text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Json);
  return { records: lines.slice(0, -1), end: lines.at(-1)! };
}

export async function exported(server: TestServer, list: string, asked?: Asked) {
  const { body, ...answer } = await read(addressOf(server, `${list}.ndjson`, asked));
  return { ...answer, ...linesOf(body.toString()) };
}

/** What is wrong with a request, as the server says it. */
export async function refused(url: string, options?: object) {
  const { status, headers, body } = await read(url, options);
  const { errors } = JSON.parse(body.toString()) as { errors: { message: string; extensions: Json }[] };
  return { status, headers, message: errors[0]!.message, extensions: errors[0]!.extensions };
}
