import { createHmac } from 'node:crypto';
import bcrypt from 'bcrypt';
import type { KeyRing } from '../platform/crypto/key-ring';
import { hashesAtOnce } from './hashes-at-once';

/** Lets so many through at once and the others wait their turn, first come first served. */
class Turnstile {
  private inside = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly width: number) {}

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.inside >= this.width) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.inside += 1;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.inside -= 1;
    }
  }
}

interface StoredHash {
  keyId: string;
  hash: string;
}

function readStored(stored: string): StoredHash {
  const cut = stored.indexOf('$');
  return { keyId: stored.slice(0, cut), hash: stored.slice(cut) };
}

/**
 * bcrypt over a keyed pre-hash (SIG-1): base64 of HMAC-SHA-384 is 64 characters, so every byte of a long password
 * counts in spite of bcrypt's 72, and a stolen database cannot be guessed at without the key. Text is compared in
 * Unicode normal form KC, so that the same password typed on another keyboard is the same.
 */
export class PasswordHasher {
  private readonly turnstile: Turnstile;

  /** `atOnce` caps the hashes computed together, so that other requests stay quick. */
  constructor(
    private readonly keys: KeyRing, private readonly cost: number, atOnce: number = hashesAtOnce(),
  ) {
    this.turnstile = new Turnstile(atOnce);
  }

  async hash(password: string): Promise<string> {
    const { id, key } = this.keys.current('password');
    const hash = await this.turnstile.run(() => bcrypt.hash(prehash(key, password), this.cost));
    return `${id}${hash}`;
  }

  /**
   * Does the same work where there is nobody to compare with, and where a hash is from before the cost was raised (SIG-3). `admit` is called when the turn has come: what
   * waits for its turn is not counted yet, and a guess that it refuses costs no work.
   */
  async verify(password: string, stored: string | null, admit?: () => Promise<void>): Promise<boolean> {
    const { keyId, hash } = stored === null ? { keyId: '', hash: nobodyOf(this.cost) } : readStored(stored);
    const key = this.keys.byId('password', keyId);
    const text = prehash(key ?? this.keys.current('password').key, password);
    const isEqual = await this.turnstile.run(async () => {
      await admit?.();
      return (await bcrypt.compare(text, hash)) || (await this.makeUp(text, bcrypt.getRounds(hash)));
    });
    return isEqual && key !== null;
  }

  /** What a wrong password cost too little: each cost is twice the one below, so `done` to `cost - 1` come to what is missing. */
  private async makeUp(text: string, done: number): Promise<false> {
    for (let cost = done; cost < this.cost; cost += 1) await bcrypt.compare(text, nobodyOf(cost));
    return false;
  }

  /** Whether the hash was made with another cost or an older key; it is made anew at the next sign-in. */
  needsRehash(stored: string | null): boolean {
    if (stored === null) return false;
    const { keyId, hash } = readStored(stored);
    return keyId !== this.keys.current('password').id || bcrypt.getRounds(hash) !== this.cost;
  }
}

/** No password has it. */
const nobodyOf = (cost: number): string => `$2b$${String(cost).padStart(2, '0')}$${'.'.repeat(53)}`;

function prehash(key: Buffer, password: string): string {
  return createHmac('sha384', key).update(password.normalize('NFKC')).digest('base64');
}
