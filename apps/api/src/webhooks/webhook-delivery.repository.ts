import type { DataSource } from 'typeorm';
import { daysAfter } from '../platform/clock';
import type { Transaction } from '../platform/database/data-source';
import { CLEANED_AT_ONCE } from '../platform/jobs/daily';
import { type Page, type PageRequest, pageOf } from '../platform/database/keyset';
import { keysetOf, SortDirection } from '../platform/database/ordering';
import { allOf, Parameters } from '../platform/database/parameters';
import { deliveriesOf } from './webhook-body';
import { WebhookDelivery } from './webhook-delivery.entity';
import { typeOf, type WebhookEvent } from './webhook-event';
import type { Webhook } from './webhook.entity';
import type { SigningKeys } from './webhook-secret';

export type DeliveryRow = WebhookDelivery & { sortValue: string };

/** A delivery that is due, with what it takes to sign and send it. */
export interface DueDelivery extends Pick<WebhookDelivery, 'projectSpaceId' | 'id' | 'body' | 'attempts' | 'leasedUntil'> {
  url: string;
  webhook: SigningKeys;
}

interface FlatDelivery extends Omit<DueDelivery, 'webhook'>, Omit<SigningKeys, 'id'> {
  webhookId: string;
}

/** Longer than a delivery is tried for. */
const KEPT_DAYS = 7;

/** So that a receiver that hangs holds up neither others nor itself for ever. */
const AT_ONCE_PER_WEBHOOK = 4;

/** Those that wait, a few of each webhook: a walk along the index that touches one entry per webhook and one per delivery. */
const CLAIM = `
  WITH RECURSIVE waiting AS (
    (SELECT webhook_id FROM webhook_deliveries WHERE next_attempt_at IS NOT NULL ORDER BY webhook_id LIMIT 1)
    UNION ALL
    SELECT (SELECT d.webhook_id FROM webhook_deliveries d
      WHERE d.next_attempt_at IS NOT NULL AND d.webhook_id > w.webhook_id ORDER BY d.webhook_id LIMIT 1)
    FROM waiting w WHERE w.webhook_id IS NOT NULL),
  due AS MATERIALIZED (
    SELECT d.project_space_id, d.id FROM (SELECT webhook_id FROM waiting WHERE webhook_id IS NOT NULL ORDER BY random()) w
    CROSS JOIN LATERAL (
      SELECT d.project_space_id, d.id FROM webhook_deliveries d
      JOIN webhooks h ON h.project_space_id = d.project_space_id AND h.id = d.webhook_id AND h.enabled
      WHERE d.webhook_id = w.webhook_id AND d.next_attempt_at <= $1 AND (d.leased_until IS NULL OR d.leased_until <= now())
      ORDER BY d.next_attempt_at
      LIMIT greatest(0, ${AT_ONCE_PER_WEBHOOK} - (SELECT count(*) FROM webhook_deliveries busy
        WHERE busy.webhook_id = w.webhook_id AND busy.next_attempt_at IS NOT NULL AND busy.leased_until > now()))
      FOR UPDATE OF d SKIP LOCKED) d
    LIMIT $2)
  UPDATE webhook_deliveries d SET leased_until = now() + make_interval(secs => $3)
  FROM due, webhooks h
  WHERE d.project_space_id = due.project_space_id AND d.id = due.id AND h.project_space_id = d.project_space_id AND h.id = d.webhook_id
  RETURNING d.project_space_id AS "projectSpaceId", d.id, d.body, d.attempts, d.leased_until AS "leasedUntil", h.url,
    h.id AS "webhookId", h.secret, h.secret_key_id AS "secretKeyId", h.former_secret AS "formerSecret",
    h.former_secret_key_id AS "formerSecretKeyId", h.former_secret_until AS "formerSecretUntil"`;

function dueDelivery(flat: FlatDelivery): DueDelivery {
  const { projectSpaceId, id, body, attempts, leasedUntil, url, webhookId, ...keys } = flat;
  return { projectSpaceId, id, body, attempts, leasedUntil, url, webhook: { ...keys, projectSpaceId, id: webhookId } };
}

export class WebhookDeliveryRepository {
  constructor(private readonly database: DataSource) {}

  /** One kind of event for any number of things of a project space, for whoever wants it. */
  async addEvent(tx: Transaction, projectSpaceId: string, event: `${WebhookEvent}`, ids: string[], now: Date): Promise<void> {
    const wanting = await tx.query<unknown[]>(
      'SELECT 1 FROM webhooks WHERE project_space_id = $1 AND enabled AND $2 = ANY(events) LIMIT 1', [projectSpaceId, event]);
    if (wanting.length > 0) await tx.query(deliveriesOf(event), [projectSpaceId, event, now, typeOf(event), ids]);
  }

  async add(tx: Transaction, { projectSpaceId, id: webhookId }: Webhook, event: WebhookEvent, body: string, at: Date): Promise<void> {
    await tx.insert(WebhookDelivery, { projectSpaceId, webhookId, event, at, body, nextAttemptAt: at });
  }

  /** Newest first. */
  async page({ projectSpaceId, id }: Pick<Webhook, 'projectSpaceId' | 'id'>, request: PageRequest): Promise<Page<DeliveryRow>> {
    const parameters = new Parameters();
    const where = `d.project_space_id = ${parameters.add(projectSpaceId)} AND d.webhook_id = ${parameters.add(id)}`;
    const ordering = { expression: 'd.at', type: 'timestamptz', id: 'd.id', direction: SortDirection.DESC } as const;
    const { beyond, orderBy } = keysetOf(ordering, request, parameters);
    const rows = await this.database.query<DeliveryRow[]>(
      `SELECT d.project_space_id AS "projectSpaceId", d.id, d.webhook_id AS "webhookId", d.event, d.at, d.at::text AS "sortValue",
         d.body, d.attempts, d.status_code AS "statusCode", d.succeeded, d.error, d.next_attempt_at AS "nextAttemptAt"
       FROM webhook_deliveries d WHERE ${allOf(where, beyond)}
       ORDER BY ${orderBy} LIMIT ${parameters.add(request.limit + 1)}`, parameters.values);
    return pageOf(rows, request);
  }

  async count({ projectSpaceId, id: webhookId }: Pick<Webhook, 'projectSpaceId' | 'id'>): Promise<number> {
    return await this.database.manager.countBy(WebhookDelivery, { projectSpaceId, webhookId });
  }

  async find(tx: Transaction, projectSpaceIds: string[], id: string): Promise<WebhookDelivery | null> {
    if (projectSpaceIds.length === 0) return null;
    return await tx.createQueryBuilder(WebhookDelivery, 'd')
      .where('d.projectSpaceId IN (:...projectSpaceIds) AND d.id = :id', { projectSpaceIds, id }).getOne();
  }

  async schedule(tx: Transaction, { projectSpaceId, id }: WebhookDelivery, nextAttemptAt: Date): Promise<void> {
    await tx.update(WebhookDelivery, { projectSpaceId, id }, { nextAttemptAt });
  }

  /** Takes what is due, of any number of workers each delivery by one. */
  async claim(now: Date, most: number, leaseSeconds: number): Promise<DueDelivery[]> {
    // TypeORM answers an UPDATE with its rows and their number.
    const [rows] = await this.database.query<[FlatDelivery[], number]>(CLAIM, [now, most, leaseSeconds]);
    return rows.map(dueDelivery);
  }

  /** Notes an attempt, unless its lease ran out and another worker has it now. */
  async note(
    tx: Transaction, { projectSpaceId, id, attempts }: DueDelivery, outcome: Partial<WebhookDelivery>,
  ): Promise<void> {
    await tx.createQueryBuilder().update(WebhookDelivery).set({ ...outcome, attempts: attempts + 1, leasedUntil: null })
      .where({ projectSpaceId, id, attempts }).execute();
  }

  /** The log is short: it holds names and addresses of people who may have gone (MEM-5). */
  async removeOld(tx: Transaction, now: Date): Promise<number> {
    const [, count] = await tx.query<[unknown, number]>(
      `DELETE FROM webhook_deliveries d USING (
         SELECT project_space_id, id FROM webhook_deliveries WHERE at < $1 LIMIT ${CLEANED_AT_ONCE}) old
       WHERE d.project_space_id = old.project_space_id AND d.id = old.id`, [daysAfter(now, -KEPT_DAYS)]);
    return count;
  }
}
