import type { DataSource } from 'typeorm';
import type { Throttles } from '../access/throttles';
import type { AuditLog } from '../audit/audit-log.service';
import type { LocationService } from '../locations/location.service';
import type { AddressBlocks } from '../mail-delivery/address-blocks.service';
import type { SendingLimits } from '../mail-delivery/sending-limits.service';
import type { LanguageRepository } from '../mail-texts/language.repository';
import type { MembershipHooks } from '../memberships/membership-hooks.service';
import type { MembershipRepository } from '../memberships/membership.repository';
import type { MembershipService } from '../memberships/membership.service';
import type { Clock } from '../platform/clock';
import type { Config } from '../platform/config';
import type { KeyRing } from '../platform/crypto/key-ring';
import type { Reads } from '../platform/database/replica-reads';
import type { MailOutbox } from '../platform/mail/mail-outbox';
import type { ProjectSpaceRepository } from '../project-spaces/project-space.repository';
import type { RoleRepository } from '../roles/role.repository';
import type { RoleService } from '../roles/role.service';
import type { PasswordHasher } from '../sign-in/password-hasher';
import type { SessionService } from '../sign-in/session.service';
import type { WebUserRepository } from '../web-users/web-user.repository';
import { AcceptService } from './accept.service';
import { AddressChangeRepository } from './address-change.repository';
import { AddressChangeService } from './address-change.service';
import { AddressStatusService } from './address-status.service';
import { AdminInvitationService } from './admin-invitation.service';
import { ANSWER_MAIL, composeAnswer } from './answer.mail';
import { CorrectionService } from './correction.service';
import { FirstAdminRepository } from './first-admin.repository';
import { FirstAdminService } from './first-admin.service';
import { FoundingService } from './founding.service';
import { FunnelRepository } from './funnel.repository';
import { FunnelService } from './funnel.service';
import { InvitationAddressService } from './invitation-address.service';
import { InvitationDeliveryRepository } from './invitation-delivery.repository';
import { InvitationDelivery } from './invitation-delivery.service';
import { InvitationHooks } from './invitation-hooks.service';
import { InvitationLinkRepository } from './invitation-link.repository';
import { INVITATION_MAIL, InvitationMail, REMINDER_MAIL } from './invitation.mail';
import { InvitationRepository } from './invitation.repository';
import { InvitationService } from './invitation.service';
import { InviteService } from './invite.service';
import { NewAccountService } from './new-account.service';
import {
  composeNewInvitation, composeNewInvitationForSupport, NEW_INVITATION_MAIL, NEW_INVITATION_SUPPORT_MAIL,
} from './new-invitation.mail';
import { NewInvitationRequestRepository } from './new-invitation-request.repository';
import { NewInvitationRequests } from './new-invitation-request.service';
import { reminderJob } from './reminder.job';
import { ReminderRepository } from './reminder.repository';
import { SendingService } from './sending.service';
import { noteUndeliverable, undeliverableJobs } from './undeliverable-notice.job';
import { composeUndeliverable, UNDELIVERABLE_MAIL } from './undeliverable-notice.mail';
import { UndeliverableNoticeRepository } from './undeliverable-notice.repository';

interface Surroundings {
  config: Pick<Config, 'publicUrl' | 'supportContact' | 'termsVersion'>;
  database: DataSource;
  reads: Reads;
  clock: Clock;
  keys: KeyRing;
  audit: AuditLog;
  outbox: MailOutbox;
  throttles: Throttles;
  languages: LanguageRepository;
  people: WebUserRepository;
  spaceRows: ProjectSpaceRepository;
  addressBlocks: AddressBlocks;
  sendingLimits: SendingLimits;
  passwords: PasswordHasher;
  sessions: SessionService;
  roleRows: RoleRepository;
  roles: RoleService;
  locations: LocationService;
  memberRows: MembershipRepository;
  memberships: MembershipService;
  hooks: MembershipHooks;
}

/** Makes the services of invitations, each once, with their mails and periodic jobs. */
export function createInvitations({
  config, database, reads, clock, keys, audit, outbox, throttles, languages, people, spaceRows, addressBlocks, sendingLimits,
  passwords, sessions, roleRows, roles, locations, memberRows, memberships, hooks,
}: Surroundings) {
  const { publicUrl, supportContact, termsVersion } = config;
  const invitationRows = new InvitationRepository(database);
  const linkRows = new InvitationLinkRepository(database);
  const invitationHooks = new InvitationHooks();
  const sending = new SendingService(invitationRows, sendingLimits, outbox, audit, keys, clock);
  const invitations = new InvitationService(
    database, invitationRows, memberships, sending, addressBlocks, roles, locations, invitationHooks, audit, clock);
  const invite = new InviteService(
    database, invitationRows, new InvitationAddressService(people, memberRows, invitationRows, addressBlocks, clock), sending,
    roles, locations, invitationHooks, audit, keys, clock);
  const accept = new AcceptService(
    database, linkRows, invitationRows, memberRows, people, new NewAccountService(passwords, clock, termsVersion),
    sessions, throttles, outbox, invitationHooks, hooks, audit, clock);
  const newInvitationRequests = new NewInvitationRequests(
    database, accept, new NewInvitationRequestRepository(), outbox, audit, clock, supportContact);
  const corrections = new CorrectionService(database, invitations, invite);
  const addressStatuses = new AddressStatusService(people, memberRows, invitationRows, addressBlocks, clock);
  const adminInvitations = new AdminInvitationService(people, invitationRows, addressBlocks, sending, invitationHooks, audit, keys, clock);
  const founding = new FoundingService(database, spaceRows, roleRows, adminInvitations, audit, keys, clock, publicUrl);
  const firstAdmins = new FirstAdminService(database, new FirstAdminRepository(), spaceRows, adminInvitations, keys, publicUrl);
  const funnel = new FunnelService(new FunnelRepository(reads), clock);
  const addressChanges = new AddressChangeService(new AddressChangeRepository(), invitationRows, audit, clock);

  const invitationMail = new InvitationMail(database, invitationRows, linkRows, spaceRows, keys, clock, publicUrl);
  const notices = new UndeliverableNoticeRepository(database);
  const invitationDelivery = new InvitationDelivery(new InvitationDeliveryRepository());
  invitationDelivery.onDeliveryChange(noteUndeliverable(notices, clock));
  hooks.onMembershipEnding(invitations.afterMembershipEnding);
  hooks.onMembershipRestored(invitations.afterMembershipRestored);

  return {
    services: {
      invitations, sending, invite, accept, newInvitationRequests, corrections, addressStatuses, founding, firstAdmins, funnel,
      invitationDelivery,
    },
    invitationRows, invitationHooks, adminInvitations, addressChanges,
    composers: {
      [INVITATION_MAIL]: invitationMail.compose,
      [REMINDER_MAIL]: invitationMail.compose,
      [ANSWER_MAIL]: composeAnswer(languages, publicUrl),
      [NEW_INVITATION_MAIL]: composeNewInvitation(database, spaceRows, publicUrl),
      [NEW_INVITATION_SUPPORT_MAIL]: composeNewInvitationForSupport(database, spaceRows, publicUrl),
      [UNDELIVERABLE_MAIL]: composeUndeliverable(notices, languages, publicUrl),
    },
    periodicJobs: [reminderJob(new ReminderRepository(), outbox), ...undeliverableJobs(notices, outbox)],
  };
}
