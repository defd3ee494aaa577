import { sha256 } from '../../provenance/index.js';
import type { Place } from '../faults.js';

/** Columns of one row, by their names in the database; dates as text. */
export type Row = Record<string, unknown>;

/** Whatever knows where it stands; it is worked out when it is asked for. */
export interface Located {
  readonly place: Place;
}

/** A record as the dossier wants it. */
export interface Planned {
  readonly id: string;
  readonly spot: Located;
  readonly row: Row;
  /** Rows of other tables that belong to the record and are replaced with it, by table. */
  readonly children: Readonly<Record<string, readonly Row[]>>;
}

export interface Review {
  readonly state: string;
  readonly by: string | null;
  readonly on: string | null;
}

/** A claim before it is known which version of it is stored: `row` and `children` have no ids yet. */
export interface PlannedClaim {
  /** `article-key/claim-key`. */
  readonly key: string;
  readonly articleId: string;
  readonly spot: Located;
  readonly row: Row;
  readonly children: Readonly<Record<string, readonly Row[]>>;
  /** Place in the reading order of the article; no part of the content. */
  readonly position: number;
  readonly review: Review;
}

/** A text that comes with the dossier. */
export interface PlannedText {
  readonly versionId: string;
  readonly text: string;
  readonly sha256: string;
  readonly length: number;
  readonly source: string;
}

/** A record that belongs to a collection. */
export interface Membership {
  readonly kind: 'article' | 'actor' | 'event' | 'claim';
  readonly collectionId: string;
  /** Key of the record. */
  readonly member: string;
}

/** What follows from other columns is no content: a better rule for it does not make a record another one. */
const isDerived = (column: string): boolean => /_(earliest|latest)$/.test(column) || column === 'folded';

/** Hash of the content of rows; columns without a value and their order do not count. */
export const contentHash = (row: Row, children: Readonly<Record<string, readonly Row[]>> = {}): string =>
  sha256(JSON.stringify([contentOf(row), sorted(children).map(([table, rows]) => [table, rows.map(contentOf)])]));

const contentOf = (row: Row): [string, unknown][] =>
  sorted(row).filter(([column, value]) => value !== null && value !== undefined && !isDerived(column));

const sorted = <Value>(record: Readonly<Record<string, Value>>): [string, Value][] =>
  Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
