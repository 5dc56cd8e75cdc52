import type { Actor } from '../access/actor';
import { type AuditLog } from '../audit/audit-log.service';
import { DeliveryStatus } from '../mail-delivery/delivery-status';
import { type SendingLimits } from '../mail-delivery/sending-limits.service';
import { type Clock, daysAfter } from '../platform/clock';
import type { KeyRing } from '../platform/crypto/key-ring';
import type { Transaction } from '../platform/database/data-source';
import { type MailOutbox } from '../platform/mail/mail-outbox';
import { INVITATION_MAIL } from './invitation.mail';
import { type InvitationRepository } from './invitation.repository';
import type { InvitationRow } from './invitation-row.repository';
import { INVITATION_DAYS, newLink } from './invitation-token';

/** Sends an invitation's link, the first time and again (INV-3, INV-4). */
export class SendingService {
  constructor(
    private readonly invitations: InvitationRepository,
    private readonly limits: SendingLimits,
    private readonly outbox: MailOutbox,
    private readonly audit: AuditLog,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
  ) {}

  async mail(
    tx: Transaction, { projectSpaceId, id, email, sending }: Pick<InvitationRow, 'projectSpaceId' | 'id' | 'email' | 'sending'>,
  ): Promise<void> {
    await this.outbox.enqueue(tx, {
      kind: INVITATION_MAIL, recipient: email, params: { projectSpaceId, invitationId: id, sending },
    });
  }

  /** The same within the limits of sending (INV-15): the last that may refuse it. `field` is where its address stands. */
  async mailWithinLimits(
    tx: Transaction, actor: Actor, invitation: Pick<InvitationRow, 'projectSpaceId' | 'id' | 'email' | 'sending'>, ...field: string[]
  ): Promise<void> {
    const { projectSpaceId, email } = invitation;
    const inviterId = actor.kind === 'anonymous' ? null : actor.webUserId;
    await this.limits.take(tx, { recipient: email, inviterId, projectSpaceId }, ...field);
    await this.mail(tx, invitation);
  }

  /** For bulk: mails all, and says until when the last of them is held, null where none is (INV-15). */
  async mailAll(
    tx: Transaction, projectSpaceId: string, invitations: Pick<InvitationRow, 'id' | 'email' | 'sending'>[],
  ): Promise<Date | null> {
    const held = await this.limits.reserve(tx, projectSpaceId, invitations.map(({ email }) => email));
    await this.outbox.enqueueAll(tx, invitations.map(({ id, email, sending }, index) => ({
      kind: INVITATION_MAIL, recipient: email, params: { projectSpaceId, invitationId: id, sending }, heldUntil: held[index],
    })));
    return held.reduce((latest, one) => (one && (!latest || one > latest) ? one : latest), null);
  }

  /** A new link and 30 new days; the delivery status starts again at Queued. */
  async resend(
    tx: Transaction, actor: Actor, invitation: InvitationRow, ...field: string[]
  ): Promise<InvitationRow> {
    const { projectSpaceId, id, email } = invitation;
    const now = this.clock.now();
    const sending = invitation.sending + 1;
    const expiresAt = daysAfter(now, INVITATION_DAYS);
    await this.invitations.change(tx, invitation, {
      sending, lastSentAt: now, expiresAt, deliveryStatus: DeliveryStatus.QUEUED,
    });
    await this.invitations.addLink(tx, newLink(this.keys, projectSpaceId, id, sending));
    await this.mailWithinLimits(tx, actor, { projectSpaceId, id, email, sending }, ...field);
    await this.audit.record(tx, actor, {
      projectSpaceId, action: 'invitation.resent', subject: { id: invitation.webUserId, email },
      locationIds: invitation.locations.map((place) => place.id),
      changes: [{ field: 'expiresAt', from: invitation.expiresAt.toISOString(), to: expiresAt.toISOString() }],
    });
    return await this.get(tx, projectSpaceId, id);
  }

  async get(tx: Transaction, projectSpaceId: string, id: string): Promise<InvitationRow> {
    const row = await this.invitations.findOpen([projectSpaceId], id, tx);
    if (!row) throw new Error('An invitation that was just written is missing.');
    return row;
  }
}
