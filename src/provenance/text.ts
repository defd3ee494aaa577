import { createHash } from 'node:crypto';

/**
 * The form in which a text is hashed, stored and counted: Unicode NFC, line ends as LF, without a leading byte order
 * mark. Nothing else is changed: no-break spaces and curly quotes are text. Normalising twice changes nothing.
 */
export const normaliseText = (text: string): string =>
  (text.startsWith('\ufeff') ? text.slice(1) : text).replace(/\r\n?/g, '\n').normalize('NFC');

/** The text of UTF-8 bytes, or null when they are not valid UTF-8. A byte order mark is kept for `normaliseText`. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** SHA-256 in hex of the UTF-8 bytes of a text. */
export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
