import type { DataSource } from 'typeorm';
import { ActorRepository } from './access/actor.repository';
import { createThrottles } from './access/throttles';
import { ApiKeyRecognition } from './api-keys/api-key-recognition.service';
import { ApiKeyRepository } from './api-keys/api-key.repository';
import { ApiKeyService } from './api-keys/api-key.service';
import { AuditLog } from './audit/audit-log.service';
import { lapsedDownloads } from './bulk-download/bulk-download.job';
import { createBulkDownloads } from './bulk-download/create-bulk-downloads.service';
import { createBulkUploads } from './bulk-upload/create-bulk-uploads.service';
import { createChangeStreams } from './change-streams/create-change-streams.service';
import { createEncryptionKeys } from './encryption-keys/create-encryption-keys.service';
import { HistoryRepository } from './history/history.repository';
import { HistoryService } from './history/history.service';
import { OwnHistoryRepository } from './history/own-history.repository';
import { OwnHistoryService } from './history/own-history.service';
import { createInvitations } from './invitations/create-invitations.job';
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
import { createTwoFactorReminders } from './memberships/create-two-factor-reminders.service';
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
import type { Reads } from './platform/database/replica-reads';
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
import { createSignIn } from './sign-in/create-sign-in.service';
import { createSupportDesk } from './support/create-support-desk.service';
import { StaffService } from './support/staff.service';
import { WebUserRepository } from './web-users/web-user.repository';
import { createWebhooks } from './webhooks/create-webhooks.job';

/** What services need from the outside world. */
export interface Surroundings {
  config: Pick<Config, 'jwtSecret' | 'encryptionKeys' | 'bcryptCost' | 'publicUrl' | 'supportContact' | 'termsVersion'
    | 'sendGrid' | 'smtpUrl' | 'mailFrom' | 'mailLimits' | 'limits' | 'webhookAllowedNetworks'>;
  database: DataSource;
  reads: Reads;
  jobs: JobQueue;
  clock: Clock;
  reportMail: MailJobOptions['report'];
  onPeriodicError: (error: unknown, name: string) => void;
  onWorkerFault: (error: unknown) => void;
}

export type Services = ReturnType<typeof createServices>;

/** Makes each service once, in feature order: a cycle cannot be written. */
export function createServices({ config, database, reads, jobs, clock, reportMail, onPeriodicError, onWorkerFault }: Surroundings) {
  const { publicUrl, supportContact } = config;
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

  const signingIn = createSignIn({ config, database, clock, keys, audit, outbox, throttles, actorRows, people, languages });
  const { sessionRows, emailChangeRows, secondFactor } = signingIn;
  const { passwords, sessions, passwordResets, emailChanges } = signingIn.services;

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
  const history = new HistoryService(new HistoryRepository(reads), memberships);
  const ownHistory = new OwnHistoryService(new OwnHistoryRepository(database), people);

  const sendingCounts = new SendingCountsRepository();
  const sendingLimits = new SendingLimits(sendingCounts, config.mailLimits, clock);
  const inviting = createInvitations({
    config, database, reads, clock, keys, audit, outbox, throttles, languages, people, spaceRows, addressBlocks, sendingLimits,
    passwords, sessions, roleRows, roles, locations, memberRows, memberships, hooks,
  });
  const { invitationRows, invitationHooks, adminInvitations } = inviting;
  const { sending, invitationDelivery } = inviting.services;
  const { twoFactorReminders, twoFactorReminderMail } = createTwoFactorReminders(
    { database, clock, audit, outbox, sendingLimits, spaceRows, publicUrl });
  deliveries.onDelivery(invitationDelivery.afterDelivery);
  emailChanges.onEmailChanged(inviting.addressChanges.afterEmailChanged);

  const downloading = createBulkDownloads({ database, reads, jobs, clock, actorRows, spaceRows, memberRows, invitationRows });

  const apiKeys = new ApiKeyService(database, new ApiKeyRepository(database), memberRows, standingLock, audit, clock);
  const keyRecognition = new ApiKeyRecognition(actorRows, clock);
  const staff = new StaffService(database, people, passwordResets, audit, clock, publicUrl);
  const { webhookNews, webhookSecretMove, removeOldDeliveries, ...webhookServices } = createWebhooks({
    database, clock, keys, audit, standingLock, onWorkerFault, allowedNetworks: config.webhookAllowedNetworks,
  });
  invitationHooks.onNews(webhookNews.ofInvitations);
  invitationDelivery.onDeliveryChange(webhookNews.ofDelivery);
  hooks.onNews(webhookNews.ofMembers);
  const uploads = createBulkUploads({
    database, jobs, clock, keys, audit, actorRows, spaceRows, roleRows, memberships, memberRows, deliveryRows, sending, removals,
    invitationHooks, hooks,
  });
  const { toldChanges, ...streams } = createChangeStreams({
    database, clock, actorRows, invitationRows, bulkUploads: uploads.services.bulkUploads,
    bulkDownloads: downloading.services.bulkDownloads, onFault: onWorkerFault,
  });
  const desk = createSupportDesk({
    database, clock, audit, people, sessionRows, emailChangeRows, spaceRows, memberRows, removals, adminInvitations, hooks,
  });

  const keyServices = createEncryptionKeys({ database, keys, clock, movers: [secondFactor.moveToNewestKey, webhookSecretMove.move] });

  const transport = chooseTransport({ ...config, store: mailbox.store });
  const mail = new MailSender(database, jobs, transport, clock, {
    composers: { ...signingIn.composers, ...inviting.composers, ...twoFactorReminderMail },
    onOutcomes: deliveries.noteOutcomes,
    areHeld: addressBlocks.areBlocked,
    publicUrl,
    report: reportMail,
  });

  const periodic = new PeriodicJobs(database, clock, onPeriodicError);
  periodic.add(
    lapsedDownloads(downloading.downloadRows),
    uploads.lapsedUploads,
    toldChanges,
    ...inviting.periodicJobs,
    ...signingIn.cleanUp,
    daily('former-members', async (tx, now) => await formerMemberRows.forgetLapsed(tx, now)),
    { name: 'held-mail', everySeconds: 60, work: async (tx, now) => await outbox.release(tx, now) },
    daily('sending-counts', async (tx, now) => await sendingCounts.removeLapsed(tx, now)),
    daily('idempotent-answers', forgetAnswers),
    daily('mailbox', async (tx, now) => await mailbox.removeOld(tx, now)),
    daily('webhook-deliveries', removeOldDeliveries));

  return {
    audit, projectSpaces, settings, locations, locationEdits, people, roles, roleEdits, roleRows, memberRows, memberships,
    removals, selections, twoFactorReminders, history, ownHistory, deliveryRows, deliveries, addressBlocks, transport, mail, mailbox,
    periodic, apiKeys, keyRecognition, ...webhookServices, staff, sendGridEvents,
    unblocking, ...downloading.services, ...signingIn.services, ...inviting.services, ...uploads.services, ...streams, ...desk,
    ...keyServices,
  };
}
