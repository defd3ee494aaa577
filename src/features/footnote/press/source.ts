/** What the database says about an article that is cited, and where. */
export interface Source {
  /** Of the article. */
  readonly key: string;
  readonly headline: string;
  readonly url: string | null;
  readonly language: string;
  readonly edtf: string | null;
  /** `YYYY-MM-DD`, or infinite. */
  readonly earliest: string | null;
  readonly latest: string | null;
  readonly basis: 'STATED' | 'INFERRED' | null;
  readonly outlet: string;
  readonly outletKind: string;
  readonly authors: readonly { readonly name: string; readonly kind: string }[];
  /** Of the version that is cited: day of its capture, hash of its text, notice of its publisher. */
  readonly captured: string | null;
  readonly sha256: string | null;
  readonly notice: string;
  /** Paragraphs of the body that are cited; null for what is no body text. */
  readonly paragraph: number | null;
  readonly lastParagraph: number | null;
}

export type Style = 'CHICAGO' | 'APA' | 'MLA';
export type Markup = 'TEXT' | 'HTML';
export type Exchange = 'BIBTEX' | 'BIBLATEX' | 'RIS' | 'CSL_JSON';

/** A text that is wanted: an entry of a list of references, a citation in note or text, a record for other programs. */
export type Wanted =
  | { readonly form: 'reference' | 'citation'; readonly style: Style; readonly markup: Markup }
  | { readonly form: 'record'; readonly format: Exchange };
