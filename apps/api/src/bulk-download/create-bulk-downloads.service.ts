import type { DataSource } from 'typeorm';
import { type ActorRepository } from '../access/actor.repository';
import { type InvitationRepository } from '../invitations/invitation.repository';
import { type MembershipRepository } from '../memberships/membership.repository';
import type { Clock } from '../platform/clock';
import type { Reads } from '../platform/database/replica-reads';
import type { JobQueue } from '../platform/jobs/job-queue';
import { type ProjectSpaceRepository } from '../project-spaces/project-space.repository';
import { DownloadMaker } from './bulk-download.job';
import { BulkDownloadRepository } from './bulk-download.repository';
import { BulkDownloadService } from './bulk-download.service';
import { DownloadRowRepository } from './download-row.repository';
import { DownloadSheets } from './download-sheet.service';
import { OperatorDownloads } from './operator-download.service';

interface Surroundings {
  database: DataSource;
  reads: Reads;
  jobs: JobQueue;
  clock: Clock;
  actorRows: ActorRepository;
  spaceRows: ProjectSpaceRepository;
  memberRows: MembershipRepository;
  invitationRows: InvitationRepository;
}

/** Makes the services of downloads, each once. */
export function createBulkDownloads({ database, reads, jobs, clock, actorRows, spaceRows, memberRows, invitationRows }: Surroundings) {
  const downloadRows = new BulkDownloadRepository(database);
  const sheets = new DownloadSheets(new DownloadRowRepository(reads), clock);
  const bulkDownloads = new BulkDownloadService(database, downloadRows, memberRows, invitationRows, jobs, clock);
  return {
    downloadRows,
    services: {
      bulkDownloads,
      downloadMaker: new DownloadMaker(database, jobs, downloadRows, sheets, actorRows, clock),
      operatorDownloads: new OperatorDownloads(database, spaceRows, bulkDownloads, sheets),
    },
  };
}
