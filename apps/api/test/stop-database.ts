import type { RunningPostgres } from '../src/platform/database/embedded/embedded-postgres';

export default async function stopDatabase(): Promise<void> {
  await (globalThis as { testPostgres?: RunningPostgres }).testPostgres?.stop();
}
