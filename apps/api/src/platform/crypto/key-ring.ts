import { hkdfSync } from 'node:crypto';

export type KeyPurpose = 'password' | 'link' | 'encryption' | 'second-factor';

export interface LabelledKey {
  /** Names the secret it was derived from, without telling anything of it. */
  id: string;
  key: Buffer;
}

/** Another process may hold it, while keys are being replaced: what needs it waits, and is not given up. */
export class MissingKey extends Error {
  constructor(id: string) {
    super(`ENCRYPTION_KEY does not hold the key ${id}.`);
  }
}

const KEY_BYTES = 32;
const ID_BYTES = 6;

function derive(secret: string, label: string, bytes: number): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `usher/${label}`, bytes));
}

/** Keys for each purpose, derived from the secrets of `ENCRYPTION_KEY`, newest first (HKDF, RFC 5869). */
export class KeyRing {
  private readonly secrets: { id: string; secret: string }[];

  constructor(secrets: string[]) {
    if (secrets.length === 0) throw new Error('A key ring needs at least one secret.');
    this.secrets = secrets.map((secret) => ({ secret, id: derive(secret, 'id', ID_BYTES).toString('base64url') }));
  }

  /** Newest first. */
  get ids(): string[] {
    return this.secrets.map(({ id }) => id);
  }

  /** The key that new things are made with. */
  current(purpose: KeyPurpose): LabelledKey {
    const [{ id, secret }] = this.secrets as [{ id: string; secret: string }];
    return { id, key: derive(secret, purpose, KEY_BYTES) };
  }

  /** The key that a stored thing was made with; null when its secret is no longer configured. */
  byId(purpose: KeyPurpose, id: string): Buffer | null {
    const found = this.secrets.find((one) => one.id === id);
    return found ? derive(found.secret, purpose, KEY_BYTES) : null;
  }

  /** The same, where nothing can be done without it. */
  get(purpose: KeyPurpose, id: string): Buffer {
    const key = this.byId(purpose, id);
    if (!key) throw new MissingKey(id);
    return key;
  }
}
