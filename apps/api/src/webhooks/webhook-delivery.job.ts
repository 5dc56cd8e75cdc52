import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { system } from '../access/access';
import { type AuditLog } from '../audit/audit-log.service';
import type { Clock } from '../platform/clock';
import type { KeyRing } from '../platform/crypto/key-ring';
import type { OutgoingNetworks } from '../platform/outgoing/outgoing-networks';
import { postOutside } from '../platform/outgoing/post';
import { type DueDelivery, type WebhookDeliveryRepository } from './webhook-delivery.repository';
import { type WebhookRepository } from './webhook.repository';
import { signatureOf } from './webhook-secret';

const LOOK_EVERY_MS = 500;
const MOST_AT_ONCE = 20;
const DEADLINE_MS = 10_000;
/** Well over the deadline: whatever a killed process left undone is taken up again after it. */
const LEASE_SECONDS = 30;

const [SECOND, MINUTE, HOUR] = [1_000, 60_000, 3_600_000];
/** The waits that Standard Webhooks recommends: about three days in all. */
const WAITS = [
  5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR,
];

const GONE = 410;
const REDIRECTS = 3;

interface Answer {
  statusCode: number | null;
  error: string | null;
}

function answerOf(statusCode: number): Answer {
  const group = Math.floor(statusCode / 100);
  if (group === 2) return { statusCode, error: null };
  const error = group === REDIRECTS ? 'It answered with a redirect, which is not followed.' : `It answered with ${statusCode}.`;
  return { statusCode, error };
}

export class WebhookSender {
  private readonly stopping = new AbortController();
  private readonly underWay = new Set<Promise<void>>();
  private looking = Promise.resolve();

  constructor(
    private readonly database: DataSource,
    private readonly webhooks: WebhookRepository,
    private readonly deliveries: WebhookDeliveryRepository,
    private readonly networks: OutgoingNetworks,
    private readonly audit: AuditLog,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
    private readonly warn: (error: unknown) => void,
  ) {}

  start(): void {
    this.looking = this.look();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.looking;
    await Promise.all(this.underWay);
  }

  private async look(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        const due = await this.deliveries.claim(this.clock.now(), MOST_AT_ONCE - this.underWay.size, LEASE_SECONDS);
        for (const delivery of due) this.track(this.deliver(delivery));
        if (this.underWay.size >= MOST_AT_ONCE) await Promise.race(this.underWay);
        else if (due.length === 0) await this.pause();
      } catch (error) {
        this.warn(error);
        await this.pause();
      }
    }
  }

  private async pause(): Promise<void> {
    await sleep(LOOK_EVERY_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }

  private track(work: Promise<void>): void {
    const tracked = work.catch(this.warn).finally(() => this.underWay.delete(tracked));
    this.underWay.add(tracked);
  }

  /** At least once: a process that dies between the receiver's yes and the note of it has it sent again. */
  private async deliver(delivery: DueDelivery): Promise<void> {
    const answer = await this.post(delivery);
    if (this.stopping.signal.aborted && answer.statusCode === null) return;
    const succeeded = answer.error === null;
    const wait = WAITS[delivery.attempts];
    const nextAttemptAt = succeeded || wait === undefined ? null : new Date(this.clock.now().getTime() + wait);
    await this.database.transaction(async (tx) => {
      await this.deliveries.note(tx, delivery, { ...answer, succeeded, nextAttemptAt });
      if (answer.statusCode !== GONE) return;
      const { projectSpaceId } = delivery;
      await this.webhooks.change(tx, delivery.webhook, { enabled: false });
      await this.audit.record(tx, system, {
        projectSpaceId, action: 'webhook.switched-off', subjectName: new URL(delivery.url).host,
      });
    });
  }

  private async post({ id, url, body, webhook }: DueDelivery): Promise<Answer> {
    // The receiver compares it with its own clock, not with ours, which may be moved.
    const at = new Date();
    // Outside of what counts as an attempt: without the key it is left, lease and all, to a worker that has it.
    const signature = signatureOf(this.keys, webhook, id, at, body, this.clock.now());
    try {
      return answerOf(await postOutside(this.networks, {
        url, body, signal: AbortSignal.any([this.stopping.signal, AbortSignal.timeout(DEADLINE_MS)]),
        headers: {
          'content-type': 'application/json', 'user-agent': 'Usher-Webhooks/1', 'webhook-id': id,
          'webhook-timestamp': String(Math.floor(at.getTime() / SECOND)),
          'webhook-signature': signature,
        },
      }));
    } catch (error) {
      return { statusCode: null, error: explain(error) };
    }
  }
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return 'It could not be reached.';
  return error.name === 'TimeoutError' || error.name === 'AbortError' ? 'It did not answer within 10 seconds.'
    : error.message || String((error as NodeJS.ErrnoException).code);
}
