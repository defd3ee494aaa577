import { createHash } from 'node:crypto';
import { accessSync, chmodSync, constants, lstatSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseError } from '../errors.js';
import { canReach, ownerOf, type Owner } from './owner.js';

/** One folder of a major version of Postgres: another version cannot read its files. */
const CLUSTER = 'postgres-18';

/** Where root keeps what the unprivileged server must reach, when it cannot reach the wanted place. */
const PLACES_OF_ROOT = ['/var/lib/sourcebook', '/var/tmp/sourcebook'];

export interface Home {
  /** Holds the cluster, its password, log and lock; exists, and only we and root can write to it. */
  readonly folder: string;
  /** The folder of Postgres itself; may not exist yet. */
  readonly cluster: string;
  readonly owner: Owner | undefined;
  /** The folder that was asked for, where it could not be used. */
  readonly insteadOf: string | undefined;
}

/**
 * Finds and makes the folder that holds an embedded database. It is `wanted`, unless we are root and the user that the
 * server has to run as cannot reach that, e.g. below a home folder of mode 0700.
 * @throws DatabaseError when the folder is open to everybody, and the error of the system when it cannot be made.
 */
export function prepareHome(wanted: string): Home {
  const owner = ownerOf(join(wanted, CLUSTER));
  if (canReach(wanted, owner)) return { ...homeIn(wanted, owner), insteadOf: undefined };
  const name = createHash('sha256').update(wanted).digest('hex').slice(0, 12);
  const base = PLACES_OF_ROOT.find((place) => canWrite(dirname(place))) as string;
  makeFolder(base, owner);
  demandOurs(base);
  const folder = join(base, name);
  return { ...homeIn(folder, ownerOf(join(folder, CLUSTER))), insteadOf: wanted };
}

function homeIn(folder: string, owner: Owner | undefined): Omit<Home, 'insteadOf'> {
  makeFolder(folder, owner);
  return { folder, cluster: join(folder, CLUSTER), owner };
}

/** Makes a folder through which the user of the server may pass, whatever the umask says. */
function makeFolder(folder: string, owner: Owner | undefined): void {
  const first = mkdirSync(folder, { recursive: true });
  const mode = owner ? 0o711 : 0o700;
  for (let made = folder; first && made.length >= first.length; made = dirname(made)) chmodSync(made, mode);
  accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  if (statSync(folder).mode & 0o002)
    throw new DatabaseError(`Everybody may write to ${folder}: set SOURCEBOOK_DATA_DIR to a folder of its own.`);
}

/** In a place where everybody may write, somebody else could have made the folder first, or a link in its stead. */
function demandOurs(folder: string): void {
  const stat = lstatSync(folder);
  if (!stat.isDirectory() || stat.uid !== process.getuid?.() || stat.mode & 0o022)
    throw new DatabaseError(`${folder} was not made by Sourcebook: remove it, or set SOURCEBOOK_DATA_DIR.`);
}

function canWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
