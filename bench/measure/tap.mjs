import { connect, createServer } from 'node:net';

/**
 * Passes connections on to Postgres and reads along what the client sends: `found` gets the type and the body of every
 * message of the protocol, but for the first of a connection, which has no type. Execute (E) and Query (Q) run a statement.
 */
export async function startTap(databaseUrl, found) {
  const target = new URL(databaseUrl);
  const [port, host] = [Number(target.port || 5432), target.hostname];
  const server = createServer((client) => {
    const postgres = connect(port, host);
    const watch = watchMessages(found);
    client.on('data', (chunk) => {
      watch(chunk);
      postgres.write(chunk);
    });
    postgres.on('data', (chunk) => client.write(chunk));
    for (const [here, there] of [
      [client, postgres],
      [postgres, client],
    ]) {
      here.on('close', () => there.destroy());
      here.on('error', () => there.destroy());
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  target.port = String(server.address().port);
  target.hostname = '127.0.0.1';
  return { url: target.toString(), stop: () => server.close() };
}

function watchMessages(found) {
  let rest = Buffer.alloc(0);
  let started = false;
  return (chunk) => {
    rest = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    for (;;) {
      const head = started ? 1 : 0;
      if (rest.length < head + 4) return;
      const length = head + rest.readUInt32BE(head);
      if (rest.length < length) return;
      if (started) found(String.fromCharCode(rest[0]), rest.subarray(head + 4, length));
      started = true;
      rest = rest.subarray(length);
    }
  };
}
