import type { Sealed } from '../platform/crypto/sealed';
import type { Transaction } from '../platform/database/data-source';
import { BackupCode } from './backup-code.entity';
import { SecondFactor } from './second-factor.entity';

/** An update or removal answers with its rows and their number. */
type Changed<Row = unknown> = [Row[], number];

export class SecondFactorRepository {
  async find(tx: Transaction, webUserId: string): Promise<SecondFactor | null> {
    return await tx.findOneBy(SecondFactor, { webUserId });
  }

  /** Holds it until the transaction ends. */
  async lock(tx: Transaction, webUserId: string): Promise<void> {
    await tx.findOne(SecondFactor, { where: { webUserId }, lock: { mode: 'pessimistic_write' } });
  }

  /** A secret that waits for its first code; one that waits already gives way, one that is confirmed does not. */
  async begin(tx: Transaction, { webUserId, secretId, sealed, keyId, createdAt }: SecondFactor): Promise<boolean> {
    const rows = await tx.query<unknown[]>(
      `INSERT INTO second_factors (web_user_id, secret_id, sealed, key_id, created_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (web_user_id) DO UPDATE SET secret_id = $2, sealed = $3, key_id = $4, created_at = $5
         WHERE second_factors.confirmed_at IS NULL
       RETURNING 1`, [webUserId, secretId, sealed, keyId, createdAt]);
    return rows.length === 1;
  }

  /** Of any number at once exactly one gets true, and only for the secret that its code was made with. */
  async confirm(tx: Transaction, { webUserId, secretId }: SecondFactor, now: Date): Promise<boolean> {
    const [rows] = await tx.query<Changed>(
      `UPDATE second_factors SET confirmed_at = $3
       WHERE web_user_id = $1 AND secret_id = $2 AND confirmed_at IS NULL RETURNING 1`, [webUserId, secretId, now]);
    return rows.length === 1;
  }

  /** A step counts once: of any number at once exactly one gets true. Those that no code can belong to any more are let go. */
  async useStep(tx: Transaction, { webUserId, secretId }: SecondFactor, step: number, oldest: number): Promise<boolean> {
    const [rows] = await tx.query<Changed>(
      `UPDATE second_factors SET used_steps = $3::bigint || ARRAY(SELECT s FROM unnest(used_steps) s WHERE s >= $4)
       WHERE web_user_id = $1 AND secret_id = $2 AND NOT $3::bigint = ANY(used_steps) RETURNING 1`,
      [webUserId, secretId, step, oldest]);
    return rows.length === 1;
  }

  /** Locked; of `keyIds` the first is the newest. */
  async underOlderKeys(tx: Transaction, [, ...older]: string[], most: number): Promise<SecondFactor[]> {
    return await tx.createQueryBuilder(SecondFactor, 'f').setLock('pessimistic_write')
      .where('f.keyId = ANY(:older)', { older }).limit(most).getMany();
  }

  /** The same secret under a newer key. */
  async reseal(tx: Transaction, { webUserId, secretId }: SecondFactor, { sealed, keyId }: Sealed): Promise<void> {
    await tx.update(SecondFactor, { webUserId, secretId }, { sealed, keyId });
  }

  /** Whether there was one that was on. */
  async remove(tx: Transaction, webUserId: string): Promise<boolean> {
    const [rows] = await tx.query<Changed<{ confirmed_at: Date | null }>>(
      'DELETE FROM second_factors WHERE web_user_id = $1 RETURNING confirmed_at', [webUserId]);
    await tx.delete(BackupCode, { webUserId });
    return rows[0]?.confirmed_at != null;
  }

  /** Whether the one there was on by then; one that took its place later stays. */
  async removeOnBy(tx: Transaction, webUserId: string, by: Date): Promise<boolean> {
    const [rows] = await tx.query<Changed>(
      'DELETE FROM second_factors WHERE web_user_id = $1 AND confirmed_at <= $2 RETURNING 1', [webUserId, by]);
    if (rows.length === 1) await tx.delete(BackupCode, { webUserId });
    return rows.length === 1;
  }

  async replaceBackupCodes(tx: Transaction, webUserId: string, codeHashes: Buffer[]): Promise<void> {
    await tx.delete(BackupCode, { webUserId });
    await tx.insert(BackupCode, codeHashes.map((codeHash) => ({ webUserId, codeHash })));
  }

  /** Works once: of any number at once exactly one gets true. */
  async useBackupCode(tx: Transaction, webUserId: string, codeHash: Buffer): Promise<boolean> {
    const [rows] = await tx.query<Changed>(
      'DELETE FROM backup_codes WHERE web_user_id = $1 AND code_hash = $2 RETURNING 1', [webUserId, codeHash]);
    return rows.length === 1;
  }

  async countBackupCodes(tx: Transaction, webUserId: string): Promise<number> {
    return await tx.countBy(BackupCode, { webUserId });
  }
}
