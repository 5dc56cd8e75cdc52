import type { Clock } from '../platform/clock';
import type { KeyRing } from '../platform/crypto/key-ring';
import { type KeyStatus, KeyUseKind } from './key-use';
import { type KeyUseRepository } from './key-use.repository';

const ORDER = Object.values(KeyUseKind);

/** What each key of `ENCRYPTION_KEY` is needed for, so that it is known when an old one can go. */
export class KeyStatusService {
  constructor(private readonly uses: KeyUseRepository, private readonly keys: KeyRing, private readonly clock: Clock) {}

  /** Those of `ENCRYPTION_KEY`, newest first, and then those that it lacks. */
  async list(): Promise<KeyStatus[]> {
    const uses = await this.uses.list(this.clock.now());
    const listed = this.keys.ids;
    const lacking = [...new Set(uses.map(({ keyId }) => keyId))].filter((id) => !listed.includes(id)).sort();
    return [...listed, ...lacking].map((id, index) => ({
      id, place: index < listed.length ? index + 1 : null,
      uses: uses.filter(({ keyId }) => keyId === id).sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind)),
    }));
  }

  /** The ids of keys that `ENCRYPTION_KEY` lacks, though something was made with them. */
  async lacking(): Promise<string[]> {
    return (await this.list()).filter(({ place }) => place === null).map(({ id }) => id);
  }
}
