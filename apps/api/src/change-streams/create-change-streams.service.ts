import type { DataSource } from 'typeorm';
import { type ActorRepository } from '../access/actor.repository';
import { PresentActors } from '../access/present-actor.service';
import { type BulkDownloadService } from '../bulk-download/bulk-download.service';
import { type BulkUploadService } from '../bulk-upload/bulk-upload.service';
import { type InvitationRepository } from '../invitations/invitation.repository';
import { ChangeFeed } from '../platform/changes/change-feed';
import { ChangeRepository } from '../platform/changes/change.repository';
import { OpenStreams } from '../platform/changes/open-streams';
import type { Clock } from '../platform/clock';
import type { PeriodicJob } from '../platform/jobs/periodic-jobs';
import { ChangeStreamService } from './change-stream.service';

interface Surroundings {
  database: DataSource;
  clock: Clock;
  actorRows: ActorRepository;
  invitationRows: InvitationRepository;
  bulkUploads: BulkUploadService;
  bulkDownloads: BulkDownloadService;
  onFault: (error: unknown) => void;
}

/** Makes the streams of changes, and what clears away what they have told. */
export function createChangeStreams({ database, clock, actorRows, invitationRows, bulkUploads, bulkDownloads, onFault }: Surroundings) {
  const changes = new ChangeRepository(database);
  const changeFeed = new ChangeFeed(changes, onFault);
  const openStreams = new OpenStreams();
  const toldChanges: PeriodicJob = {
    name: 'told-changes', everySeconds: 60, work: async (tx) => await changes.removeOld(tx),
  };
  const changeStreams = new ChangeStreamService(
    changeFeed, openStreams, new PresentActors(database, actorRows, clock), invitationRows, bulkUploads, bulkDownloads);
  return { changeFeed, openStreams, changeStreams, toldChanges };
}
