import { operator } from '../access/access';
import type { Identified, Staff, Standing } from '../access/actor';
import { type ActorRepository } from '../access/actor.repository';
import { AuditChannel } from '../access/channel';
import type { Clock } from '../platform/clock';
import type { Transaction } from '../platform/database/data-source';
import { operatorStanding } from '../project-spaces/operator-standing';
import { type ProjectSpaceRepository } from '../project-spaces/project-space.repository';
import type { BulkUpload } from './bulk-upload.entity';

/** A person, a key, or the operator, who reaches the one project space the upload is about. */
export type Uploader = Identified | (Staff & { standings: Standing[] });

/** Who an upload acts for: what they are at this moment, whatever they were when it began (UPL-9). */
export class Uploaders {
  constructor(
    private readonly actors: ActorRepository,
    private readonly spaces: ProjectSpaceRepository,
    private readonly clock: Clock,
  ) {}

  async find(tx: Transaction, { projectSpaceId, id: bulkUploadId, createdById, apiKeyId }: BulkUpload): Promise<Uploader | null> {
    const common = { channel: AuditChannel.BULK_UPLOAD as const, userAgent: null, bulkUploadId };
    if (!createdById) return { ...operator, ...common, standings: [operatorStanding(await this.spaces.get(tx, projectSpaceId))] };
    if (apiKeyId) {
      const key = await this.actors.findKeyById(tx, apiKeyId, this.clock.now());
      return key && { ...key, ...common, kind: 'api-key' };
    }
    const person = await this.actors.findPerson(tx, createdById);
    return person && { ...person, ...common, kind: 'web-user', sessionId: '' };
  }
}
