/** The part of the `edtf` package that is used; it ships no types. */
declare module 'edtf' {
  export type ParsedDate =
    | { readonly type: 'Interval' }
    | { readonly type: 'List' }
    | { readonly type: 'Set' }
    | { readonly type: 'Year'; readonly values: readonly [year: number]; readonly significant?: number }
    | { readonly type: 'Season'; readonly values: readonly [year: number, season: number] }
    /** How many decades or centuries lie before it. */
    | { readonly type: 'Decade'; readonly values: readonly [number] }
    | { readonly type: 'Century'; readonly values: readonly [number] }
    | {
        readonly type: 'Date';
        /** As many as are written. Those with masked digits are not to be relied on. */
        readonly values: readonly [year: number, month?: number, day?: number, hour?: number, minute?: number];
        /** Minutes that its time zone is before UTC. */
        readonly offset?: number;
      };

  /** Throws when the text is no date of level 0 to 2. */
  export function parse(text: string): ParsedDate;
}
