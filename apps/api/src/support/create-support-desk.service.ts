import type { DataSource } from 'typeorm';
import type { AuditLog } from '../audit/audit-log.service';
import type { AdminInvitationService } from '../invitations/admin-invitation.service';
import type { MembershipHooks } from '../memberships/membership-hooks.service';
import type { MembershipRepository } from '../memberships/membership.repository';
import type { RemovalService } from '../memberships/removal.service';
import type { Clock } from '../platform/clock';
import type { ProjectSpaceRepository } from '../project-spaces/project-space.repository';
import type { EmailChangeRepository } from '../sign-in/email-change.repository';
import type { SessionRepository } from '../sign-in/session.repository';
import type { WebUserRepository } from '../web-users/web-user.repository';
import { AccountActivityService } from './account-activity.service';
import { AdminRemovalService } from './admin-removal.service';
import { LookUpService } from './look-up.service';
import { PlanService } from './plan.service';
import { ReplacementService } from './replacement.service';
import { SupportRecordRepository } from './support-record.repository';

interface Surroundings {
  database: DataSource;
  clock: Clock;
  audit: AuditLog;
  people: WebUserRepository;
  sessionRows: SessionRepository;
  emailChangeRows: EmailChangeRepository;
  spaceRows: ProjectSpaceRepository;
  memberRows: MembershipRepository;
  removals: RemovalService;
  adminInvitations: AdminInvitationService;
  hooks: MembershipHooks;
}

/** Makes the services of the desk, each once. */
export function createSupportDesk({
  database, clock, audit, people, sessionRows, emailChangeRows, spaceRows, memberRows, removals, adminInvitations, hooks,
}: Surroundings) {
  const records = new SupportRecordRepository(database);
  return {
    lookUps: new LookUpService(records),
    plans: new PlanService(database, spaceRows, audit),
    accountActivity: new AccountActivityService(database, people, sessionRows, emailChangeRows, audit, clock),
    adminRemovals: new AdminRemovalService(
      database, records, spaceRows, memberRows, removals,
      new ReplacementService(memberRows, adminInvitations, hooks, audit), adminInvitations),
  };
}
