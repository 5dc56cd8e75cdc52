import type { Transaction } from '../platform/database/data-source';
import { openInvitations } from '../invitations/open-invitations';

interface Assigned {
  id: string;
  roleId: string;
  placeIds: string[];
}

export interface NewInvitationRow extends Assigned {
  email: string;
  webUserId: string | null;
  tokenHash: Buffer;
  keyId: string;
}

export interface InvitationTimes {
  invitedById: string | null;
  now: Date;
  expiresAt: Date;
}

const placesOf = (rows: Assigned[]) => {
  const pairs = rows.flatMap(({ id, placeIds }) => placeIds.map((placeId, position) => ({ id, placeId, position })));
  return [pairs.map(({ id }) => id), pairs.map(({ placeId }) => placeId), pairs.map(({ position }) => position)];
};

/** Writes many changes of one project space with one statement for each table. */
export class BulkWriteRepository {
  async invite(
    tx: Transaction, projectSpaceId: string, rows: NewInvitationRow[], { invitedById, now, expiresAt }: InvitationTimes,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO invitations (project_space_id, id, email, web_user_id, role_id, invited_by_id, invited_at, last_sent_at, expires_at)
       SELECT $1, r.id, r.email, r.person, r.role, $6, $7, $7, $8
       FROM unnest($2::uuid[], $3::text[], $4::uuid[], $5::uuid[]) r (id, email, person, role)`,
      [projectSpaceId, rows.map(({ id }) => id), rows.map(({ email }) => email), rows.map(({ webUserId }) => webUserId),
        rows.map(({ roleId }) => roleId), invitedById, now, expiresAt]);
    await tx.query(
      `INSERT INTO invitation_links (token_hash, project_space_id, invitation_id, sending, key_id)
       SELECT r.hash, $1, r.id, 1, r.key FROM unnest($2::uuid[], $3::bytea[], $4::text[]) r (id, hash, key)`,
      [projectSpaceId, rows.map(({ id }) => id), rows.map(({ tokenHash }) => tokenHash), rows.map(({ keyId }) => keyId)]);
    await this.putPlaces(tx, 'invitation', projectSpaceId, rows);
  }

  /** Role and locations anew; the 30 days begin again, with the same link and no mail (UPL-4). */
  async changeInvitations(tx: Transaction, projectSpaceId: string, rows: Assigned[], expiresAt: Date): Promise<void> {
    if (rows.length === 0) return;
    await tx.query(
      `UPDATE invitations i SET role_id = r.role, expires_at = $4
       FROM unnest($2::uuid[], $3::uuid[]) r (id, role) WHERE i.project_space_id = $1 AND i.id = r.id`,
      [projectSpaceId, rows.map(({ id }) => id), rows.map(({ roleId }) => roleId), expiresAt]);
    await this.replacePlaces(tx, 'invitation', projectSpaceId, rows);
  }

  async renewInvitations(tx: Transaction, projectSpaceId: string, ids: string[], expiresAt: Date): Promise<void> {
    if (ids.length === 0) return;
    await tx.query('UPDATE invitations SET expires_at = $3 WHERE project_space_id = $1 AND id = ANY($2)', [projectSpaceId, ids, expiresAt]);
  }

  async removeInvitations(tx: Transaction, projectSpaceId: string, ids: string[], now: Date): Promise<void> {
    if (ids.length === 0) return;
    await tx.query(
      `UPDATE invitations SET status = 'REMOVED', ended_at = $3 WHERE project_space_id = $1 AND id = ANY($2)`,
      [projectSpaceId, ids, now]);
  }

  async changeMemberships(tx: Transaction, projectSpaceId: string, rows: Assigned[]): Promise<void> {
    if (rows.length === 0) return;
    await tx.query(
      `UPDATE memberships m SET role_id = r.role FROM unnest($2::uuid[], $3::uuid[]) r (id, role)
       WHERE m.project_space_id = $1 AND m.id = r.id AND m.role_id <> r.role`,
      [projectSpaceId, rows.map(({ id }) => id), rows.map(({ roleId }) => roleId)]);
    await this.replacePlaces(tx, 'membership', projectSpaceId, rows);
  }

  /** What is decided about people waits for whoever decides about them already, at whichever of their addresses. */
  async lockAddresses(tx: Transaction, addresses: string[]): Promise<void> {
    await tx.query(
      `SELECT pg_advisory_xact_lock(hashtextextended('address:' || a.address, 0)) FROM (
         SELECT unnest($1::text[]) AS address UNION
         SELECT other.address FROM claimed_addresses own
         JOIN claimed_addresses other ON other.web_user_id = own.web_user_id WHERE own.address = ANY($1)
         ORDER BY address) a`, [addresses]);
  }

  /** What is decided about open invitations holds until the transaction ends; members are held by their project space. */
  async lockInvitations(tx: Transaction, projectSpaceId: string, addresses: string[]): Promise<void> {
    const found = await tx.query<{ id: string }[]>(
      `SELECT i.id FROM ${openInvitations('email', 'unnest($2::text[])')} UNION
       SELECT i.id FROM ${openInvitations('web_user_id', '(SELECT web_user_id FROM claimed_addresses WHERE address = ANY($2))')}`,
      [projectSpaceId, addresses]);
    if (found.length === 0) return;
    await tx.query(
      `SELECT 1 FROM invitations WHERE project_space_id = $1 AND id = ANY($2) AND status = 'OPEN' ORDER BY id FOR UPDATE`,
      [projectSpaceId, found.map(({ id }) => id)]);
  }

  private async replacePlaces(tx: Transaction, of: 'invitation' | 'membership', projectSpaceId: string, rows: Assigned[]): Promise<void> {
    await tx.query(
      `DELETE FROM ${of}_locations WHERE project_space_id = $1 AND ${of}_id = ANY($2)`, [projectSpaceId, rows.map(({ id }) => id)]);
    await this.putPlaces(tx, of, projectSpaceId, rows);
  }

  private async putPlaces(tx: Transaction, of: 'invitation' | 'membership', projectSpaceId: string, rows: Assigned[]): Promise<void> {
    await tx.query(
      `INSERT INTO ${of}_locations (project_space_id, ${of}_id, location_id, position)
       SELECT $1, r.* FROM unnest($2::uuid[], $3::uuid[], $4::smallint[]) r`, [projectSpaceId, ...placesOf(rows)]);
  }
}
