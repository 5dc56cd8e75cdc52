import type { KeyRing } from '../platform/crypto/key-ring';
import type { Transaction } from '../platform/database/data-source';
import { type WebhookRepository } from './webhook.repository';
import { resealed } from './webhook-secret';

/** Puts secrets of webhooks that lie under older keys under the newest. */
export class WebhookSecretMove {
  constructor(private readonly webhooks: WebhookRepository, private readonly keys: KeyRing) {}

  /** How many were moved, at most so many at once. */
  readonly move = async (tx: Transaction, most: number): Promise<number> => {
    const found = await this.webhooks.underOlderKeys(tx, this.keys.ids, most);
    for (const webhook of found) await this.webhooks.change(tx, webhook, resealed(this.keys, webhook));
    return found.length;
  };
}
