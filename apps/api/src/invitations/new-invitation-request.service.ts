import type { DataSource } from 'typeorm';
import { AuditChannel } from '../access/channel';
import type { RequestContext } from '../access/context';
import { type AuditLog } from '../audit/audit-log.service';
import { supportAddress } from '../mail-delivery/own-addresses';
import type { Clock } from '../platform/clock';
import type { Transaction } from '../platform/database/data-source';
import { type MailOutbox } from '../platform/mail/mail-outbox';
import { type AcceptService } from './accept.service';
import { InvitationStillOpen, NobodyToTell } from './invitation.errors';
import { InvitationLinkState, linkState, refusalOfState } from './invitation-link-state';
import { NEW_INVITATION_MAIL, NEW_INVITATION_SUPPORT_MAIL } from './new-invitation.mail';
import { type NewInvitationRequestRepository } from './new-invitation-request.repository';

/** "Ask for a new invitation", on the page of an expired or replaced link (INV-9). */
export class NewInvitationRequests {
  constructor(
    private readonly database: DataSource,
    private readonly links: AcceptService,
    private readonly requests: NewInvitationRequestRepository,
    private readonly outbox: MailOutbox,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly supportContact: string | null,
  ) {}

  /** Answers alike whether or not somebody is told: at most once a day they are. */
  async ask(context: RequestContext, token: string): Promise<void> {
    const invitation = await this.links.findByToken(context, token);
    const state = linkState(invitation, this.clock.now());
    if (state === InvitationLinkState.OPEN) throw new InvitationStillOpen();
    const mayAsk = state === InvitationLinkState.EXPIRED || state === InvitationLinkState.REPLACED;
    const refusal = mayAsk ? null : refusalOfState(state);
    if (refusal) throw refusal;
    if (!invitation) return;
    const { projectSpaceId, email, invitedById } = invitation;
    await this.database.transaction(async (tx) => {
      if (!(await this.requests.takeTurn(tx, invitation, this.clock.now()))) return;
      const told = await this.requests.whomToTell(tx, projectSpaceId, invitedById);
      await this.outbox.enqueueAll(tx, told.map(({ email: recipient, name }) => ({
        kind: NEW_INVITATION_MAIL, recipient, params: { projectSpaceId, email, name },
      })));
      if (told.length === 0) await this.tellSupport(tx, projectSpaceId, email);
      await this.audit.record(tx, { channel: AuditChannel.INVITATION }, {
        projectSpaceId, action: 'invitation.asked-for', subject: { email },
      });
    });
  }

  /** Where nobody in the project space could be: its first admin never came, say, or all have left. */
  private async tellSupport(tx: Transaction, projectSpaceId: string, email: string): Promise<void> {
    const recipient = supportAddress(this.supportContact);
    if (recipient === null) throw new NobodyToTell(this.supportContact);
    await this.outbox.enqueue(tx, { kind: NEW_INVITATION_SUPPORT_MAIL, recipient, params: { projectSpaceId, email } });
  }
}
