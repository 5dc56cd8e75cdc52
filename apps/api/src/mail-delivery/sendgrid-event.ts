import { z } from 'zod';
import { DeliveryEventKind } from './delivery-event.entity';
import type { DeliveryFact } from './delivery-fact';
import { DeliveryStatus } from './delivery-status';

const text = z.string().max(10_000).transform((value) => value.replace(/\p{Cc}+/gu, ' ').trim()).optional().catch(undefined);

/** The parts of an event that matter here; whatever else it holds is left alone. */
const sendGridEvent = z.object({
  event: z.string(),
  sg_event_id: z.string().regex(/^[\x21-\x7e]{1,200}$/),
  timestamp: z.coerce.number().int().positive().max(253_402_300_799),
  mailId: z.uuid().optional().catch(undefined),
  sg_message_id: text,
  'smtp-id': text,
  type: text,
  status: text,
  reason: text,
  response: text,
});

export type SendGridEvent = z.infer<typeof sendGridEvent>;

/** Null where it is not one. */
export function readSendGridEvent(value: unknown): SendGridEvent | null {
  return sendGridEvent.safeParse(value).data ?? null;
}

const COUNTING_DROPS = new Set(['bounced address', 'invalid']);

function ofBounce({ type, status }: SendGridEvent): Pick<DeliveryFact, 'kind' | 'standsFor' | 'counts'> {
  if (/^[24]\./.test(status ?? '')) return { kind: DeliveryEventKind.DEFERRED, standsFor: null, counts: 'never' };
  if (type === 'blocked') return { kind: DeliveryEventKind.BOUNCED, standsFor: null, counts: 'for a day' };
  return { kind: DeliveryEventKind.BOUNCED, standsFor: DeliveryStatus.UNDELIVERABLE, counts: 'for good' };
}

function meaningOf(event: SendGridEvent): Pick<DeliveryFact, 'kind' | 'standsFor' | 'counts'> | null {
  const { DELIVERED, UNDELIVERABLE } = DeliveryStatus;
  if (event.event === 'delivered') return { kind: DeliveryEventKind.DELIVERED, standsFor: DELIVERED, counts: 'never' };
  if (event.event === 'deferred') return { kind: DeliveryEventKind.DEFERRED, standsFor: null, counts: 'never' };
  if (event.event === 'bounce') return ofBounce(event);
  if (event.event === 'spamreport') return { kind: DeliveryEventKind.COMPLAINED, standsFor: DELIVERED, counts: 'for good' };
  if (event.event !== 'dropped') return null;
  const counts = COUNTING_DROPS.has(event.reason?.toLowerCase() ?? '') ? 'for good' : 'never';
  return { kind: DeliveryEventKind.SUPPRESSED, standsFor: UNDELIVERABLE, counts };
}

/** What an event tells of a mail (EML-4); null where it tells nothing of its delivery, as an opening does. */
export function factOfSendGrid(event: SendGridEvent): DeliveryFact | null {
  const meaning = meaningOf(event);
  return meaning && { ...meaning, at: new Date(event.timestamp * 1000), detail: event.reason || event.response || null };
}

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/** The id of our mail as the event itself names it: by our argument, or by the Message-ID of a mail that came by SMTP. */
export function mailIdIn({ mailId, 'smtp-id': messageId }: SendGridEvent): string | null {
  return mailId ?? UUID.exec(messageId ?? '')?.[0] ?? null;
}

/** SendGrid adds parts to the id it answered with, each after a dot: any beginning of it may be the one. */
export function providerIdsIn({ sg_message_id: id = '' }: SendGridEvent): string[] {
  const parts = id.split('.').slice(0, 10);
  return id === '' ? [] : parts.map((_, index) => parts.slice(0, index + 1).join('.'));
}
