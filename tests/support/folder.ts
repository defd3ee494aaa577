import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onCleanup } from './cleanup.js';

/** A folder of its own through which everybody may pass, gone after the last test of the file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sourcebook-test-'));
  chmodSync(folder, 0o711);
  onCleanup(async () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
