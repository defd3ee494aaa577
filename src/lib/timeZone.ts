const known = new Map<string, string | null>();

/** Texts that were asked for are kept up to this number. */
const MOST_KNOWN = 1000;

/** `Area/City` or one word; neither offsets nor the abbreviations of POSIX, which databases read in different ways. */
const NAME = /^[A-Za-z][A-Za-z_]*(\/[A-Za-z0-9_+-]+){0,2}$/;

/** The name under which the time zone database (IANA) has a zone, whatever its case; null when it has none. */
export function timeZoneNamed(name: string): string | null {
  if (name.length > 64 || !NAME.test(name)) return null;
  const found = known.get(name);
  if (found !== undefined) return found;
  if (known.size >= MOST_KNOWN) known.clear();
  const zone = resolved(name);
  known.set(name, zone);
  return zone;
}

function resolved(name: string): string | null {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}
