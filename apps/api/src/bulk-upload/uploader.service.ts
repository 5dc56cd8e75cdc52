import type { Identified } from '../access/actor';
import { type ActorRepository } from '../access/actor.repository';
import { AuditChannel } from '../access/channel';
import type { Clock } from '../platform/clock';
import type { Transaction } from '../platform/database/data-source';
import type { BulkUpload } from './bulk-upload.entity';

/** Who an upload acts for: what they are at this moment, whatever they were when it began (UPL-9). */
export class Uploaders {
  constructor(private readonly actors: ActorRepository, private readonly clock: Clock) {}

  async find(tx: Transaction, { id: bulkUploadId, createdById, apiKeyId }: BulkUpload): Promise<Identified | null> {
    const common = { channel: AuditChannel.BULK_UPLOAD, userAgent: null, bulkUploadId };
    if (apiKeyId) {
      const key = await this.actors.findKeyById(tx, apiKeyId, this.clock.now());
      return key && { ...key, ...common, kind: 'api-key' };
    }
    const person = await this.actors.findPerson(tx, createdById);
    return person && { ...person, ...common, kind: 'web-user', sessionId: '' };
  }
}
