/**
 * What is told about a request in the log, filled in while it is answered. Of what a client sent it holds the name of the operation
 * that was found in its document, and nothing else.
 */
export interface Trace {
  readonly requestId: string;
  /** The name of an operation, or of an export that there is. */
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
