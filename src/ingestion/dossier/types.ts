/** A dossier file as its JSON Schema lets it pass; `dossier.schema.json` describes every property. */
export interface DossierFile {
  dossier: 1;
  collections?: CollectionEntry[];
  memberOf?: string[];
  review?: ReviewEntry;
  article?: ArticleEntry;
  mentions?: MentionEntry[];
  claims?: ClaimEntry[];
  actors?: ActorEntry[];
  relations?: RelationEntry[];
  events?: EventEntry[];
  claimRelations?: ClaimRelationEntry[];
  judgements?: JudgementEntry[];
  assessments?: AssessmentEntry[];
}

export type DateEntry = string | { edtf: string; words?: string; note?: string };

/** `[start, end]` in code points, end exclusive. */
export type At = [number, number];

export interface SpanEntry {
  version: string;
  quote?: string;
  occurrence?: number;
  at?: At;
  sha256?: string;
  words?: string;
}

export interface ReviewEntry {
  state: 'DRAFT' | 'IN_REVIEW' | 'ACCEPTED' | 'DISPUTED' | 'RETRACTED';
  by?: string;
  on?: string;
}

export interface CollectionEntry {
  key: string;
  title: string;
  description?: string;
}

export interface ArticleEntry {
  key: string;
  headline: string;
  url?: string;
  outlet: { actor: string; basis: string; note?: string };
  authors?: string[];
  published?: string | { edtf: string; basis?: string; note?: string };
  section?: string;
  language: string;
  genre: string;
  rights: { text: 'OPEN' | 'QUOTATION' | 'RESTRICTED'; holder?: string; note?: string };
  versions: VersionEntry[];
}

export interface VersionEntry {
  key: string;
  kind: 'PUBLISHED' | 'DIGEST' | 'TRANSLATION';
  language: string;
  captured?: { on?: string; how?: string };
  text?: string;
  textFile?: string;
  sha256?: string;
  length?: number;
  revisionOf?: string;
  notice?: string;
  ranges?: { kind: string; at: At }[];
}

export interface MentionEntry extends SpanEntry {
  actor: string;
  certainty?: string;
}

export interface ClaimEntry {
  key: string;
  statement: string;
  speechAct: string;
  polarity: string;
  certainty: string;
  temporality: string;
  subjects?: string[];
  objects?: string[];
  event?: string;
  asserted?: DateEntry;
  stated?: DateEntry;
  quantities?: QuantityEntry[];
  chain: LinkEntry[];
  citations: SpanEntry[];
  review?: ReviewEntry;
}

export interface QuantityEntry {
  amount?: number;
  low?: number;
  high?: number;
  unit: string;
  per?: string;
  approximate?: boolean;
  words?: string;
}

export interface LinkEntry {
  actor?: string;
  unnamed?: string;
  role: string;
  quotation: string;
  relay: string;
  cue?: string;
  certainty?: string;
  polarity?: string;
  span?: SpanEntry;
}

export interface ActorEntry {
  key: string;
  kind: string;
  name: string;
  description?: string;
  wikidata?: string;
  active?: DateEntry;
  outlet?: { family?: string; country?: string; wireAgency?: boolean };
  names?: NameEntry[];
}

export interface NameEntry {
  value: string;
  kind: string;
  language?: string;
  script?: string;
  valid?: DateEntry;
  article?: string;
}

export interface RelationEntry {
  key: string;
  from: string;
  to: string;
  type: string;
  title?: string;
  valid?: DateEntry;
  claims?: string[];
}

export interface EventEntry {
  key: string;
  title: string;
  description?: string;
  type: string;
  modes?: string[];
  status: string;
  time?: DateEntry;
  place?: { name: string; country?: string; precision: string; latitude?: number; longitude?: number };
  participants?: { actor: string; role: string }[];
  parent?: string;
}

export interface ClaimRelationEntry {
  from: string;
  to: string;
  type: string;
  subKind?: string;
  basis: string;
  rationale?: string;
}

export interface JudgementEntry {
  a: string;
  b: string;
  verdict: string;
  by: string;
  on: string;
  why: string;
  withdrawn?: string | { on: string; by?: string };
}

export interface AssessmentEntry {
  target: { outlet?: string; article?: string; claim?: string };
  scale: string;
  value: string | number;
  topic?: string;
  period?: DateEntry;
  by: string;
  on: string;
  why: string;
}
