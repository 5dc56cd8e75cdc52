import type { DataSource } from 'typeorm';
import { ActorRepository } from './access/actor.repository';
import { createThrottles } from './access/throttles';
import { ApiKeyRecognition } from './api-keys/api-key-recognition.service';
import { ApiKeyRepository } from './api-keys/api-key.repository';
import { ApiKeyService } from './api-keys/api-key.service';
import { AuditLog } from './audit/audit-log.service';
import { DownloadMaker, lapsedDownloads } from './bulk-download/bulk-download.job';
import { BulkDownloadRepository } from './bulk-download/bulk-download.repository';
import { BulkDownloadService } from './bulk-download/bulk-download.service';
import { DownloadRowRepository } from './bulk-download/download-row.repository';
import { createBulkUploads } from './bulk-upload/create-bulk-uploads.service';
import { HistoryRepository } from './history/history.repository';
import { HistoryService } from './history/history.service';
import { OwnHistoryRepository } from './history/own-history.repository';
import { OwnHistoryService } from './history/own-history.service';
import { AcceptService } from './invitations/accept.service';
import { AddressChangeRepository } from './invitations/address-change.repository';
import { AddressChangeService } from './invitations/address-change.service';
import { AddressStatusService } from './invitations/address-status.service';
import { ANSWER_MAIL, composeAnswer } from './invitations/answer.mail';
import { AdminInvitationService } from './invitations/admin-invitation.service';
import { FoundingService } from './invitations/founding.service';
import { FunnelRepository } from './invitations/funnel.repository';
import { FunnelService } from './invitations/funnel.service';
import { InvitationAddressService } from './invitations/invitation-address.service';
import { INVITATION_MAIL, InvitationMail, REMINDER_MAIL } from './invitations/invitation.mail';
import { InvitationHooks } from './invitations/invitation-hooks.service';
import { InvitationRepository } from './invitations/invitation.repository';
import { InvitationService } from './invitations/invitation.service';
import { InvitationDeliveryRepository } from './invitations/invitation-delivery.repository';
import { InvitationDelivery } from './invitations/invitation-delivery.service';
import { InvitationLinkRepository } from './invitations/invitation-link.repository';
import { InviteService } from './invitations/invite.service';
import { CorrectionService } from './invitations/correction.service';
import { composeNewInvitation, NEW_INVITATION_MAIL } from './invitations/new-invitation.mail';
import { NewInvitationRequestRepository } from './invitations/new-invitation-request.repository';
import { NewInvitationRequests } from './invitations/new-invitation-request.service';
import { noteUndeliverable, undeliverableJobs } from './invitations/undeliverable-notice.job';
import { composeUndeliverable, UNDELIVERABLE_MAIL } from './invitations/undeliverable-notice.mail';
import { UndeliverableNoticeRepository } from './invitations/undeliverable-notice.repository';
import { NewAccountService } from './invitations/new-account.service';
import { reminderJob } from './invitations/reminder.job';
import { ReminderRepository } from './invitations/reminder.repository';
import { SendingService } from './invitations/sending.service';
import { LocationEditService } from './locations/location-edit.service';
import { LocationRepository } from './locations/location.repository';
import { LocationService } from './locations/location.service';
import { AddressBlocks } from './mail-delivery/address-blocks.service';
import { DeliveryRepository } from './mail-delivery/delivery.repository';
import { DeliveryService } from './mail-delivery/delivery.service';
import { UnblockingService } from './mail-delivery/unblocking.service';
import { AddressRecordRepository } from './mail-delivery/address-record.repository';
import { SendGridEvents } from './mail-delivery/sendgrid-events.service';
import { ownAddresses } from './mail-delivery/own-addresses';
import { LanguageRepository } from './mail-texts/language.repository';
import { FormerMemberRepository } from './memberships/former-member.repository';
import { LastAdminGuard } from './memberships/last-admin.service';
import { SendingCountsRepository } from './mail-delivery/sending-counts.repository';
import { SendingLimits } from './mail-delivery/sending-limits.service';
import { MembershipHooks } from './memberships/membership-hooks.service';
import { MembershipRepository } from './memberships/membership.repository';
import { MembershipService } from './memberships/membership.service';
import { RemovalService } from './memberships/removal.service';
import { SelectionService } from './memberships/selection.service';
import type { Clock } from './platform/clock';
import type { Config } from './platform/config';
import { KeyRing } from './platform/crypto/key-ring';
import { forgetAnswers } from './platform/idempotency/forget-answers';
import type { JobQueue } from './platform/jobs/job-queue';
import { daily } from './platform/jobs/daily';
import { PeriodicJobs } from './platform/jobs/periodic-jobs';
import { chooseTransport } from './platform/mail/choose-transport';
import { type MailJobOptions, MailSender } from './platform/mail/mail.job';
import { Mailbox } from './platform/mail/mailbox.repository';
import { sendGridLists } from './platform/mail/suppression-lists';
import { MailOutbox } from './platform/mail/mail-outbox';
import { counterStore } from './platform/throttle/counter-store';
import { ProjectSpaceRepository } from './project-spaces/project-space.repository';
import { ProjectSpaceService } from './project-spaces/project-space.service';
import { SettingsService } from './project-spaces/settings.service';
import { StandingLock } from './project-spaces/standing-lock.service';
import { RoleEditService } from './roles/role-edit.service';
import { RoleRepository } from './roles/role.repository';
import { RoleService } from './roles/role.service';
import { SECURITY_NOTICE_MAIL, SecurityNoticeMail } from './security-notices/security-notice.mail';
import { SecurityNoticeRepository } from './security-notices/security-notice.repository';
import { SecurityNotices } from './security-notices/security-notices.service';
import { AccessTokens } from './sign-in/access-tokens';
import { DeviceService } from './sign-in/device.service';
import { EMAIL_CHANGE_MAIL, EmailChangeMail } from './sign-in/email-change.mail';
import { EmailChangeRepository } from './sign-in/email-change.repository';
import { EmailChangeService } from './sign-in/email-change.service';
import { KnownDeviceRepository } from './sign-in/known-device.repository';
import { NotMeService } from './sign-in/not-me.service';
import { OwnSessionsService } from './sign-in/own-sessions.service';
import { PasswordConfirmation } from './sign-in/password-confirmation.service';
import { PasswordHasher } from './sign-in/password-hasher';
import { ChallengeTokens } from './sign-in/challenge-tokens';
import { PASSWORD_RESET_MAIL, PasswordResetMail } from './sign-in/password-reset.mail';
import { PasswordResetRepository } from './sign-in/password-reset.repository';
import { PasswordResetService } from './sign-in/password-reset.service';
import { SessionRepository } from './sign-in/session.repository';
import { SessionService } from './sign-in/session.service';
import { SignInService } from './sign-in/sign-in.service';
import { createSupportDesk } from './support/create-support-desk.service';
import { StaffService } from './support/staff.service';
import { SecondFactorRepository } from './two-factor/second-factor.repository';
import { SecondFactorService } from './two-factor/second-factor.service';
import { TwoFactorResetService } from './two-factor/two-factor-reset.service';
import { TwoFactorService } from './two-factor/two-factor.service';
import { WebUserRepository } from './web-users/web-user.repository';
import { createWebhooks } from './webhooks/create-webhooks.job';

/** What services need from the outside world. */
export interface Surroundings {
  config: Pick<Config, 'jwtSecret' | 'encryptionKeys' | 'bcryptCost' | 'publicUrl' | 'supportContact' | 'termsVersion'
    | 'sendGrid' | 'smtpUrl' | 'mailFrom' | 'mailLimits' | 'limits' | 'webhookAllowedNetworks'>;
  database: DataSource;
  jobs: JobQueue;
  clock: Clock;
  reportMail: MailJobOptions['report'];
  onPeriodicError: (error: unknown, name: string) => void;
  onWorkerFault: (error: unknown) => void;
}

export type Services = ReturnType<typeof createServices>;

/** Makes each service once, in feature order: a cycle cannot be written. */
export function createServices({ config, database, jobs, clock, reportMail, onPeriodicError, onWorkerFault }: Surroundings) {
  const { publicUrl, supportContact, termsVersion } = config;
  const keys = new KeyRing(config.encryptionKeys);
  const outbox = new MailOutbox(jobs, clock);
  const mailbox = new Mailbox(database, clock);
  const throttles = createThrottles(counterStore(database, clock), config.limits);

  const languages = new LanguageRepository(database);
  const actorRows = new ActorRepository(database);
  const audit = new AuditLog(clock);
  const spaceRows = new ProjectSpaceRepository();
  const projectSpaces = new ProjectSpaceService(actorRows, clock);
  const standingLock = new StandingLock(spaceRows, actorRows);
  const settings = new SettingsService(database, spaceRows, standingLock, audit);
  const locationRows = new LocationRepository(database);
  const locations = new LocationService(locationRows);
  const locationEdits = new LocationEditService(database, locationRows, standingLock, audit);

  const people = new WebUserRepository(database);
  const deliveryRows = new DeliveryRepository(database);
  const deliveries = new DeliveryService(
    deliveryRows, audit, clock, ownAddresses(config.mailFrom, supportContact));
  const sendGridEvents = new SendGridEvents(database, deliveryRows, deliveries, clock);
  const unblocking = new UnblockingService(
    database, deliveryRows, new AddressRecordRepository(database, clock), config.sendGrid && sendGridLists(config.sendGrid), audit);
  const addressBlocks = new AddressBlocks(deliveryRows, supportContact);

  const noticeRows = new SecurityNoticeRepository(database);
  const securityNotices = new SecurityNotices(noticeRows, outbox, keys, clock);
  const securityNoticeMail = new SecurityNoticeMail(noticeRows, people, languages, keys, clock, publicUrl);
  const passwords = new PasswordHasher(keys, config.bcryptCost);
  const sessionRows = new SessionRepository();
  const sessions = new SessionService(database, sessionRows, actorRows, new AccessTokens(config.jwtSecret), clock);
  const factorRows = new SecondFactorRepository();
  const secondFactor = new SecondFactorService(factorRows, throttles, keys, clock);
  const twoFactor = new TwoFactorService(
    database, people, factorRows, secondFactor, passwords, sessionRows, throttles, securityNotices, audit, clock);
  const twoFactorResets = new TwoFactorResetService(database, people, factorRows, sessionRows, securityNotices, audit, clock);
  const confirmation = new PasswordConfirmation(passwords, throttles);
  const devices = new DeviceService(new KnownDeviceRepository(), securityNotices, clock);
  const signIn = new SignInService(
    database, people, sessions, sessionRows, passwords, confirmation, secondFactor, new ChallengeTokens(config.jwtSecret),
    throttles, devices, securityNotices, audit, clock, supportContact);
  const ownSessions = new OwnSessionsService(database, sessionRows, signIn, audit, clock);
  const resetRows = new PasswordResetRepository();
  const passwordResets = new PasswordResetService(
    database, people, resetRows, sessionRows, passwords, throttles, securityNotices, outbox, audit, keys, clock);
  const passwordResetMail = new PasswordResetMail(database, resetRows, people, languages, keys, clock, publicUrl);

  const emailChangeRows = new EmailChangeRepository(database);
  const emailChanges = new EmailChangeService(
    database, people, emailChangeRows, confirmation, secondFactor, throttles, securityNotices, outbox, audit, keys, clock);
  const emailChangeMail = new EmailChangeMail(emailChangeRows, people, languages, keys, clock, publicUrl);
  const notMe = new NotMeService(
    database, securityNotices, people, sessionRows, passwordResets, emailChangeRows, throttles, audit, clock);

  const roleRows = new RoleRepository(database);
  const roles = new RoleService(roleRows);
  const roleEdits = new RoleEditService(database, roleRows, standingLock, audit, clock);
  const memberRows = new MembershipRepository(database);
  const hooks = new MembershipHooks();
  const lastAdmin = new LastAdminGuard(memberRows);
  const memberships = new MembershipService(
    database, memberRows, standingLock, roles, locations, lastAdmin, hooks, audit);
  const formerMemberRows = new FormerMemberRepository(database);
  const removals = new RemovalService(
    database, memberships, memberRows, formerMemberRows, standingLock, roleRows, locationRows,
    lastAdmin, hooks, audit, clock);
  const selections = new SelectionService(database, memberRows, memberships, removals);
  const history = new HistoryService(new HistoryRepository(database), memberships);
  const ownHistory = new OwnHistoryService(new OwnHistoryRepository(database), people);

  const invitationRows = new InvitationRepository(database);
  const invitationHooks = new InvitationHooks();
  const linkRows = new InvitationLinkRepository(database);
  const sendingCounts = new SendingCountsRepository();
  const sendingLimits = new SendingLimits(sendingCounts, config.mailLimits, clock);
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
    database, accept, new NewInvitationRequestRepository(), outbox, audit, clock);
  const corrections = new CorrectionService(database, invitations, invite);
  const addressStatuses = new AddressStatusService(people, memberRows, invitationRows, addressBlocks, clock);
  const adminInvitations = new AdminInvitationService(people, invitationRows, addressBlocks, sending, invitationHooks, audit, keys, clock);
  const founding = new FoundingService(database, spaceRows, roleRows, adminInvitations, audit, keys, clock, publicUrl);
  const invitationMail = new InvitationMail(database, invitationRows, linkRows, spaceRows, keys, clock, publicUrl);
  const funnel = new FunnelService(new FunnelRepository(database), clock);
  const invitationDelivery = new InvitationDelivery(new InvitationDeliveryRepository());
  const notices = new UndeliverableNoticeRepository(database);
  deliveries.onDelivery(invitationDelivery.afterDelivery);
  invitationDelivery.onDeliveryChange(noteUndeliverable(notices, clock));
  emailChanges.onEmailChanged(
    new AddressChangeService(new AddressChangeRepository(), invitationRows, audit, clock).afterEmailChanged);
  hooks.onMembershipEnding(invitations.afterMembershipEnding);
  hooks.onMembershipRestored(invitations.afterMembershipRestored);

  const downloadRows = new BulkDownloadRepository(database);
  const bulkDownloads = new BulkDownloadService(database, downloadRows, memberRows, invitationRows, jobs, clock);
  const downloadMaker = new DownloadMaker(database, jobs, downloadRows, new DownloadRowRepository(database), actorRows, clock);

  const apiKeys = new ApiKeyService(database, new ApiKeyRepository(database), memberRows, standingLock, audit, clock);
  const keyRecognition = new ApiKeyRecognition(actorRows, clock);
  const staff = new StaffService(database, people, passwordResets, audit, clock, publicUrl);
  const { webhookNews, removeOldDeliveries, ...webhookServices } = createWebhooks({
    database, clock, keys, audit, standingLock, onWorkerFault, allowedNetworks: config.webhookAllowedNetworks,
  });
  invitationHooks.onNews(webhookNews.ofInvitations);
  invitationDelivery.onDeliveryChange(webhookNews.ofDelivery);
  hooks.onNews(webhookNews.ofMembers);
  const uploads = createBulkUploads({
    database, jobs, clock, keys, audit, actorRows, spaceRows, people, roleRows, memberRows, deliveryRows, sending, removals,
    invitationHooks, hooks,
  });
  const desk = createSupportDesk({
    database, clock, audit, people, sessionRows, spaceRows, memberRows, removals, adminInvitations, hooks,
  });

  const transport = chooseTransport({ ...config, store: mailbox.store });
  const mail = new MailSender(database, jobs, transport, clock, {
    composers: {
      [SECURITY_NOTICE_MAIL]: securityNoticeMail.compose,
      [EMAIL_CHANGE_MAIL]: emailChangeMail.compose,
      [PASSWORD_RESET_MAIL]: passwordResetMail.compose,
      [INVITATION_MAIL]: invitationMail.compose,
      [REMINDER_MAIL]: invitationMail.compose,
      [ANSWER_MAIL]: composeAnswer(languages, publicUrl),
      [NEW_INVITATION_MAIL]: composeNewInvitation(database, spaceRows, publicUrl),
      [UNDELIVERABLE_MAIL]: composeUndeliverable(notices, languages, publicUrl),
    },
    onOutcome: deliveries.noteOutcome,
    isHeld: async (recipient) => await addressBlocks.isBlocked(recipient),
    publicUrl,
    report: reportMail,
  });

  const periodic = new PeriodicJobs(database, clock, onPeriodicError);
  periodic.add(
    lapsedDownloads(downloadRows),
    reminderJob(new ReminderRepository(), outbox),
    ...undeliverableJobs(notices, outbox),
    daily('former-members', async (tx, now) => await formerMemberRows.forgetLapsed(tx, now)),
    daily('sessions', async (tx, now) => await sessionRows.removeLapsed(tx, now)),
    daily('password-resets', async (tx, now) => await resetRows.removeLapsed(tx, now)),
    { name: 'held-mail', everySeconds: 60, work: async (tx, now) => await outbox.release(tx, now) },
    daily('sending-counts', async (tx, now) => await sendingCounts.removeLapsed(tx, now)),
    daily('email-changes', async (tx, now) => await emailChangeRows.removeLapsed(tx, now)),
    daily('security-notices', async (tx, now) => await noticeRows.removeLapsed(tx, now)),
    daily('idempotent-answers', forgetAnswers),
    daily('mailbox', async (tx, now) => await mailbox.removeOld(tx, now)),
    daily('webhook-deliveries', removeOldDeliveries));

  return {
    audit, projectSpaces, settings, locations, locationEdits, people, twoFactor, twoFactorResets, sessions, signIn,
    ownSessions, passwordResets, emailChanges, notMe, passwords, roles, roleEdits, roleRows, memberRows, memberships,
    removals, selections, history, ownHistory, deliveryRows, deliveries, addressBlocks, transport, mail, mailbox,
    periodic, invitations, sending, invite, accept, newInvitationRequests, corrections, addressStatuses, founding,
    invitationDelivery, apiKeys, keyRecognition, ...webhookServices, staff, sendGridEvents,
    unblocking, funnel, bulkDownloads, downloadMaker, ...uploads, ...desk,
  };
}
