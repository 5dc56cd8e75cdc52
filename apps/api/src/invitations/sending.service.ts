import type { Actor } from '../access/actor';
import { type AuditLog } from '../audit/audit-log.service';
import { DeliveryStatus } from '../mail-delivery/delivery-status';
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

  /** A new link and 30 new days; the delivery status starts again at Queued. */
  async resend(tx: Transaction, actor: Actor, invitation: InvitationRow): Promise<InvitationRow> {
    const { projectSpaceId, id, email } = invitation;
    const now = this.clock.now();
    const sending = invitation.sending + 1;
    const expiresAt = daysAfter(now, INVITATION_DAYS);
    await this.invitations.change(tx, invitation, {
      sending, lastSentAt: now, expiresAt, deliveryStatus: DeliveryStatus.QUEUED,
    });
    await this.invitations.addLink(tx, newLink(this.keys, projectSpaceId, id, sending));
    await this.mail(tx, { projectSpaceId, id, email, sending });
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
