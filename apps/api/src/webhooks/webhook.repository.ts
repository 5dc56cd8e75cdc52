import type { DataSource } from 'typeorm';
import type { Transaction } from '../platform/database/data-source';
import { Webhook } from './webhook.entity';

export class WebhookRepository {
  constructor(private readonly database: DataSource) {}

  /** Oldest first; there are never more than a few. */
  async list(projectSpaceId: string): Promise<Webhook[]> {
    return await this.database.manager.find(Webhook, { where: { projectSpaceId }, order: { createdAt: 'ASC', id: 'ASC' } });
  }

  async count(tx: Transaction, projectSpaceId: string): Promise<number> {
    return await tx.countBy(Webhook, { projectSpaceId });
  }

  /** One of these project spaces, locked; nothing of any other. */
  async find(tx: Transaction, projectSpaceIds: string[], id: string): Promise<Webhook | null> {
    if (projectSpaceIds.length === 0) return null;
    return await tx.createQueryBuilder(Webhook, 'w').setLock('pessimistic_write')
      .where('w.projectSpaceId IN (:...projectSpaceIds) AND w.id = :id', { projectSpaceIds, id }).getOne();
  }

  /** Locked; of `keyIds` the first is the newest. */
  async underOlderKeys(tx: Transaction, [, ...older]: string[], most: number): Promise<Webhook[]> {
    return await tx.createQueryBuilder(Webhook, 'w').setLock('pessimistic_write')
      .where('w.secretKeyId = ANY(:older) OR w.formerSecretKeyId = ANY(:older)', { older }).limit(most).getMany();
  }

  async add(tx: Transaction, webhook: Webhook): Promise<void> {
    await tx.insert(Webhook, webhook);
  }

  async change(tx: Transaction, { projectSpaceId, id }: Pick<Webhook, 'projectSpaceId' | 'id'>, to: Partial<Webhook>): Promise<void> {
    await tx.update(Webhook, { projectSpaceId, id }, to);
  }

  async remove(tx: Transaction, { projectSpaceId, id }: Webhook): Promise<void> {
    await tx.delete(Webhook, { projectSpaceId, id });
  }
}
