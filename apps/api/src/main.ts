import 'reflect-metadata';
import { plantDemo } from './demo';
import { warnOfLackingKeys } from './lacking-keys';
import { ConfigError, loadConfig } from './platform/config';
import { forgetAddress, noteAddress } from './platform/config/noted-address';
import { startEmbeddedPostgres } from './platform/database/embedded/embedded-postgres';
import { listeningFault } from './platform/http/listening-fault';
import { stopWithParent } from './platform/stop-with-parent';
import { createUsher, type Usher } from './usher';

/** What cannot be listened at is told in one line; nothing stays behind. */
async function listen(usher: Usher, undo: () => Promise<void>): Promise<void> {
  try {
    await usher.listen();
  } catch (error) {
    await undo();
    const fault = listeningFault(error, usher.config);
    throw fault === null ? error : new ConfigError(fault, { cause: error });
  }
}

/** Config → database → services → schema → http → jobs; stops gracefully, the database last. */
async function main(): Promise<void> {
  const config = loadConfig();
  const embedded = config.databaseUrl === null ? await startEmbeddedPostgres(config.dataDir) : null;
  const usher = await createUsher(config, config.databaseUrl ?? embedded?.url ?? '');
  let stopping: Promise<void> | undefined;
  const end = async () => {
    if (embedded) forgetAddress(config.dataDir);
    await (stopping ??= usher.stop().finally(() => embedded?.stop()));
  };
  const stop = async () => {
    await end();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
  stopWithParent(() => void stop());

  const demo = config.demo ? await plantDemo(usher) : null;
  if (config.workers) await usher.work();
  await listen(usher, end);
  if (embedded) noteAddress(config.dataDir, config.publicUrl);
  if (!config.supportContact) usher.logger.warn('SUPPORT_CONTACT is not set: people in trouble are told no contact.');
  await warnOfLackingKeys(usher);
  process.stdout.write(`\nUsher is ready at ${config.publicUrl}\n`);
  if (demo) process.stdout.write(`${demo.text}\n`);
}

main().catch((error: unknown) => {
  const message = error instanceof ConfigError ? error.message : error;
  process.stderr.write(`${message instanceof Error ? message.stack : String(message)}\n`);
  process.exit(1);
});
