/** What carries the id of the key that made it, and is of no use without that key. */
export enum KeyUseKind {
  PASSWORD = 'PASSWORD',
  SECOND_FACTOR = 'SECOND_FACTOR',
  WEBHOOK_SECRET = 'WEBHOOK_SECRET',
  FORMER_WEBHOOK_SECRET = 'FORMER_WEBHOOK_SECRET',
  OPEN_INVITATION = 'OPEN_INVITATION',
  QUEUED_LINK = 'QUEUED_LINK',
}

export interface KeyUse {
  kind: KeyUseKind;
  keyId: string;
  count: number;
  /** When the last of them needs it no more, whatever happens; null where that has no end. */
  until: Date | null;
}

export interface KeyStatus {
  id: string;
  /** Its place in `ENCRYPTION_KEY`, from 1; null where it is not there, and what it made is of no use. */
  place: number | null;
  uses: KeyUse[];
}
