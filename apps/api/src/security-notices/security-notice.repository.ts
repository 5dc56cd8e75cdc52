import type { DataSource } from 'typeorm';
import type { Transaction } from '../platform/database/data-source';
import { CLEANED_AT_ONCE } from '../platform/jobs/daily';
import { SecurityNotice } from './security-notice.entity';

/** What was told, and when. */
export type Told = Pick<SecurityNotice, 'kind' | 'createdAt'>;

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

  async findUsable(tokenHash: Buffer, now: Date): Promise<SecurityNotice | null> {
    return await this.database.manager.createQueryBuilder(SecurityNotice, 'n')
      .where('n.tokenHash = :tokenHash AND n.usedAt IS NULL AND n.expiresAt > :now', { tokenHash, now }).getOne();
  }

  /** Single use: of any number at once exactly one gets true. */
  async use(tx: Transaction, { id }: SecurityNotice, now: Date): Promise<boolean> {
    const { affected } = await tx.createQueryBuilder().update(SecurityNotice).set({ usedAt: now })
      .where('id = :id AND usedAt IS NULL AND expiresAt > :now', { id, now }).execute();
    return affected === 1;
  }

  /** Ends those that the same person was sent elsewhere after it. */
  async useLaterElsewhere(tx: Transaction, { webUserId, recipient, createdAt }: SecurityNotice, now: Date): Promise<Told[]> {
    const [rows] = await tx.query<[Told[], number]>(
      `UPDATE security_notices SET used_at = $4 WHERE web_user_id = $1 AND recipient <> $2 AND created_at > $3 AND used_at IS NULL
       RETURNING kind, created_at AS "createdAt"`, [webUserId, recipient, createdAt, now]);
    return rows;
  }
}
