import { DeliveryStatus } from '../mail-delivery/delivery-status';
import { type Clock, daysAfter } from '../platform/clock';
import type { Transaction } from '../platform/database/data-source';
import { daily } from '../platform/jobs/daily';
import type { PeriodicJob } from '../platform/jobs/periodic-jobs';
import { type MailOutbox } from '../platform/mail/mail-outbox';
import type { DeliveryChange } from './invitation-delivery.repository';
import { UNDELIVERABLE_MAIL } from './undeliverable-notice.mail';
import { type UndeliverableNoticeRepository } from './undeliverable-notice.repository';

const DAYS_KEPT = 30;

/** Notes which inviter is to be told; the mail follows by the round (EML-7). */
export function noteUndeliverable(notices: UndeliverableNoticeRepository, clock: Clock) {
  return async (tx: Transaction, changes: DeliveryChange[]): Promise<void> => {
    const cameBack = changes.filter(
      ({ deliveryStatus, invitedById }) => deliveryStatus === DeliveryStatus.UNDELIVERABLE && invitedById !== null);
    if (cameBack.length > 0) await notices.add(tx, cameBack, clock.now());
  };
}

export function undeliverableJobs(notices: UndeliverableNoticeRepository, outbox: MailOutbox): PeriodicJob[] {
  return [
    {
      name: 'undeliverable-notices',
      everySeconds: 30,
      async work(tx, now) {
        const { due, hasMore } = await notices.takeDue(tx, now);
        await outbox.enqueueAll(tx, due.map(({ recipient, inviterId, toldWith }) => ({
          kind: UNDELIVERABLE_MAIL, recipient, params: { inviterId, toldWith },
        })));
        return hasMore;
      },
    },
    daily('undeliverable-notices', async (tx, now) => await notices.removeOld(tx, daysAfter(now, -DAYS_KEPT))),
  ];
}
