import { type KeyStatus, type KeyUse, KeyUseKind } from './key-use';

interface Wording {
  one: string;
  many: string;
  /** How they come under the newest key. */
  moves: string;
}

const WORDINGS: Record<KeyUseKind, Wording> = {
  [KeyUseKind.PASSWORD]: { one: 'password', many: 'passwords', moves: 'move when their owners sign in; without the key they must choose "Forgot password?"' },
  [KeyUseKind.SECOND_FACTOR]: { one: 'second factor', many: 'second factors', moves: 'move with "keys move", or when a code is used' },
  [KeyUseKind.WEBHOOK_SECRET]: { one: 'webhook secret', many: 'webhook secrets', moves: 'move with "keys move"' },
  [KeyUseKind.FORMER_WEBHOOK_SECRET]: { one: 'former webhook secret', many: 'former webhook secrets', moves: 'move with "keys move", or lapse' },
  [KeyUseKind.OPEN_INVITATION]: { one: 'open invitation', many: 'open invitations', moves: 'move when sent again; without the key no reminder leaves' },
  [KeyUseKind.QUEUED_LINK]: { one: 'link of a queued mail', many: 'links of queued mails', moves: 'done when the mail has left' },
};

const COUNT_WIDTH = 9;

function lineOf({ kind, count, until }: KeyUse, isOld: boolean): string {
  const { one, many, moves } = WORDINGS[kind];
  const end = until ? `; the last lapses ${until.toISOString()}` : '';
  return `${String(count).padStart(COUNT_WIDTH)} ${count === 1 ? one : many}${isOld ? `: ${moves}${end}` : ''}`;
}

function verdictOn({ place, uses }: KeyStatus): string {
  if (place === 1) return 'the newest: new things are made with it';
  if (place === null) return 'NOT in ENCRYPTION_KEY, and needed: put it back';
  return uses.length > 0 ? 'still needed' : 'no longer needed: it can be removed from ENCRYPTION_KEY';
}

/** What `keys status` prints, a line each. */
export function keyStatusLines(statuses: KeyStatus[]): string[] {
  return statuses.flatMap((status) => [
    `${status.place === null ? 'key' : `key ${status.place}`} (${status.id}): ${verdictOn(status)}`,
    ...status.uses.map((use) => lineOf(use, status.place !== 1)),
  ]);
}
