import type { MailOutcome } from '../platform/mail/mail-transport';
import { DeliveryEventKind } from './delivery-event.entity';
import { DeliveryStatus } from './delivery-status';

const DAY_MS = 24 * 60 * 60 * 1000;

/** What one event tells, whoever told it. */
export interface DeliveryFact {
  kind: DeliveryEventKind;
  at: Date;
  detail: string | null;
  /** The delivery status it makes; null where it makes none. */
  standsFor: DeliveryStatus | null;
  /** How long it counts towards a block (EML-4). */
  counts: 'for good' | 'for a day' | 'never';
}

/** Until when an event counts, as PostgreSQL reads it. */
export function countsUntil({ at, counts }: Pick<DeliveryFact, 'at' | 'counts'>): string | null {
  if (counts === 'for good') return 'infinity';
  return counts === 'for a day' ? new Date(at.getTime() + DAY_MS).toISOString() : null;
}

/** RFC 3463: class 5.7.x is a matter of policy or of trust in us, not of the address. */
const isPolicy = (reply: string) => /^5\d\d[ -]5\.7\.\d/.test(reply);

/** What our own sending of a mail tells beside Sent; null where it tells nothing of the address (EML-4). */
export function factOf({ outcome, reply }: MailOutcome, at: Date): DeliveryFact | null {
  const { UNDELIVERABLE } = DeliveryStatus;
  const told = { at, detail: reply };
  if (outcome === 'bounced') {
    const counts = isPolicy(reply) ? 'for a day' : 'for good';
    return { ...told, kind: DeliveryEventKind.BOUNCED, standsFor: UNDELIVERABLE, counts };
  }
  if (outcome === 'refused') return { ...told, kind: DeliveryEventKind.BOUNCED, standsFor: UNDELIVERABLE, counts: 'never' };
  if (outcome === 'held') return { ...told, kind: DeliveryEventKind.SUPPRESSED, standsFor: UNDELIVERABLE, counts: 'never' };
  if (outcome === 'temporary') return { ...told, kind: DeliveryEventKind.DEFERRED, standsFor: null, counts: 'never' };
  return null;
}
