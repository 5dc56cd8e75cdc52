import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { projectSpaceIdsOf, requireAnyOf, requireFound, requirePermission } from '../access/access';
import { Invalid, Required } from '../access/access.errors';
import type { Actor } from '../access/actor';
import { Permission } from '../access/permission';
import { changesBetween } from '../audit/audit-changes';
import { type AuditLog } from '../audit/audit-log.service';
import { type Clock, daysAfter } from '../platform/clock';
import type { KeyRing } from '../platform/crypto/key-ring';
import type { Transaction } from '../platform/database/data-source';
import { isUuid } from '../platform/database/keyset';
import { forbidden } from '../platform/graphql/faults';
import type { OutgoingNetworks } from '../platform/outgoing/outgoing-networks';
import { refuseTogether } from '../platform/refusal';
import { type StandingLock } from '../project-spaces/standing-lock.service';
import type { WebhookEvent } from './webhook-event';
import { canManage } from './webhook.policy';
import { type WebhookRepository } from './webhook.repository';
import { newSecret, sealSecret } from './webhook-secret';
import { refusalOfUrl } from './webhook-url';
import type { Webhook } from './webhook.entity';

const MOST_PER_SPACE = 20;
const FORMER_SECRET_DAYS = 1;

export interface NewWebhook {
  projectSpaceId: string;
  url: string;
  events: WebhookEvent[];
}

export interface WebhookChange {
  webhookId: string;
  url?: string | null;
  events?: WebhookEvent[] | null;
  enabled?: boolean | null;
}

interface WithSecret {
  webhook: Webhook;
  /** Shown this once. */
  secret: string;
}

const hostOf = (webhook: Pick<Webhook, 'url'>) => new URL(webhook.url).host;
const refusalOfEvents = (events: WebhookEvent[]) => (events.length === 0 ? new Required('At least one event', 'events') : null);
/** A path or query may hold a secret of the receiver's, so only the host is recorded. */
const recorded = (webhook: Webhook) =>
  ({ host: hostOf(webhook), events: [...webhook.events].sort().join(', '), enabled: webhook.enabled ? 'yes' : 'no' });

/** Whom integrators want told, and of what (API-4). */
export class WebhookService {
  constructor(
    private readonly database: DataSource,
    private readonly webhooks: WebhookRepository,
    private readonly lock: StandingLock,
    private readonly networks: OutgoingNetworks,
    private readonly audit: AuditLog,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, projectSpaceId: string): Promise<Webhook[]> {
    const standing = requireAnyOf(actor, projectSpaceId, Permission.MANAGE_INTEGRATIONS);
    if (!canManage(standing)) throw forbidden();
    return await this.webhooks.list(projectSpaceId);
  }

  /** One of them, for whoever may see them all; there are never more than a few. */
  async find(actor: Actor, projectSpaceId: string, id: string): Promise<Webhook | null> {
    return (await this.list(actor, projectSpaceId)).find((webhook) => webhook.id === id) ?? null;
  }

  async create(actor: Actor, { projectSpaceId, ...given }: NewWebhook): Promise<WithSecret> {
    requirePermission(actor, projectSpaceId, Permission.MANAGE_INTEGRATIONS);
    return await this.database.transaction(async (tx) => {
      const standing = await this.lock.take(tx, actor, projectSpaceId, Permission.MANAGE_INTEGRATIONS);
      if (!canManage(standing)) throw forbidden();
      const url = given.url.trim();
      refuseTogether(refusalOfUrl(url, this.networks), refusalOfEvents(given.events));
      if ((await this.webhooks.count(tx, projectSpaceId)) >= MOST_PER_SPACE) {
        throw new Invalid(`A project space has at most ${MOST_PER_SPACE} webhooks. Delete one first.`, 'projectSpaceId');
      }
      const id = randomUUID();
      const secret = newSecret();
      const webhook: Webhook = {
        projectSpaceId, id, url, events: [...new Set(given.events)], enabled: true, createdAt: this.clock.now(),
        ...sealSecret(this.keys, { projectSpaceId, id }, secret),
        formerSecret: null, formerSecretKeyId: null, formerSecretUntil: null,
      };
      await this.webhooks.add(tx, webhook);
      await this.record(tx, actor, webhook, 'created', changesBetween({}, recorded(webhook)));
      return { webhook, secret };
    });
  }

  /** Absent leaves as it is. What waits for a webhook that is switched off waits on. */
  async change(actor: Actor, { webhookId, ...given }: WebhookChange): Promise<Webhook> {
    return await this.database.transaction(async (tx) => {
      const before = await this.lockOne(tx, actor, webhookId);
      const url = given.url?.trim() ?? before.url;
      const events = given.events ? [...new Set(given.events)] : before.events;
      refuseTogether(given.url == null ? null : refusalOfUrl(url, this.networks), refusalOfEvents(events));
      const webhook = { ...before, url, events, enabled: given.enabled ?? before.enabled };
      await this.webhooks.change(tx, before, { url, events, enabled: webhook.enabled });
      const changes = changesBetween(recorded(before), recorded(webhook));
      if (changes.length > 0 || url !== before.url) await this.record(tx, actor, webhook, 'changed', changes);
      return webhook;
    });
  }

  async delete(actor: Actor, webhookId: string): Promise<string> {
    return await this.database.transaction(async (tx) => {
      const webhook = await this.lockOne(tx, actor, webhookId);
      await this.webhooks.remove(tx, webhook);
      await this.record(tx, actor, webhook, 'deleted', changesBetween(recorded(webhook), {}));
      return webhook.id;
    });
  }

  /** The former secret signs beside the new one for a day. */
  async rotateSecret(actor: Actor, webhookId: string): Promise<WithSecret> {
    return await this.database.transaction(async (tx) => {
      const before = await this.lockOne(tx, actor, webhookId);
      const secret = newSecret();
      const change = {
        ...sealSecret(this.keys, before, secret), formerSecret: before.secret, formerSecretKeyId: before.secretKeyId,
        formerSecretUntil: daysAfter(this.clock.now(), FORMER_SECRET_DAYS),
      };
      await this.webhooks.change(tx, before, change);
      await this.record(tx, actor, before, 'secret-rotated', []);
      return { webhook: { ...before, ...change }, secret };
    });
  }

  /** Found among the actor's project spaces, with the right still held. */
  async lockOne(tx: Transaction, actor: Actor, webhookId: string): Promise<Webhook> {
    const found = isUuid(webhookId) ? await this.webhooks.find(tx, projectSpaceIdsOf(actor), webhookId) : null;
    const { thing, standing } = requireFound(actor, found, Permission.MANAGE_INTEGRATIONS, 'webhookId');
    if (!canManage(standing)) throw forbidden();
    return thing;
  }

  private async record(
    tx: Transaction, actor: Actor, webhook: Webhook, verb: string, changes: ReturnType<typeof changesBetween>,
  ): Promise<void> {
    await this.audit.record(tx, actor, {
      projectSpaceId: webhook.projectSpaceId, action: `webhook.${verb}`, subjectName: hostOf(webhook), changes,
    });
  }
}
