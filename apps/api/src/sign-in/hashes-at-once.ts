import { availableParallelism } from 'node:os';

/** Threads of libuv, which names and files are looked up by, too. */
const THREADS = Number(process.env.UV_THREADPOOL_SIZE) || 4;

/** How many passwords are hashed at once: a core and a thread are left to whatever else is asked, so that it stays quick (SIG-1). */
export const hashesAtOnce = (): number => Math.max(1, Math.min(availableParallelism(), THREADS) - 1);
