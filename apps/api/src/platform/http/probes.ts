import type { FastifyInstance } from 'fastify';

/** Each resolves when its part is fine, and throws when not. */
export type ReadinessChecks = Record<string, () => Promise<unknown>>;

const PATIENCE = 2000;

async function passes(check: () => Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, PATIENCE, false);
  });
  try {
    return await Promise.race([check().then(() => true), tooLate]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

export function serveProbes(fastify: FastifyInstance, checks: ReadinessChecks): void {
  fastify.get('/healthz', async () => ({ status: 'alive' }));
  fastify.get('/readyz', async (_request, reply) => {
    const names = Object.keys(checks);
    const results = await Promise.all(Object.values(checks).map(passes));
    const failing = names.filter((_, index) => !results[index]);
    if (failing.length === 0) return { status: 'ready' };
    return reply.code(503).send({ status: 'not ready', failing });
  });
}
