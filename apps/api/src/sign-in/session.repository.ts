import type { Transaction } from '../platform/database/data-source';
import { CLEANED_AT_ONCE } from '../platform/jobs/daily';
import { Session } from './session.entity';

const LISTED_AT_MOST = 100;

export class SessionRepository {
  async add(tx: Transaction, session: Session): Promise<void> {
    await tx.insert(Session, session);
  }

  async findOpen(tx: Transaction, id: string, now: Date): Promise<Session | null> {
    return await tx.createQueryBuilder(Session, 's').setLock('pessimistic_write')
      .where('s.id = :id AND s.endedAt IS NULL AND s.expiresAt > :now', { id, now }).getOne();
  }

  async save(tx: Transaction, session: Session): Promise<void> {
    await tx.save(session, { reload: false });
  }

  async end(tx: Transaction, id: string, now: Date): Promise<void> {
    await tx.query('UPDATE sessions SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL', [id, now]);
  }

  /** False where it is nobody's, somebody else's or over. */
  async endOwn(tx: Transaction, webUserId: string, id: string, now: Date): Promise<boolean> {
    const { affected } = await tx.createQueryBuilder().update(Session).set({ endedAt: now })
      .where('id = :id AND webUserId = :webUserId AND endedAt IS NULL AND expiresAt > :now', { id, webUserId, now }).execute();
    return affected === 1;
  }

  async openOf(tx: Transaction, webUserId: string, now: Date): Promise<Session[]> {
    return await tx.createQueryBuilder(Session, 's')
      .where('s.webUserId = :webUserId AND s.endedAt IS NULL AND s.expiresAt > :now', { webUserId, now })
      .orderBy('s.lastUsedAt', 'DESC').addOrderBy('s.id').limit(LISTED_AT_MOST).getMany();
  }

  async removeLapsed(tx: Transaction, now: Date): Promise<number> {
    const [, count] = await tx.query<[unknown, number]>(
      `DELETE FROM sessions WHERE id IN (
         SELECT id FROM sessions WHERE expires_at <= $1 OR ended_at <= $1 LIMIT ${CLEANED_AT_ONCE} FOR UPDATE SKIP LOCKED)`, [now]);
    return count;
  }

  async endAll(tx: Transaction, webUserId: string, now: Date, exceptId: string | null = null): Promise<void> {
    await tx.query(
      'UPDATE sessions SET ended_at = $2 WHERE web_user_id = $1 AND ended_at IS NULL AND id IS DISTINCT FROM $3',
      [webUserId, now, exceptId]);
  }
}
