import { setTimeout as sleep } from 'node:timers/promises';

const AGAIN_AFTER_SECONDS = 1;
const ANSWERS_WITHIN_MS = 30_000;
/** What is worth another try: too much, another that is at it, a server that is starting or out of breath. */
const PASSING = new Set(['RATE_LIMITED', 'IDEMPOTENCY_IN_PROGRESS', 'SERVICE_UNAVAILABLE', 'INTERNAL_SERVER_ERROR']);

/** Usher, asked by an API key. */
export class Usher {
  constructor(url, key, patienceSeconds) {
    this.url = new URL('/graphql', url);
    this.key = key;
    this.patienceMs = patienceSeconds * 1000;
  }

  /** The data of an answer; what passes by itself is waited for, with the very same request. */
  async ask(query, variables, idempotencyKey) {
    const deadline = Date.now() + this.patienceMs;
    for (;;) {
      const { data, problem, waitSeconds } = await this.once(query, variables, idempotencyKey);
      if (data) return data;
      if (waitSeconds === null || Date.now() + waitSeconds * 1000 > deadline) throw new Error(problem);
      await sleep(waitSeconds * 1000);
    }
  }

  /** One try; `waitSeconds` says when another is worth it, and is null where none is. */
  async once(query, variables, idempotencyKey) {
    try {
      const response = await fetch(this.url, {
        method: 'POST', body: JSON.stringify({ query, variables }), signal: AbortSignal.timeout(ANSWERS_WITHIN_MS),
        headers: {
          'content-type': 'application/json', authorization: `Bearer ${this.key}`,
          ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
        },
      });
      const { data, errors: [error] = [] } = await response.json();
      if (!error) return { data };
      const { code, retryAfter = AGAIN_AFTER_SECONDS } = error.extensions;
      return { problem: error.message, waitSeconds: PASSING.has(code) ? retryAfter : null };
    } catch (error) {
      // Nobody answered, or the answer broke off: whether it was done is not known, and need not be.
      return { problem: `Usher does not answer: ${error.cause?.code ?? error.message}`, waitSeconds: AGAIN_AFTER_SECONDS };
    }
  }
}
