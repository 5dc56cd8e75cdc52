import { statSync } from 'node:fs';
import { dirname } from 'node:path';

/** PostgreSQL refuses to run as root; any other user is itself. 65534 is `nobody` and needs not be made. */
const NOBODY = { uid: 65_534, gid: 65_534 };

export type RunAs = { uid: number; gid: number } | undefined;

export function runAs(): RunAs {
  return process.getuid?.() === 0 ? NOBODY : undefined;
}

const OTHERS_MAY_ENTER = 0o001;

/** Whether a user without rights of their own can get to this folder: every folder above must let others pass. */
export function isReachable(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    if ((statSync(at).mode & OTHERS_MAY_ENTER) === 0) return false;
    if (at === dirname(at)) return true;
  }
}
