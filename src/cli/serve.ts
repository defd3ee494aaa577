import { anonymousViewer, createContext, loadSchema, startServer, type Server } from '../server/index.js';
import { LineStream } from '../db/index.js';
import { failed } from './exit.js';
import { collectEarly } from './heap.js';
import type { Io } from './io.js';
import { loadContent } from './loadContent.js';
import { withServerSession, type Session } from './session.js';

/**
 * Brings database and content up to date, answers requests until a signal asks to stop, and then lets the requests in
 * flight finish.
 */
export const serveCommand = (io: Io): Promise<void> => {
  const signal = io.stopSignal();
  return withServerSession(io, async (session) => {
    await loadContent(session);
    collectEarly();
    const server = await listen(session);
    io.stdout.write(welcome(server, session.database.description));
    session.log.info({ signal: await signal }, 'stopping');
    await server.stop();
    session.log.info('stopped');
  });
};

async function listen({ config, database, log }: Session): Promise<Server> {
  const viewer = anonymousViewer(config);
  try {
    return await startServer({
      config,
      schema: loadSchema(),
      viewer,
      createContext: (requestId) => createContext(database.pool, viewer, requestId),
      openLines: (statement) => new LineStream(database.url, statement, config.exports),
      ping: () => database.pool.query('select 1'),
      log,
    });
  } catch (error) {
    throw explain(error, config);
  }
}

function explain(error: unknown, { host, port }: { host: string; port: number }): unknown {
  const code = (error as { code?: unknown }).code;
  if (code === 'EADDRINUSE')
    return failed(`Port ${port} of ${host} is in use: stop the other program, or set PORT to another one.`, error);
  if (code === 'EACCES')
    return failed(`Port ${port} may not be opened by this user: set PORT to one above 1023.`, error);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return failed(`${host} is no address of this machine: set HOST to 127.0.0.1 or 0.0.0.0.`, error);
  return error;
}

const EXAMPLE = '{ claims(first: 3) { totalCount nodes { statement } } }';

const welcome = (
  { url }: Server,
  database: string,
): string => `Sourcebook is ready at ${url} (GraphiQL) and ${url}/graphql
Database: ${database}
Try: curl -s ${url}/graphql -H 'content-type: application/json' -d '{"query":"${EXAMPLE}"}'
`;
