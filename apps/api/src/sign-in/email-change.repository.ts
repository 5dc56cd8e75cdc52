import type { DataSource } from 'typeorm';
import type { Transaction } from '../platform/database/data-source';
import { CLEANED_AT_ONCE } from '../platform/jobs/daily';
import { EmailChange } from './email-change.entity';

export class EmailChangeRepository {
  constructor(private readonly database: DataSource) {}

  /** A newer one takes the place of any earlier one. */
  async add(tx: Transaction, change: EmailChange): Promise<void> {
    await this.endAll(tx, change.webUserId, change.createdAt);
    await tx.insert(EmailChange, change);
  }

  async endAll(tx: Transaction, webUserId: string, now: Date): Promise<void> {
    await tx.query('UPDATE email_changes SET ended_at = $2 WHERE web_user_id = $1 AND ended_at IS NULL', [webUserId, now]);
  }

  async find(id: string): Promise<EmailChange | null> {
    return await this.database.manager.findOneBy(EmailChange, { id });
  }

  async findPending(webUserId: string, now: Date): Promise<EmailChange | null> {
    return await this.database.manager.createQueryBuilder(EmailChange, 'c')
      .where('c.webUserId = :webUserId AND c.endedAt IS NULL AND c.expiresAt > :now', { webUserId, now }).getOne();
  }

  async findUsable(tokenHash: Buffer, now: Date): Promise<EmailChange | null> {
    return await this.database.manager.createQueryBuilder(EmailChange, 'c')
      .where('c.tokenHash = :tokenHash AND c.endedAt IS NULL AND c.expiresAt > :now', { tokenHash, now }).getOne();
  }

  /** Single use: of any number at once exactly one gets true. */
  async use(tx: Transaction, { id }: EmailChange, now: Date): Promise<boolean> {
    const { affected } = await tx.createQueryBuilder().update(EmailChange).set({ endedAt: now })
      .where('id = :id AND endedAt IS NULL AND expiresAt > :now', { id, now }).execute();
    return affected === 1;
  }

  async removeLapsed(tx: Transaction, now: Date): Promise<number> {
    const [, count] = await tx.query<[unknown, number]>(
      `DELETE FROM email_changes WHERE id IN (
         SELECT id FROM email_changes WHERE expires_at <= $1 LIMIT ${CLEANED_AT_ONCE} FOR UPDATE SKIP LOCKED)`, [now]);
    return count;
  }
}
