import type { SealedSpan } from '../../provenance/index.js';
import { query, type Transaction } from '../sql.js';

/** A version whose text a person may supply. */
export interface StoredVersion {
  readonly id: string;
  /** `article-key/version-key`. */
  readonly name: string;
  readonly sha256: string;
  readonly isOpen: boolean;
  /** Hash of the text that is held, if any. */
  readonly held: string | null;
  /** Spans of the version that stand in the held text. */
  readonly found: number;
}

/** A span of a version: its table and row, and what is known of its words. */
export interface StoredSpan extends SealedSpan {
  readonly table: SpanTable;
  /** `id`, or `claim_id/position` of a link. */
  readonly row: string;
  readonly versionId: string;
}

export const spanTables = ['citation', 'mention', 'attribution_link'] as const;
export type SpanTable = (typeof spanTables)[number];

/** How a row of each table is named. */
const rowName: Readonly<Record<SpanTable, string>> = {
  citation: 's.id::text',
  mention: 's.id::text',
  attribution_link: `s.claim_id || '/' || s.position`,
};

/** All versions but the digests, which the project wrote itself. */
export const storedVersions = (tx: Transaction): Promise<StoredVersion[]> =>
  query<StoredVersion>(
    tx,
    `select v.id::text as id, a.key || '/' || v.key as name, v.sha256, v.text_right = 'OPEN' as "isOpen",
       t.sha256 as held, case when t.sha256 is null then 0 else ${spanTables
         .map((table) => `(select count(*) from ${table} s where s.version_id = v.id and s.anchor_start is not null)`)
         .join(' + ')} end::int as found
     from article_version v join article a on a.id = v.article_id left join version_text t on t.version_id = v.id
     where v.kind <> 'DIGEST' order by a.key, v.key`,
  );

/** Spans of these versions in these tables, in the order of the text. */
export const storedSpans = (
  tx: Transaction,
  versionIds: readonly string[],
  tables: readonly SpanTable[],
): Promise<StoredSpan[]> =>
  query<StoredSpan>(
    tx,
    tables
      .map(
        (table) =>
          `select '${table}' as "table", ${rowName[table]} as row, s.version_id::text as "versionId",
             s.start_offset as start, s.end_offset as "end", s.quote_sha256 as sha256
           from ${table} s where s.version_id in (select jsonb_array_elements_text($1::jsonb)::uuid)`,
      )
      .join(' union all ') + ' order by "versionId", start, "end", row',
    versionIds,
  );
