import type { DataSource } from 'typeorm';
import { FirstTables20261124000000 } from '../migrations/20261124000000-first-tables';
import { Guards20261124000100 } from '../migrations/20261124000100-guards';
import { AreasAndHistory20261124000200 } from '../migrations/20261124000200-areas-and-history';
import { TwoFactor20261125010000 } from '../migrations/20261125010000-two-factor';
import { Throttle20261125020000 } from '../migrations/20261125020000-throttle';
import { SecurityNotices20261125020100 } from '../migrations/20261125020100-security-notices';
import { EmailChanges20261125020200 } from '../migrations/20261125020200-email-changes';
import { ApiKeys20261125030000 } from '../migrations/20261125030000-api-keys';
import { IdempotentAnswers20261125030100 } from '../migrations/20261125030100-idempotent-answers';
import { Delivery20261125040000 } from '../migrations/20261125040000-delivery';
import { Funnel20261125040100 } from '../migrations/20261125040100-funnel';
import { Languages20261125050000 } from '../migrations/20261125050000-languages';
import { Reminders20261125050100 } from '../migrations/20261125050100-reminders';
import { SendingLimits20261125050200 } from '../migrations/20261125050200-sending-limits';
import { AskingAndNotices20261125050300 } from '../migrations/20261125050300-asking-and-notices';
import { BulkDownloads20261125060000 } from '../migrations/20261125060000-bulk-downloads';
import { BulkUploads20261125070000 } from '../migrations/20261125070000-bulk-uploads';
import { Webhooks20261125080000 } from '../migrations/20261125080000-webhooks';
import { StaffInTheLog20261125090000 } from '../migrations/20261125090000-staff-in-the-log';
import { UploadsOfTheOperator20261125100000 } from '../migrations/20261125100000-uploads-of-the-operator';
import { TwoFactorRequired20261125110000 } from '../migrations/20261125110000-two-factor-required';
import { Changes20261125230000 } from '../migrations/20261125230000-changes';
import { TurnsOfUploads20261126000000 } from '../migrations/20261126000000-turns-of-uploads';
import { SendingCountsBySecond20261126000100 } from '../migrations/20261126000100-sending-counts-by-second';
import { InvitationsByLastSent20261126000200 } from '../migrations/20261126000200-invitations-by-last-sent';
import { AreasOfUploads20261126020000 } from '../migrations/20261126020000-areas-of-uploads';
import { ApiKey } from './api-keys/api-key.entity';
import { AuditEvent } from './audit/audit-event.entity';
import { SecurityEvent } from './audit/security-event.entity';
import { BulkDownloadPiece } from './bulk-download/bulk-download-piece.entity';
import { BulkDownload } from './bulk-download/bulk-download.entity';
import { Invitation } from './invitations/invitation.entity';
import { InvitationLink } from './invitations/invitation-link.entity';
import { InvitationLocation } from './invitations/invitation-location.entity';
import { Location } from './locations/location.entity';
import { DeliveryEvent } from './mail-delivery/delivery-event.entity';
import { MailAddress } from './mail-delivery/mail-address.entity';
import { FormerMember } from './memberships/former-member.entity';
import { Membership } from './memberships/membership.entity';
import { MembershipLocation } from './memberships/membership-location.entity';
import { BulkUploadFile } from './bulk-upload/bulk-upload-file.entity';
import { BulkUploadRow } from './bulk-upload/bulk-upload-row.entity';
import { BulkUpload } from './bulk-upload/bulk-upload.entity';
import { createDataSource } from './platform/database/data-source';
import { IdempotentAnswer } from './platform/idempotency/idempotent-answer.entity';
import { Mail } from './platform/mail/mail.entity';
import { MailboxMessage } from './platform/mail/mailbox-message.entity';
import { ProjectSpace } from './project-spaces/project-space.entity';
import { Role } from './roles/role.entity';
import { RoleAssigner } from './roles/role-assigner.entity';
import { SecurityNotice } from './security-notices/security-notice.entity';
import { EmailChange } from './sign-in/email-change.entity';
import { KnownDevice } from './sign-in/known-device.entity';
import { PasswordReset } from './sign-in/password-reset.entity';
import { Session } from './sign-in/session.entity';
import { BackupCode } from './two-factor/backup-code.entity';
import { SecondFactor } from './two-factor/second-factor.entity';
import { ClaimedAddress } from './web-users/claimed-address.entity';
import { WebUser } from './web-users/web-user.entity';
import { WebhookDelivery } from './webhooks/webhook-delivery.entity';
import { Webhook } from './webhooks/webhook.entity';

const entities = [
  BulkDownload, BulkDownloadPiece, BulkUpload, BulkUploadFile, BulkUploadRow, AuditEvent,
  SecurityEvent, ProjectSpace, Location,
  WebUser, ClaimedAddress, SecurityNotice, SecondFactor, BackupCode, KnownDevice,
  EmailChange, Session, PasswordReset, Role, RoleAssigner, Membership,
  MembershipLocation, FormerMember, Invitation, InvitationLocation, InvitationLink, Mail,
  MailboxMessage, DeliveryEvent, MailAddress, ApiKey, IdempotentAnswer, Webhook,
  WebhookDelivery,
];

const migrations = [
  FirstTables20261124000000,
  Guards20261124000100,
  AreasAndHistory20261124000200,
  TwoFactor20261125010000,
  Throttle20261125020000,
  SecurityNotices20261125020100,
  EmailChanges20261125020200,
  ApiKeys20261125030000,
  IdempotentAnswers20261125030100,
  Delivery20261125040000,
  Funnel20261125040100,
  Languages20261125050000,
  Reminders20261125050100,
  SendingLimits20261125050200,
  AskingAndNotices20261125050300,
  BulkDownloads20261125060000,
  BulkUploads20261125070000,
  Webhooks20261125080000,
  StaffInTheLog20261125090000,
  UploadsOfTheOperator20261125100000,
  TwoFactorRequired20261125110000,
  Changes20261125230000,
  TurnsOfUploads20261126000000,
  SendingCountsBySecond20261126000100,
  InvitationsByLastSent20261126000200,
  AreasOfUploads20261126020000,
];

/** Usher's database, with all its tables and every step that made them. */
export function usherDatabase(url: string, poolSize?: number): DataSource {
  return createDataSource({ url, entities, migrations, poolSize });
}
