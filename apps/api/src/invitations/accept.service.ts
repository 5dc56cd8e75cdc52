import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { refuseApiKeys, requireSignedIn } from '../access/access';
import { Required } from '../access/access.errors';
import { AuditChannel } from '../access/channel';
import type { RequestContext } from '../access/context';
import type { Throttles } from '../access/throttles';
import { type AuditLog } from '../audit/audit-log.service';
import { AlreadyMember } from '../memberships/membership.errors';
import { type MembershipHooks } from '../memberships/membership-hooks.service';
import { type MembershipRepository } from '../memberships/membership.repository';
import type { MembershipRow } from '../memberships/membership-row.repository';
import type { Clock } from '../platform/clock';
import { linkTokenHash } from '../platform/crypto/link-token';
import type { Transaction } from '../platform/database/data-source';
import { refusalOfConstraint } from '../platform/database/constraint-refusals';
import { isUuid } from '../platform/database/keyset';
import { badUserInput } from '../platform/graphql/faults';
import { type MailOutbox } from '../platform/mail/mail-outbox';
import { type SessionService } from '../sign-in/session.service';
import type { WebUser } from '../web-users/web-user.entity';
import { type WebUserRepository } from '../web-users/web-user.repository';
import { ANSWER_MAIL } from './answer.mail';
import { AccountExists, EmailMismatch, InvitationUnknown, InvitationUsed } from './invitation.errors';
import { type InvitationHooks } from './invitation-hooks.service';
import { InvitationState } from './invitation.entity';
import { type InvitationLinkRepository } from './invitation-link.repository';
import { linkState, refusalOfState, visibleOf, type VisibleLink } from './invitation-link-state';
import { type InvitationRepository } from './invitation.repository';
import type { LinkedInvitation } from './linked-invitation';
import { type NewAccount, type NewAccountService } from './new-account.service';

export interface InvitationAnswer {
  token?: string | null;
  invitationId?: string | null;
}

export interface Acceptance {
  membership: MembershipRow | null;
  email: string;
  accountCreated: boolean;
}

/** Answering an invitation, by its link or by one's own list (INV-6 to INV-10, INV-16). */
export class AcceptService {
  constructor(
    private readonly database: DataSource,
    private readonly links: InvitationLinkRepository,
    private readonly invitations: InvitationRepository,
    private readonly memberships: MembershipRepository,
    private readonly people: WebUserRepository,
    private readonly accounts: NewAccountService,
    private readonly sessions: SessionService,
    private readonly throttles: Throttles,
    private readonly outbox: MailOutbox,
    private readonly hooks: InvitationHooks,
    private readonly memberHooks: MembershipHooks,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** What the accept page shows; looking changes nothing (INV-14). */
  async look(context: RequestContext, token: string): Promise<VisibleLink> {
    return visibleOf(await this.findByToken(context, token), this.clock.now());
  }

  /** Open invitations to the viewer's own addresses (INV-7). */
  async received(context: RequestContext): Promise<LinkedInvitation[]> {
    return await this.links.openTo(requireSignedIn(context.actor).webUserId, this.clock.now());
  }

  /** Account, membership and the spent invitation are one transaction; of any number at once one succeeds. */
  async accept(context: RequestContext, answer: InvitationAnswer, account: NewAccount | null): Promise<Acceptance> {
    const invitation = await this.find(context, answer);
    const { actor } = context;
    const newPerson = actor.kind === 'web-user' ? null : await this.prepareAccount(invitation, account);
    try {
      await this.database.transaction(async (tx) => {
        await this.people.lockAddresses(tx, invitation.email);
        const person = newPerson ?? await this.people.get(requireSignedIn(actor).webUserId, tx);
        if (newPerson) await this.people.add(tx, newPerson);
        await this.join(tx, context, invitation, person);
      });
    } catch (error) {
      throw refusalOfConstraint(error) ?? error;
    }
    return { membership: await this.joined(context, invitation), email: invitation.email, accountCreated: newPerson !== null };
  }

  /** The invited person says no: the invitation ends, and its inviter is told. */
  async decline(context: RequestContext, answer: InvitationAnswer): Promise<void> {
    const invitation = await this.find(context, answer);
    const { projectSpaceId, email } = invitation;
    await this.database.transaction(async (tx) => {
      await this.spend(tx, invitation, InvitationState.DECLINED);
      await this.tellInviter(tx, invitation, false);
      await this.audit.record(tx, context.actor, {
        projectSpaceId, action: 'invitation.declined', subject: { email }, channel: AuditChannel.INVITATION,
      });
      await this.hooks.tell(tx, { projectSpaceId, event: 'INVITATION_REMOVED', invitationIds: [invitation.id] });
    });
  }

  private async find(context: RequestContext, { token, invitationId }: InvitationAnswer): Promise<LinkedInvitation> {
    refuseApiKeys(context.actor);
    if ((token == null) === (invitationId == null)) throw badUserInput('Give either `token` or `invitationId`.');
    const { actor } = context;
    const found = token != null ? await this.findByToken(context, token) : await this.findOwn(context, invitationId ?? '');
    const refusal = refusalOfState(linkState(found, this.clock.now()));
    if (refusal) throw refusal;
    if (!found) throw new InvitationUnknown();
    if (actor.kind === 'web-user' && !(await this.isAddressOf(actor.webUserId, found.email))) {
      throw new EmailMismatch(found.email, actor.email);
    }
    return found;
  }

  /** Only links that nobody ever had count against who tries them (SIG-3). */
  async findByToken({ client }: RequestContext, token: string): Promise<LinkedInvitation | null> {
    const found = await this.links.findByToken(linkTokenHash(token));
    if (!found) await this.throttles.link.count(client);
    return found;
  }

  private async findOwn(context: RequestContext, id: string): Promise<LinkedInvitation | null> {
    const { webUserId } = requireSignedIn(context.actor);
    return isUuid(id) ? await this.links.findOpenToPerson(webUserId, id) : null;
  }

  private async isAddressOf(webUserId: string, email: string): Promise<boolean> {
    return (await this.people.findByAddress(email))?.id === webUserId;
  }

  private async prepareAccount(invitation: LinkedInvitation, account: NewAccount | null): Promise<WebUser> {
    if (invitation.accountExists) throw new AccountExists();
    if (!account) throw new Required('Your name and a password', 'account');
    return await this.accounts.prepare(invitation.email, account);
  }

  private async join(
    tx: Transaction, context: RequestContext, invitation: LinkedInvitation, person: WebUser,
  ): Promise<void> {
    const { projectSpaceId, email } = invitation;
    const joinedAt = this.clock.now();
    const membershipId = randomUUID();
    const current = await this.invitations.findOpen([projectSpaceId], invitation.id, tx);
    if (!current || current.sending !== invitation.sending) throw new InvitationUsed();
    if (await this.memberships.isMember(tx, projectSpaceId, person.id)) throw new AlreadyMember('token');
    await this.spend(tx, invitation, InvitationState.ACCEPTED);
    await this.memberships.add(tx, {
      projectSpaceId, id: membershipId, webUserId: person.id, roleId: current.role.id, active: true, joinedAt,
      lastAccessDate: null,
    }, current.locations.map(({ id }) => id));
    await this.invitations.giveToAccount(tx, email, person.id);
    await this.endOthers(tx, context, projectSpaceId, person);
    await this.tellInviter(tx, invitation, true);
    await this.audit.record(tx, context.actor, {
      projectSpaceId, action: 'invitation.accepted', subject: { id: person.id, email }, channel: AuditChannel.INVITATION,
      locationIds: current.locations.map(({ id }) => id), changes: [{ field: 'role', from: null, to: current.role.name }],
    });
    await this.hooks.tell(tx, { projectSpaceId, event: 'INVITATION_ACCEPTED', invitationIds: [invitation.id] });
    await this.memberHooks.tell(tx, { projectSpaceId, event: 'MEMBERSHIP_CREATED', membershipIds: [membershipId] });
  }

  /** Joining ends the account's other open invitations to the project space (ADR-2). */
  private async endOthers(tx: Transaction, context: RequestContext, projectSpaceId: string, person: WebUser) {
    const other = await this.invitations.findOpenTo(projectSpaceId, person.email, person.id, tx);
    if (!other || !(await this.invitations.end(tx, other, InvitationState.REPLACED, this.clock.now()))) return;
    await this.audit.record(tx, context.actor, {
      projectSpaceId, action: 'invitation.replaced', subject: { id: person.id, email: other.email },
      channel: AuditChannel.INVITATION, locationIds: other.locations.map(({ id }) => id),
    });
    await this.hooks.tell(tx, { projectSpaceId, event: 'INVITATION_REMOVED', invitationIds: [other.id] });
  }

  private async spend(tx: Transaction, invitation: LinkedInvitation, state: InvitationState): Promise<void> {
    if (!(await this.invitations.end(tx, invitation, state, this.clock.now()))) throw new InvitationUsed();
  }

  /** INV-11, INV-16. */
  private async tellInviter(tx: Transaction, invitation: LinkedInvitation, accepted: boolean): Promise<void> {
    if (!invitation.invitedById) return;
    const inviter = await this.people.get(invitation.invitedById, tx);
    await this.outbox.enqueue(tx, {
      kind: ANSWER_MAIL, recipient: inviter.email,
      params: {
        accepted, email: invitation.email, projectSpaceId: invitation.projectSpaceId,
        projectSpaceName: invitation.projectSpaceName, name: inviter.firstName,
      },
    });
  }

  private async joined(context: RequestContext, { projectSpaceId }: LinkedInvitation): Promise<MembershipRow | null> {
    const { actor } = context;
    if (actor.kind !== 'web-user') return null;
    context.actor = (await this.sessions.actorOf(actor.sessionId, actor)) ?? actor;
    return await context.loader(this.memberships.byPerson).load(`${projectSpaceId}/${actor.webUserId}`);
  }
}
