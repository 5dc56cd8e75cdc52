import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** PostgreSQL refuses to run as root. 65534 is `nobody`, who needs not be made. */
const NOBODY = { uid: 65_534, gid: 65_534 };
const OTHERS_MAY_ENTER = 0o001;

/** Undefined: as whoever runs Usher. */
export type RunAs = { uid: number; gid: number } | undefined;

export const isRoot = (): boolean => process.getuid?.() === 0;

/** Root runs it as the owner of the files, where a plain user has made them, else as nobody. */
export function ownerFor(data: string): RunAs {
  if (!isRoot()) return undefined;
  const owner = existsSync(data) ? statSync(data) : undefined;
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : NOBODY;
}

export const isNobody = (user: RunAs): boolean => user?.uid === NOBODY.uid;

/** Whether a user without rights of their own can get to this folder: every folder above must let others pass. */
export function isReachable(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    if ((statSync(at).mode & OTHERS_MAY_ENTER) === 0) return false;
    if (at === dirname(at)) return true;
  }
}
