import { readArgs, say, UsageError } from './cli-output';
import { keyStatusLines } from './encryption-keys/key-status-text';
import type { Usher } from './usher';

/** `keys status` and `keys move`. */
export async function keys({ services }: Usher, [act, ...args]: string[]): Promise<void> {
  readArgs({ args });
  if (act !== 'status' && act !== 'move') throw new UsageError('Write keys status, or keys move.');
  if (act === 'move') say(`${await services.keyMoves.moveAll()} second factors and webhook secrets are moved to the newest key.`);
  for (const line of keyStatusLines(await services.keyStatus.list())) say(line);
}
