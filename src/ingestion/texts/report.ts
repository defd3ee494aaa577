import { query, type Transaction } from '../sql.js';
import { spanTables } from './stored.js';

export const anchorStatuses = ['EXACT', 'MOVED', 'FUZZY', 'ORPHANED', 'TEXT_NOT_HELD'] as const;
export type AnchorStatus = (typeof anchorStatuses)[number];
export type AnchorCounts = Readonly<Record<AnchorStatus, number>>;

/**
 * What a file turned out to be. EXACT: the text of the version. COPY: a copy of it. OUTDONE: a copy, but a better one is
 * held or attached. UNKNOWN: of no version. UNREADABLE: no text.
 */
export type FileResult = 'EXACT' | 'COPY' | 'OUTDONE' | 'UNKNOWN' | 'UNREADABLE';

export interface FileReport {
  readonly file: string;
  readonly result: FileResult;
  /** `article-key/version-key`. */
  readonly version?: string;
  /** Whether the text was stored now; false also when it was held already. */
  readonly stored: boolean;
  readonly reason?: string;
}

export interface VersionReport {
  /** `article-key/version-key`. */
  readonly version: string;
  readonly text: 'EXACT' | 'COPY' | 'NOT_HELD';
  readonly citations: AnchorCounts;
  readonly mentions: AnchorCounts;
  readonly links: AnchorCounts;
  /** The citations that are not EXACT, in the order of the text; none of a version whose text is not held. */
  readonly notExact: readonly CitationReport[];
}

export interface CitationReport {
  readonly id: string;
  /** `article-key/claim-key`. */
  readonly claim: string;
  readonly status: AnchorStatus;
  /** Where the words stand in the version and in the held text, in code points. */
  readonly at: readonly [number, number];
  readonly anchor: readonly [number, number] | null;
}

export interface AttachReport {
  readonly files: readonly FileReport[];
  readonly versions: readonly VersionReport[];
  /** Citations of all versions together. */
  readonly citations: AnchorCounts;
  /** Whether anything was written. */
  readonly changed: boolean;
}

interface VersionRow {
  readonly id: string;
  readonly name: string;
  readonly text: VersionReport['text'];
}

interface CountRow {
  readonly table: string;
  readonly version: string;
  readonly status: AnchorStatus;
  readonly count: number;
}

interface CitationRow extends Omit<CitationReport, 'at' | 'anchor'> {
  readonly version: string;
  readonly start: number;
  readonly end: number;
  readonly anchorStart: number | null;
  readonly anchorEnd: number | null;
}

/** Reads from the database how every span stands: Postgres verified them, so the report says what is true. */
export async function reportVersions(tx: Transaction): Promise<VersionReport[]> {
  const versions = await query<VersionRow>(tx, VERSIONS);
  const counts = await query<CountRow>(tx, COUNTS);
  const citations = await query<CitationRow>(tx, NOT_EXACT);
  const countsOf = (table: string, id: string) =>
    countsFrom(counts.filter((row) => row.table === table && row.version === id));
  return versions.map(({ id, name, text }) => ({
    version: name,
    text,
    citations: countsOf('citation', id),
    mentions: countsOf('mention', id),
    links: countsOf('attribution_link', id),
    notExact: citations.filter(({ version }) => version === id).map(citationOf),
  }));
}

const countsFrom = (rows: readonly { status: AnchorStatus; count: number }[]): AnchorCounts =>
  Object.fromEntries(
    anchorStatuses.map((status) => [
      status,
      rows.filter((row) => row.status === status).reduce((sum, { count }) => sum + count, 0),
    ]),
  ) as AnchorCounts;

export const sumOf = (counts: readonly AnchorCounts[]): AnchorCounts =>
  countsFrom(counts.flatMap((one) => anchorStatuses.map((status) => ({ status, count: one[status] }))));

const citationOf = ({ id, claim, status, start, end, anchorStart, anchorEnd }: CitationRow): CitationReport => ({
  id,
  claim,
  status,
  at: [start, end],
  anchor: anchorStart === null || anchorEnd === null ? null : [anchorStart, anchorEnd],
});

const VERSIONS = `select v.id::text as id, a.key || '/' || v.key as name,
    case when t.version_id is null then 'NOT_HELD' when t.sha256 = v.sha256 then 'EXACT' else 'COPY' end as text
  from article_version v join article a on a.id = v.article_id left join version_text t on t.version_id = v.id
  where v.kind <> 'DIGEST' order by a.key, v.key`;

const COUNTS = spanTables
  .map(
    (
      table,
    ) => `select '${table}' as "table", version_id::text as version, anchor_status::text as status, count(*)::int as count
      from ${table} where version_id is not null group by 2, 3`,
  )
  .join(' union all ');

const NOT_EXACT = `select c.id::text as id, a.key || '/' || claim.key as claim, c.version_id::text as version,
    c.anchor_status::text as status, c.start_offset as start, c.end_offset as "end",
    c.anchor_start as "anchorStart", c.anchor_end as "anchorEnd"
  from citation c join claim on claim.id = c.claim_id join article a on a.id = c.article_id
  where c.anchor_status not in ('EXACT', 'TEXT_NOT_HELD')
  order by c.version_id, c.start_offset, c.end_offset, c.id`;
