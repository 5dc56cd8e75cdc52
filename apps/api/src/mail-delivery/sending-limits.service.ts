import type { Clock } from '../platform/clock';
import type { Transaction } from '../platform/database/data-source';
import { DAY_MS, slotsFor } from './bulk-slots';
import { SendingLimited } from './sending.errors';
import type { Counted, SendingCountsRepository } from './sending-counts.repository';

/** How many mails a day. */
export interface MailLimits {
  recipient: number;
  inviter: number;
  space: number;
  bulk: number;
}

export interface Sending {
  recipient: string;
  /** Null for Usher itself. */
  inviterId: string | null;
  projectSpaceId: string;
}

interface Limited extends Counted {
  limit: number;
  what: string;
  field?: string[];
}

/** More than ever send at the same moment: only so near the limit they wait for each other. */
const AT_THE_SAME_MOMENT = 100;

/**
 * Counts mail by recipients, over any 24 hours, in the transaction that queues it: what is not sent in the end does not
 * count (INV-15).
 */
export class SendingLimits {
  constructor(
    private readonly counts: SendingCountsRepository,
    private readonly limits: MailLimits,
    private readonly clock: Clock,
  ) {}

  /** Counts one mail, or refuses it and says when to try again. `field` is where its address stands in the input. */
  async take(tx: Transaction, sending: Sending, ...field: string[]): Promise<void> {
    const now = this.clock.now();
    const limited = this.limitedBy(sending, field);
    const used = await this.counts.note(tx, limited, now);
    const near = limited.filter(({ against, limit }, index) => {
      // One address, or one invitation, is locked by whoever sends to it already.
      const margin = against === 'recipient' ? Math.ceil(limit / 2) : AT_THE_SAME_MOMENT;
      return (used[index] ?? 0) + margin >= limit;
    });
    if (near.length === 0) return;
    await this.counts.lock(tx, near);
    for (const one of near) await this.refuseWhenOver(tx, one, now);
  }

  /** For many at once, which is never refused: until when each has to wait, null for those that leave at once. */
  async reserve(tx: Transaction, projectSpaceId: string, recipients: string[]): Promise<(Date | null)[]> {
    if (recipients.length === 0) return [];
    const now = this.clock.now();
    const space: Counted = { against: 'bulk', who: projectSpaceId };
    await this.counts.lock(tx, [space]);
    const taken = await this.counts.bulkSlots(tx, projectSpaceId, now);
    const slots = slotsFor(recipients.length, taken, this.limits.bulk, now.getTime());
    const filled = await this.counts.filledRecipients(tx, recipients, this.limits.recipient, now);
    const moments = slots.flatMap(({ at, count }) => Array.from({ length: count }, () => at));
    const leaving = recipients.map((recipient, index) =>
      new Date(Math.max(moments[index] ?? 0, (filled.get(recipient)?.getTime() ?? 0) + DAY_MS * Number(filled.has(recipient)))));
    await this.counts.add(tx, [
      ...slots.map(({ at, count }) => ({ ...space, at: new Date(at), count })),
      ...recipients.map((who, index) => ({ against: 'recipient' as const, who, at: leaving[index] ?? now, count: 1 })),
    ]);
    return leaving.map((at) => (at > now ? at : null));
  }

  private limitedBy({ recipient, inviterId, projectSpaceId }: Sending, field: string[]): Limited[] {
    const { recipient: perRecipient, inviter, space } = this.limits;
    return [
      { against: 'recipient', who: recipient, limit: perRecipient, field, what: 'This address was mailed often enough today.' },
      ...(inviterId === null ? [] : [
        { against: 'inviter' as const, who: inviterId, limit: inviter, what: 'You have sent as many invitations today as one person may.' },
      ]),
      { against: 'space', who: projectSpaceId, limit: space, what: 'This project space has sent as many invitations today as it may.' },
    ];
  }

  /** The mail in question is counted already. */
  private async refuseWhenOver(tx: Transaction, { limit, what, field, ...counted }: Limited, now: Date): Promise<void> {
    const since = await this.counts.filledSince(tx, counted, limit + 1, now);
    if (!since) return;
    const seconds = Math.ceil((since.getTime() + DAY_MS - now.getTime()) / 1000);
    throw new SendingLimited(what, Math.max(1, seconds), field);
  }
}
