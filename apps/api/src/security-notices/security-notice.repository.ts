import type { DataSource } from 'typeorm';
import type { Transaction } from '../platform/database/data-source';
import { CLEANED_AT_ONCE } from '../platform/jobs/daily';
import { SecurityNotice } from './security-notice.entity';

export class SecurityNoticeRepository {
  constructor(private readonly database: DataSource) {}

  async add(tx: Transaction, notice: SecurityNotice): Promise<void> {
    await tx.insert(SecurityNotice, notice);
  }

  async find(id: string): Promise<SecurityNotice | null> {
    return await this.database.manager.findOneBy(SecurityNotice, { id });
  }

  async removeLapsed(tx: Transaction, now: Date): Promise<number> {
    const [, count] = await tx.query<[unknown, number]>(
      `DELETE FROM security_notices WHERE id IN (
         SELECT id FROM security_notices WHERE expires_at <= $1 LIMIT ${CLEANED_AT_ONCE} FOR UPDATE SKIP LOCKED)`, [now]);
    return count;
  }

  /** Single use: of any number at once exactly one gets it. */
  async use(tx: Transaction, tokenHash: Buffer, now: Date): Promise<SecurityNotice | null> {
    const used = await tx.createQueryBuilder().update(SecurityNotice).set({ usedAt: now })
      .where('tokenHash = :tokenHash AND usedAt IS NULL AND expiresAt > :now', { tokenHash, now }).returning('id').execute();
    const [row] = used.raw as { id: string }[];
    return row ? await tx.findOneBy(SecurityNotice, { id: row.id }) : null;
  }
}
