import type { AnchorStatus } from '../../generated/resolvers.js';

/** Columns of every table whose rows point at words of a version. */
export const spanColumns = [
  'version_id',
  'start_offset',
  'end_offset',
  'quote_sha256',
  'anchor_start',
  'anchor_end',
  'anchor_status',
  'anchor_score',
] as const;

export interface TextSpanRow {
  readonly versionId: string;
  readonly startOffset: number;
  readonly endOffset: number;
  readonly quoteSha256: string;
  readonly anchorStart: number | null;
  readonly anchorEnd: number | null;
  readonly anchorStatus: AnchorStatus;
  readonly anchorScore: number | null;
}
