import { createHash } from 'node:crypto';
import { raw, sql, type Sql } from './sql.js';

/** Kinds of records with a permanent id that is derived from their key. */
export const recordKinds = [
  'collection',
  'article',
  'version',
  'actor',
  'name',
  'relation',
  'event',
  'claim',
  'citation',
  'mention',
  'claim-relation',
  'judgement',
  'assessment',
  'contradictioncandidate',
] as const;
export type RecordKind = (typeof recordKinds)[number];

/** First parts of the ids that clients see: the kind without its hyphen. */
export const idPrefixes = recordKinds.map((kind) => kind.replace('-', '')) as readonly IdPrefix[];
export type IdPrefix = Exclude<RecordKind, 'claim-relation'> | 'claimrelation';

/** Never changed: every id of every database hangs on it. */
const NAMESPACE = Buffer.from('5c5f0a5e6a3e4f0c9b0e7d1f2a84c6b3', 'hex');

/**
 * The permanent id of a record: a UUID of version 5 (RFC 9562) over `kind:key`, so that the same record has the same id
 * in every database and loading it again changes nothing.
 */
export function idOf(kind: RecordKind, key: string): string {
  const bytes = createHash('sha1').update(NAMESPACE).update(`${kind}:${key}`, 'utf8').digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x50;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return dashed(bytes.toString('hex'));
}

/** The opaque id of the API: `claim_` and the 32 hex digits of the UUID. */
export const toGlobalId = (prefix: IdPrefix, uuid: string): string => `${prefix}_${uuid.replaceAll('-', '')}`;

/**
 * The same in SQL, of an expression of type uuid; null of null. The digits are those of its bytes: to take the hyphens out of
 * its text takes three times as long.
 */
export const globalIdOf = (prefix: IdPrefix | Sql, uuid: Sql): Sql =>
  sql`${typeof prefix === 'string' ? raw(`'${prefix}'`) : prefix} || '_' || encode(uuid_send(${uuid}), 'hex')`;

export interface GlobalId {
  readonly prefix: IdPrefix;
  /** With hyphens, lower case, as Postgres prints it. */
  readonly uuid: string;
}

const GLOBAL_ID = new RegExp(`^(${idPrefixes.join('|')})_([0-9a-f]{32})$`);

/** Null for whatever is not exactly an id that `toGlobalId` makes. */
export function fromGlobalId(id: string): GlobalId | null {
  const [, prefix, hex] = GLOBAL_ID.exec(id) ?? [];
  return prefix && hex ? { prefix: prefix as IdPrefix, uuid: dashed(hex) } : null;
}

const dashed = (hex: string): string => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
