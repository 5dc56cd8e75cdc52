import type { Transaction } from '../platform/database/data-source';
import { CLEANED_AT_ONCE } from '../platform/jobs/daily';
import { PasswordReset } from './password-reset.entity';

export class PasswordResetRepository {
  /** A newer link takes the place of any earlier one. */
  async add(tx: Transaction, reset: PasswordReset): Promise<void> {
    await this.endAll(tx, reset.webUserId, reset.createdAt);
    await tx.insert(PasswordReset, reset);
  }

  async endAll(tx: Transaction, webUserId: string, now: Date): Promise<void> {
    await tx.query('UPDATE password_resets SET used_at = $2 WHERE web_user_id = $1 AND used_at IS NULL', [webUserId, now]);
  }

  async findUsable(tx: Transaction, tokenHash: Buffer, now: Date): Promise<PasswordReset | null> {
    return await tx.createQueryBuilder(PasswordReset, 'r')
      .where('r.tokenHash = :tokenHash AND r.usedAt IS NULL AND r.expiresAt > :now', { tokenHash, now }).getOne();
  }

  async findById(tx: Transaction, id: string): Promise<PasswordReset | null> {
    return await tx.findOneBy(PasswordReset, { id });
  }

  /** Single use: of any number at once exactly one gets true. */
  async use(tx: Transaction, { id }: PasswordReset, now: Date): Promise<boolean> {
    const [rows] = await tx.query<[unknown[], number]>(
      'UPDATE password_resets SET used_at = $2 WHERE id = $1 AND used_at IS NULL AND expires_at > $2 RETURNING id',
      [id, now]);
    return rows.length === 1;
  }

  async removeLapsed(tx: Transaction, now: Date): Promise<number> {
    const [, count] = await tx.query<[unknown, number]>(
      `DELETE FROM password_resets WHERE id IN (
         SELECT id FROM password_resets WHERE expires_at <= $1 LIMIT ${CLEANED_AT_ONCE} FOR UPDATE SKIP LOCKED)`, [now]);
    return count;
  }
}
