import type { DataSource } from 'typeorm';
import type { ActorRepository } from '../access/actor.repository';
import type { Throttles } from '../access/throttles';
import type { AuditLog } from '../audit/audit-log.service';
import type { LanguageRepository } from '../mail-texts/language.repository';
import type { Clock } from '../platform/clock';
import type { Config } from '../platform/config';
import type { KeyRing } from '../platform/crypto/key-ring';
import { daily } from '../platform/jobs/daily';
import type { MailOutbox } from '../platform/mail/mail-outbox';
import { SECURITY_NOTICE_MAIL, SecurityNoticeMail } from '../security-notices/security-notice.mail';
import { SecurityNoticeRepository } from '../security-notices/security-notice.repository';
import { SecurityNotices } from '../security-notices/security-notices.service';
import { SecondFactorRepository } from '../two-factor/second-factor.repository';
import { SecondFactorService } from '../two-factor/second-factor.service';
import { TwoFactorResetService } from '../two-factor/two-factor-reset.service';
import { TwoFactorService } from '../two-factor/two-factor.service';
import type { WebUserRepository } from '../web-users/web-user.repository';
import { AccessTokens } from './access-tokens';
import { ChallengeTokens } from './challenge-tokens';
import { DeviceService } from './device.service';
import { EMAIL_CHANGE_MAIL, EmailChangeMail } from './email-change.mail';
import { EmailChangeRepository } from './email-change.repository';
import { EmailChangeService } from './email-change.service';
import { KnownDeviceRepository } from './known-device.repository';
import { NotMeService } from './not-me.service';
import { OwnSessionsService } from './own-sessions.service';
import { PasswordConfirmation } from './password-confirmation.service';
import { PasswordHasher } from './password-hasher';
import { PASSWORD_RESET_MAIL, PasswordResetMail } from './password-reset.mail';
import { PasswordResetRepository } from './password-reset.repository';
import { PasswordResetService } from './password-reset.service';
import { SessionRepository } from './session.repository';
import { SessionService } from './session.service';
import { SignInService } from './sign-in.service';

interface Surroundings {
  config: Pick<Config, 'jwtSecret' | 'bcryptCost' | 'publicUrl' | 'supportContact'>;
  database: DataSource;
  clock: Clock;
  keys: KeyRing;
  audit: AuditLog;
  outbox: MailOutbox;
  throttles: Throttles;
  actorRows: ActorRepository;
  people: WebUserRepository;
  languages: LanguageRepository;
}

/** Makes the services of signing in, its second step and its notices, each once, with their mails and their daily clean-up. */
export function createSignIn({
  config, database, clock, keys, audit, outbox, throttles, actorRows, people, languages,
}: Surroundings) {
  const { publicUrl } = config;
  const noticeRows = new SecurityNoticeRepository(database);
  const securityNotices = new SecurityNotices(noticeRows, outbox, keys, clock);
  const securityNoticeMail = new SecurityNoticeMail(noticeRows, people, languages, keys, clock, publicUrl);
  const passwords = new PasswordHasher(keys, config.bcryptCost);
  const sessionRows = new SessionRepository();
  const resetRows = new PasswordResetRepository();
  const emailChangeRows = new EmailChangeRepository(database);
  const sessions = new SessionService(database, sessionRows, actorRows, new AccessTokens(config.jwtSecret), clock);

  const factorRows = new SecondFactorRepository();
  const secondFactor = new SecondFactorService(factorRows, throttles, keys, clock);
  const twoFactor = new TwoFactorService(
    database, people, factorRows, secondFactor, passwords, sessions, throttles, securityNotices, audit, clock);
  const twoFactorResets = new TwoFactorResetService(
    database, people, factorRows, sessionRows, emailChangeRows, securityNotices, audit, clock);

  const confirmation = new PasswordConfirmation(passwords, throttles);
  const devices = new DeviceService(new KnownDeviceRepository(), securityNotices, clock);
  const signIn = new SignInService(
    database, people, sessions, sessionRows, resetRows, emailChangeRows, passwords, confirmation, secondFactor,
    new ChallengeTokens(config.jwtSecret), throttles, devices, securityNotices, audit, clock, config.supportContact);
  const ownSessions = new OwnSessionsService(database, sessionRows, signIn, audit, clock);

  const passwordResets = new PasswordResetService(
    database, people, resetRows, emailChangeRows, sessionRows, passwords, throttles, securityNotices, outbox, audit, keys, clock);
  const passwordResetMail = new PasswordResetMail(database, resetRows, people, languages, keys, clock, publicUrl);
  const emailChanges = new EmailChangeService(
    database, people, emailChangeRows, resetRows, confirmation, secondFactor, throttles, securityNotices, outbox, audit, keys, clock);
  const emailChangeMail = new EmailChangeMail(emailChangeRows, people, languages, keys, clock, publicUrl);
  const notMe = new NotMeService(
    database, securityNotices, people, sessionRows, passwordResets, emailChanges, emailChangeRows, twoFactorResets, throttles, audit, clock);

  return {
    services: { passwords, sessions, twoFactor, twoFactorResets, signIn, ownSessions, passwordResets, emailChanges, notMe },
    sessionRows,
    emailChangeRows,
    secondFactor,
    composers: {
      [SECURITY_NOTICE_MAIL]: securityNoticeMail.compose,
      [EMAIL_CHANGE_MAIL]: emailChangeMail.compose,
      [PASSWORD_RESET_MAIL]: passwordResetMail.compose,
    },
    cleanUp: [
      daily('sessions', async (tx, now) => await sessionRows.removeLapsed(tx, now)),
      daily('password-resets', async (tx, now) => await resetRows.removeLapsed(tx, now)),
      daily('email-changes', async (tx, now) => await emailChangeRows.removeLapsed(tx, now)),
      daily('security-notices', async (tx, now) => await noticeRows.removeLapsed(tx, now)),
    ],
  };
}
