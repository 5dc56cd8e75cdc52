import type { Transaction } from '../platform/database/data-source';
import type { Invitation } from './invitation.entity';

type InvitationKey = Pick<Invitation, 'projectSpaceId' | 'id'>;

export class AddressChangeRepository {
  /** Open invitations to an address that is the account's no longer are nobody's. */
  async release(tx: Transaction, address: string, webUserId: string): Promise<void> {
    await tx.query(
      `UPDATE invitations SET web_user_id = NULL WHERE email = $1 AND web_user_id = $2 AND status = 'OPEN'
         AND NOT EXISTS (SELECT 1 FROM claimed_addresses c WHERE c.address = $1)`, [address, webUserId]);
  }

  /** Gives the account those to its new address, where it is neither a member nor invited already. */
  async take(tx: Transaction, address: string, webUserId: string): Promise<void> {
    await tx.query(
      `UPDATE invitations i SET web_user_id = $2 WHERE i.email = $1 AND i.status = 'OPEN' AND i.web_user_id IS NULL
         AND NOT EXISTS (SELECT 1 FROM memberships m WHERE m.project_space_id = i.project_space_id AND m.web_user_id = $2)
         AND NOT EXISTS (SELECT 1 FROM invitations o WHERE o.project_space_id = i.project_space_id AND o.web_user_id = $2
           AND o.status = 'OPEN')`, [address, webUserId]);
  }

  /** Those to the address that the account could not take. */
  async left(tx: Transaction, address: string, webUserId: string): Promise<InvitationKey[]> {
    return await tx.query<InvitationKey[]>(
      `SELECT project_space_id AS "projectSpaceId", id FROM invitations
       WHERE email = $1 AND status = 'OPEN' AND web_user_id IS DISTINCT FROM $2 FOR UPDATE`, [address, webUserId]);
  }
}
