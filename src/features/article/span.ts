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
