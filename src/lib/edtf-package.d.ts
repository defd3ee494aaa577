/** The part of the `edtf` package that is used; it ships no types. */
declare module 'edtf' {
  export interface ParsedDate {
    readonly type: string;
    readonly level: number;
    readonly values: readonly (number | null | ParsedDate | readonly ParsedDate[])[];
  }
  export interface ExtendedDate {
    readonly type: 'Date' | 'Year' | 'Decade' | 'Century' | 'Season' | 'Interval' | 'List' | 'Set';
    /** Milliseconds since 1970 of the first and last instant; infinite when open, null when unknown. */
    readonly min: number | null;
    readonly max: number | null;
    readonly year: number;
    readonly season: number;
  }
  export default function edtf(text: string): ExtendedDate;
}
