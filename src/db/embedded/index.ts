import type { Log } from '../../log.js';
import { DatabaseError, reasonOf } from '../errors.js';
import { placeBinaries } from './binaries.js';
import { ensureCluster } from './cluster.js';
import { prepareHome, type Home } from './home.js';
import { Users, withFolderLock } from './lock.js';
import { attachOrStart, signalStop, stop, urlOf, type Settings } from './server.js';

export interface Embedded {
  readonly url: string;
  /** Where its files are: the wanted folder, or one in its stead that the server can reach. */
  readonly folder: string;
  /** Where it is, in one line. */
  readonly description: string;
  /** Leaves the server; the last program that uses it stops it. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * Opens the embedded Postgres over `dataDir`: makes it at the first time, attaches to it when it runs, starts it when
 * it does not. Several programs may use one folder at a time. `settings` are those of `postgresql.conf` and count
 * only when it is started.
 * @throws DatabaseError with what to do, e.g. set DATABASE_URL where there are no binaries for the platform.
 */
export async function openEmbedded(dataDir: string, log: Log, settings: Settings = {}): Promise<Embedded> {
  const { home, users, url, port } = await enter(dataDir, settings).catch((error: unknown) => {
    throw error instanceof DatabaseError ? error : explainFolder(dataDir, error);
  });
  let isOpen = true;
  // Nobody waits for a promise once the process exits: the request to stop is all there is time for.
  const leaveAtExit = (): void => void (users.leave() && signalStop(home));
  process.once('exit', leaveAtExit);
  return {
    url,
    folder: home.folder,
    description: describe(home, port),
    async close() {
      if (!isOpen) return;
      isOpen = false;
      process.removeListener('exit', leaveAtExit);
      const stopped = await withFolderLock(home.folder, async () => !users.leave() || (await stop(home)));
      if (!stopped) log.warn({ folder: home.folder }, 'the embedded database did not stop in time and is left running');
    },
  };
}

async function enter(dataDir: string, settings: Settings) {
  const home = prepareHome(dataDir);
  const users = new Users(home.folder);
  return withFolderLock(home.folder, async () => {
    const binaries = placeBinaries(home);
    const password = await ensureCluster(home, binaries);
    const { port } = await attachOrStart(home, binaries, password, settings);
    users.enter();
    return { home, users, url: urlOf(port, password), port };
  });
}

/** Errors of the system while the folder is used: no space, no rights, a file in its place. */
const explainFolder = (dataDir: string, error: unknown): DatabaseError =>
  new DatabaseError(
    `The embedded database cannot keep its files in ${dataDir} (${reasonOf(error)}): ` +
      'set SOURCEBOOK_DATA_DIR to a folder of your own, or DATABASE_URL to a server of your own.',
    { cause: error },
  );

const describe = ({ folder, insteadOf, owner }: Home, port: number): string =>
  `embedded Postgres 18 on port ${port}, files in ${folder}` +
  (insteadOf ? ` (user ${owner?.uid}, whom it runs as, cannot reach ${insteadOf})` : '');
