import type { FastifyInstance } from 'fastify';

export interface HealthOptions {
  /** Resolves when the database answers. */
  readonly ping: () => Promise<unknown>;
  readonly isStopping: () => boolean;
}

/** Longest wait for the database: who asks for readiness does so every few seconds. */
const PING_MS = 2_000;

/** `/health/live`: the process answers. `/health/ready`: it can answer queries, 503 otherwise. */
export async function healthRoutes(app: FastifyInstance, { ping, isStopping }: HealthOptions): Promise<void> {
  app.get('/health/live', async () => ({ status: 'ok' }));
  app.get('/health/ready', async (_request, reply) => {
    if (isStopping()) return reply.code(503).send({ status: 'stopping' });
    return (await answersInTime(ping)) ? { status: 'ok' } : reply.code(503).send({ status: 'database unreachable' });
  });
}

async function answersInTime(ping: () => Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), PING_MS);
  });
  const answered = ping().then(
    () => true,
    () => false,
  );
  return Promise.race([answered, late]).finally(() => clearTimeout(timer));
}
