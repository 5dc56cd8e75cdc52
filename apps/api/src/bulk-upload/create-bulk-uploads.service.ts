import type { DataSource } from 'typeorm';
import { type ActorRepository } from '../access/actor.repository';
import { type AuditLog } from '../audit/audit-log.service';
import { type InvitationHooks } from '../invitations/invitation-hooks.service';
import { type SendingService } from '../invitations/sending.service';
import { type DeliveryRepository } from '../mail-delivery/delivery.repository';
import { type MembershipHooks } from '../memberships/membership-hooks.service';
import { type MembershipRepository } from '../memberships/membership.repository';
import { type MembershipService } from '../memberships/membership.service';
import { type RemovalService } from '../memberships/removal.service';
import type { Clock } from '../platform/clock';
import type { KeyRing } from '../platform/crypto/key-ring';
import type { JobQueue } from '../platform/jobs/job-queue';
import { type ProjectSpaceRepository } from '../project-spaces/project-space.repository';
import { type RoleRepository } from '../roles/role.repository';
import { ApplyJob } from './apply.job';
import { BulkUploadRepository } from './bulk-upload.repository';
import { BulkUploadRowRepository } from './bulk-upload-row.repository';
import { BulkUploadService } from './bulk-upload.service';
import { BulkWriteRepository } from './bulk-write.repository';
import { CheckJob } from './check.job';
import { Judge } from './judge.service';
import { KnownRepository } from './known.repository';
import { lapsedUploads } from './lapse.job';
import { LapseRepository } from './lapse.repository';
import { OperatorUploads } from './operator-upload.service';
import { ResultFileService } from './result-file.service';
import { RowWriter } from './row-writer.service';
import { UploadFileService } from './upload-file.service';
import { Uploaders } from './uploader.service';

interface Surroundings {
  database: DataSource;
  jobs: JobQueue;
  clock: Clock;
  keys: KeyRing;
  audit: AuditLog;
  actorRows: ActorRepository;
  spaceRows: ProjectSpaceRepository;
  roleRows: RoleRepository;
  memberships: MembershipService;
  memberRows: MembershipRepository;
  deliveryRows: DeliveryRepository;
  sending: SendingService;
  removals: RemovalService;
  invitationHooks: InvitationHooks;
  hooks: MembershipHooks;
}

/** Makes the services of uploads, each once. */
export function createBulkUploads({
  database, jobs, clock, keys, audit, actorRows, spaceRows, roleRows, memberships, memberRows, deliveryRows, sending, removals,
  invitationHooks, hooks,
}: Surroundings) {
  const uploads = new BulkUploadRepository(database);
  const rows = new BulkUploadRowRepository(database);
  const writes = new BulkWriteRepository();
  const uploaders = new Uploaders(actorRows, spaceRows, clock);
  const judge = new Judge(new KnownRepository(roleRows, memberRows, deliveryRows), clock);
  const writer = new RowWriter(writes, sending, memberRows, removals, invitationHooks, hooks, audit, keys, clock);
  const uploadFiles = new UploadFileService(database, jobs, uploads, clock);
  const services = {
    bulkUploads: new BulkUploadService(database, jobs, uploads, rows, memberships, clock),
    uploadFiles,
    operatorUploads: new OperatorUploads(database, uploads, rows, uploadFiles, clock),
    resultFiles: new ResultFileService(uploadFiles, rows),
    checkJob: new CheckJob(database, jobs, uploads, rows, uploaders, judge, clock),
    applyJob: new ApplyJob(database, jobs, uploads, rows, writes, spaceRows, uploaders, judge, writer, clock),
  };
  return { services, lapsedUploads: lapsedUploads(new LapseRepository()) };
}
