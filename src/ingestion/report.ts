/** What an import did with the records of one kind. */
export interface Count {
  added: number;
  changed: number;
  unchanged: number;
}

/** Kinds of records in the order in which a report lists them. */
export const reportKinds = [
  'collections',
  'actors',
  'articles',
  'versions',
  'texts',
  'mentions',
  'events',
  'claims',
  'relations',
  'claimRelations',
  'judgements',
  'assessments',
] as const;
export type ReportKind = (typeof reportKinds)[number];

export interface ImportReport {
  readonly files: number;
  readonly counts: Readonly<Record<ReportKind, Readonly<Count>>>;
  /** Claims of these files that nobody has accepted yet. */
  readonly draftClaims: number;
  /** Whether the import wrote anything. */
  readonly changed: boolean;
}

/** Counts while an import runs. */
export class Tally {
  private readonly counts = Object.fromEntries(
    reportKinds.map((kind) => [kind, { added: 0, changed: 0, unchanged: 0 }]),
  ) as Record<ReportKind, Count>;

  add(kind: ReportKind, what: keyof Count, by = 1): void {
    this.counts[kind][what] += by;
  }

  report(files: number, draftClaims: number, otherChanges: number): ImportReport {
    const changed = otherChanges > 0 || Object.values(this.counts).some(({ added, changed }) => added + changed > 0);
    return { files, counts: this.counts, draftClaims, changed };
  }
}
