import { setTimeout as sleep } from 'node:timers/promises';
import { throughput } from './load.mjs';
import { cpuOfPostgres, cpuOfServer, memoryOf } from './processes.mjs';

/** Waits until nothing runs any more: slow statements outlive the load that asked for them. */
export async function idle(client) {
  for (;;) {
    const { rows } = await client.query(
      `select count(*)::int as busy from pg_stat_activity
       where datname = current_database() and state = 'active' and pid <> pg_backend_pid()`,
    );
    if (rows[0].busy === 0) return;
    await sleep(50);
  }
}

/** What one request costs, in ms of CPU, when 16 connections ask as fast as they are answered. */
export async function underLoad(contestant, requests, seconds, postmaster) {
  // Some close connections that were idle: opening them and planning statements anew is not what is asked.
  await throughput(contestant, requests, 1);
  const before = { server: cpuOfServer(contestant), postgres: cpuOfPostgres(postmaster) };
  const { requests: count, seconds: took } = await throughput(contestant, requests, seconds);
  return {
    perSecond: count / took,
    serverCpu: (cpuOfServer(contestant) - before.server) / count,
    postgresCpu: (cpuOfPostgres(postmaster) - before.postgres) / count,
    memory: memoryOf(contestant),
  };
}
