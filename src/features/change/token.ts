import { createHash } from 'node:crypto';
import type { RecordType } from '../../generated/resolvers.js';
import { opaque, readOpaque } from '../../lib/cursor.js';
import { DomainError } from '../../lib/errors.js';
import { sql, type Sql } from '../../lib/sql.js';
import type { Viewer } from '../base/index.js';
import { recordTypes } from './kinds.js';

const VERSION = 1;

/** Below and above all records of a transaction, or of all types. */
export const beginning = { type: recordTypes[0]!, id: '00000000-0000-0000-0000-000000000000' } as const;
const end = { type: recordTypes.at(-1)!, id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' } as const;

/**
 * How far somebody has read. ALL: the records that are there, up to `type` and `id`; what happened after `transaction`
 * comes then. SINCE: what happened, up to that record of that transaction.
 */
export interface Place {
  readonly phase: 'ALL' | 'SINCE';
  readonly transaction: string;
  /** Which history of the database the transaction is of. */
  readonly mark: string;
  readonly type: RecordType;
  readonly id: string;
}

/** What a token is good for: under other types or rights, what was told before would be another set of records. */
const purposeOf = (types: readonly RecordType[], { reviewStates, texts }: Viewer): readonly [string, string] => [
  shortHash(types.join()),
  shortHash([...[...reviewStates].sort(), texts].join()),
];

const shortHash = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 8);

/** Writes tokens in SQL. */
export const tokens = (types: readonly RecordType[], viewer: Viewer) => {
  const [ofTypes, ofRights] = purposeOf(types, viewer);
  return (phase: Place['phase'], transaction: Sql, mark: Sql, record?: { readonly type: Sql; readonly id: Sql }): Sql =>
    opaque(sql`json_build_array(${VERSION}::int, ${ofTypes}::text, ${ofRights}::text, ${phase}::text,
      ${transaction}::text, ${mark}, ${record?.type ?? sql`${end.type}::text`}, ${record?.id ?? sql`${end.id}::text`})::text`);
};

const shapes = [
  /^(ALL|SINCE)$/,
  /^\d{1,18}$/,
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  new RegExp(`^(${recordTypes.join('|')})$`),
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
];

/** INVALID_CURSOR when it is none, or of other types or rights. Whether the database knows it is for the database to say. */
export function readToken(token: string, types: readonly RecordType[], viewer: Viewer): Place {
  const [version, ofTypes, ofRights, ...place] = readOpaque(token) ?? [];
  const fits = place.length === shapes.length && shapes.every((shape, i) => isText(place[i]) && shape.test(place[i]));
  if (version !== VERSION || !fits) throw invalid('is no token of changes');
  const [wantedTypes, rights] = purposeOf(types, viewer);
  if (ofTypes !== wantedTypes) throw invalid('belongs to other types; begin anew without it');
  if (ofRights !== rights) throw invalid('was given to somebody with other rights; begin anew without it');
  const [phase, transaction, mark, type, id] = place as string[];
  return { phase, transaction, mark, type, id } as Place;
}

const isText = (value: unknown): value is string => typeof value === 'string';

const invalid = (fault: string): DomainError =>
  new DomainError('INVALID_CURSOR', `since: the token ${fault}.`, { argument: 'since' });
