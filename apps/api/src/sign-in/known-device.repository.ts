import type { Transaction } from '../platform/database/data-source';
import type { KnownDevice } from './known-device.entity';

export class KnownDeviceRepository {
  /** Whether the person had not been seen on it before. */
  async note(tx: Transaction, { webUserId, deviceHash, seenAt }: KnownDevice): Promise<boolean> {
    const [row] = await tx.query<{ isNew: boolean }[]>(
      `INSERT INTO known_devices AS d (web_user_id, device_hash, seen_at) VALUES ($1, $2, $3)
       ON CONFLICT (web_user_id, device_hash) DO UPDATE SET seen_at = excluded.seen_at
       RETURNING xmax = 0 AS "isNew"`, [webUserId, deviceHash, seenAt]);
    return row?.isNew ?? false;
  }
}
