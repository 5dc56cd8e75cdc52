import 'reflect-metadata';
import { plantDemo } from './demo';
import { warnOfLackingKeys } from './lacking-keys';
import { ConfigError, loadConfig } from './platform/config';
import { startEmbeddedPostgres } from './platform/database/embedded/embedded-postgres';
import { stopWithParent } from './platform/stop-with-parent';
import { createUsher } from './usher';

/** Config → database → services → schema → http → jobs; stops gracefully, the database last. */
async function main(): Promise<void> {
  const config = loadConfig();
  const embedded = config.databaseUrl === null ? await startEmbeddedPostgres(config.dataDir) : null;
  const usher = await createUsher(config, config.databaseUrl ?? embedded?.url ?? '');
  let stopping: Promise<void> | undefined;
  const stop = async () => {
    stopping ??= usher.stop().finally(() => embedded?.stop());
    await stopping;
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
  stopWithParent(() => void stop());

  const demo = config.demo ? await plantDemo(usher) : null;
  if (config.workers) await usher.work();
  await usher.listen();
  if (!config.supportContact) usher.logger.warn('SUPPORT_CONTACT is not set: people in trouble are told no contact.');
  await warnOfLackingKeys(usher);
  process.stdout.write(`\nUsher is ready at ${config.publicUrl}\n`);
  if (demo) process.stdout.write(`Sign in as ${demo.email} with the password ${demo.password}\n`);
}

main().catch((error: unknown) => {
  const message = error instanceof ConfigError ? error.message : error;
  process.stderr.write(`${message instanceof Error ? message.stack : String(message)}\n`);
  process.exit(1);
});
