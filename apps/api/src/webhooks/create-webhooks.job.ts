import type { DataSource } from 'typeorm';
import type { AuditLog } from '../audit/audit-log.service';
import type { Clock } from '../platform/clock';
import type { KeyRing } from '../platform/crypto/key-ring';
import type { Transaction } from '../platform/database/data-source';
import { OutgoingNetworks } from '../platform/outgoing/outgoing-networks';
import type { StandingLock } from '../project-spaces/standing-lock.service';
import { WebhookSender } from './webhook-delivery.job';
import { WebhookDeliveryRepository } from './webhook-delivery.repository';
import { WebhookDeliveryService } from './webhook-delivery.service';
import { WebhookNewsService } from './webhook-news.service';
import { WebhookRepository } from './webhook.repository';
import { WebhookSecretMove } from './webhook-secret-move.service';
import { WebhookService } from './webhook.service';

interface Surroundings {
  database: DataSource;
  clock: Clock;
  keys: KeyRing;
  audit: AuditLog;
  standingLock: StandingLock;
  allowedNetworks: ConstructorParameters<typeof OutgoingNetworks>[0];
  onWorkerFault: ConstructorParameters<typeof WebhookSender>[7];
}

/** Makes the services of webhooks, each once, and the worker that delivers. */
export function createWebhooks({ database, clock, keys, audit, standingLock, allowedNetworks, onWorkerFault }: Surroundings) {
  const networks = new OutgoingNetworks(allowedNetworks);
  const rows = new WebhookRepository(database);
  const deliveryRows = new WebhookDeliveryRepository(database);
  const webhooks = new WebhookService(database, rows, standingLock, networks, audit, keys, clock);
  return {
    webhooks,
    webhookDeliveries: new WebhookDeliveryService(database, webhooks, deliveryRows, clock),
    webhookSender: new WebhookSender(database, rows, deliveryRows, networks, audit, keys, clock, onWorkerFault),
    webhookNews: new WebhookNewsService(deliveryRows, clock),
    webhookSecretMove: new WebhookSecretMove(rows, keys),
    removeOldDeliveries: async (tx: Transaction, now: Date) => await deliveryRows.removeOld(tx, now),
  };
}
