/** What is told about a request in the log, filled in while it is answered. Never holds values that a client sent. */
export interface Trace {
  readonly requestId: string;
  operation?: string;
  kind?: string;
  /** Records that the answer may hold at most. */
  cost?: number;
  statements?: number;
  /** Codes of the errors that were answered. */
  errors?: string[];
  /** The request held a document, so that what follows is an answer to it and not to a malformed request. */
  hasDocument?: boolean;
}
