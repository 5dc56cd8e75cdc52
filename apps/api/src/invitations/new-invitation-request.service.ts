import type { DataSource } from 'typeorm';
import { AuditChannel } from '../access/channel';
import type { RequestContext } from '../access/context';
import { type AuditLog } from '../audit/audit-log.service';
import type { Clock } from '../platform/clock';
import { type MailOutbox } from '../platform/mail/mail-outbox';
import { type AcceptService } from './accept.service';
import { InvitationStillOpen } from './invitation.errors';
import { InvitationLinkState, linkState, refusalOfState } from './invitation-link-state';
import { NEW_INVITATION_MAIL } from './new-invitation.mail';
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
      await this.audit.record(tx, { channel: AuditChannel.INVITATION }, {
        projectSpaceId, action: 'invitation.asked-for', subject: { email },
      });
    });
  }
}
