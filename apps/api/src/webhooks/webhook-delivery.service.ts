import type { DataSource } from 'typeorm';
import { projectSpaceIdsOf, requireAnyOf, requireFound, standingIn } from '../access/access';
import type { Actor } from '../access/actor';
import { Permission } from '../access/permission';
import type { Clock } from '../platform/clock';
import { isUuid, pageRequest } from '../platform/database/keyset';
import { type Connection, connectionOf } from '../platform/graphql/connection';
import { forbidden } from '../platform/graphql/faults';
import { sampleBody } from './webhook-body';
import { type DeliveryRow, type WebhookDeliveryRepository } from './webhook-delivery.repository';
import type { WebhookEvent } from './webhook-event';
import type { Webhook } from './webhook.entity';
import { NotReady } from './webhook.errors';
import { canManage } from './webhook.policy';
import { type WebhookService } from './webhook.service';

const LIST = 'webhook-deliveries';

/** The delivery log, with a test and another try (API-4). */
export class WebhookDeliveryService {
  constructor(
    private readonly database: DataSource,
    private readonly webhooks: WebhookService,
    private readonly deliveries: WebhookDeliveryRepository,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, webhook: Webhook, first?: number | null, after?: string | null): Promise<Connection<DeliveryRow>> {
    const standing = requireAnyOf(actor, webhook.projectSpaceId, Permission.MANAGE_INTEGRATIONS);
    if (!canManage(standing)) throw forbidden();
    const page = await this.deliveries.page(webhook, pageRequest(LIST, { first, after }));
    return connectionOf(LIST, page, (row) => ({ value: row.sortValue, id: row.id }), () => this.deliveries.count(webhook));
  }

  /** Sends a body about nobody, as the first of the webhook's events. */
  async test(actor: Actor, webhookId: string): Promise<Webhook> {
    return await this.database.transaction(async (tx) => {
      const webhook = await this.webhooks.lockOne(tx, actor, webhookId);
      if (!webhook.enabled) throw new NotReady('webhookId');
      const [event] = webhook.events as [WebhookEvent];
      const { projectSpaceId } = webhook;
      const slug = standingIn(actor, projectSpaceId)?.slug ?? '';
      const now = this.clock.now();
      await this.deliveries.add(tx, webhook, event, sampleBody(event, { id: projectSpaceId, slug }, now), now);
      return webhook;
    });
  }

  /** The same body with the same id, at once; of any number of askings while it waits one is sent. */
  async resend(actor: Actor, deliveryId: string): Promise<Webhook> {
    return await this.database.transaction(async (tx) => {
      const found = isUuid(deliveryId) ? await this.deliveries.find(tx, projectSpaceIdsOf(actor), deliveryId) : null;
      const { thing } = requireFound(actor, found, Permission.MANAGE_INTEGRATIONS, 'deliveryId');
      const webhook = await this.webhooks.lockOne(tx, actor, thing.webhookId);
      if (!webhook.enabled) throw new NotReady('deliveryId');
      await this.deliveries.schedule(tx, thing, this.clock.now());
      return webhook;
    });
  }
}
