import { lstatSync, realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Whom the server runs as. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** "nobody": Postgres refuses to run as root. */
const UNPRIVILEGED: Owner = { uid: 65_534, gid: 65_534 };

/**
 * Whom a server over `cluster` must run as: undefined means as ourselves. Root hands it to the owner of the files, or
 * to an unprivileged user when there are none yet.
 */
export function ownerOf(cluster: string): Owner | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const stat = lstatSync(cluster, { throwIfNoEntry: false });
  return stat && stat.uid !== 0 ? { uid: stat.uid, gid: stat.gid } : UNPRIVILEGED;
}

/**
 * Whether `owner` may pass through every folder down to `path`, or to the nearest one that exists. Reads mode bits
 * only: a folder that is opened by an access control list alone counts as closed.
 */
export function canReach(path: string, owner: Owner | undefined): boolean {
  if (!owner) return true;
  let folder = nearestExisting(path);
  for (;;) {
    const { mode, uid, gid } = statSync(folder);
    const bits = uid === owner.uid ? mode >> 6 : gid === owner.gid ? mode >> 3 : mode;
    if (!(bits & 1)) return false;
    if (folder === dirname(folder)) return true;
    folder = dirname(folder);
  }
}

function nearestExisting(path: string): string {
  for (let folder = path; ; folder = dirname(folder)) {
    if (statSync(folder, { throwIfNoEntry: false })) return realpathSync(folder);
  }
}
