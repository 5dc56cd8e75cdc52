import type { DataSource } from 'typeorm';
import { inOrderOf } from '../access/context';
import type { InvitationLink } from './invitation-link.entity';
import type { LinkedInvitation } from './linked-invitation';

const LINKED = `
  i.project_space_id AS "projectSpaceId", i.id, i.email, i.role_id AS "roleId", i.invited_by_id AS "invitedById",
  i.expires_at AS "expiresAt", i.sending, i.status, i.invited_at AS "invitedAt",
  p.name AS "projectSpaceName", r.name AS "roleName", u.first_name || ' ' || u.last_name AS "invitedByName",
  EXISTS (SELECT 1 FROM claimed_addresses c WHERE c.address = i.email) AS "accountExists"`;

const LINKED_JOINS = `
  JOIN project_spaces p ON p.id = i.project_space_id
  LEFT JOIN roles r ON r.project_space_id = i.project_space_id AND r.id = i.role_id
  LEFT JOIN web_users u ON u.id = i.invited_by_id`;

export type Sending = Pick<InvitationLink, 'projectSpaceId' | 'invitationId' | 'sending'>;

const keyOf = ({ projectSpaceId, invitationId, sending }: Sending) => `${projectSpaceId} ${invitationId} ${sending}`;

export class InvitationLinkRepository {
  constructor(private readonly database: DataSource) {}

  async findByToken(tokenHash: Buffer): Promise<LinkedInvitation | null> {
    const [row] = await this.database.query<LinkedInvitation[]>(
      `SELECT ${LINKED}, k.sending AS "linkSending" FROM invitation_links k
       JOIN invitations i ON i.project_space_id = k.project_space_id AND i.id = k.invitation_id ${LINKED_JOINS}
       WHERE k.token_hash = $1`, [tokenHash]);
    return row ?? null;
  }

  /** Open invitations to a person's own addresses. */
  async openTo(webUserId: string, now: Date): Promise<LinkedInvitation[]> {
    return await this.database.query<LinkedInvitation[]>(
      `SELECT ${LINKED}, NULL AS "linkSending" FROM claimed_addresses c
       JOIN invitations i ON i.email = c.address AND i.status = 'OPEN' AND i.expires_at > $2 ${LINKED_JOINS}
       WHERE c.web_user_id = $1 ORDER BY i.invited_at DESC, i.id LIMIT 100`, [webUserId, now]);
  }

  async findOpenToPerson(webUserId: string, id: string): Promise<LinkedInvitation | null> {
    const [row] = await this.database.query<LinkedInvitation[]>(
      `SELECT ${LINKED}, NULL AS "linkSending" FROM claimed_addresses c
       JOIN invitations i ON i.email = c.address ${LINKED_JOINS}
       WHERE c.web_user_id = $1 AND i.id = $2 AND i.status <> 'REMOVED'`, [webUserId, id]);
    return row ?? null;
  }

  /** In their order, of each its link. */
  async findLinks(sendings: readonly Sending[]): Promise<(InvitationLink | null)[]> {
    const rows = await this.database.query<InvitationLink[]>(
      `SELECT k.token_hash AS "tokenHash", k.project_space_id AS "projectSpaceId", k.invitation_id AS "invitationId", k.sending,
         k.key_id AS "keyId"
       FROM unnest($1::uuid[], $2::uuid[], $3::int[]) s (project_space_id, invitation_id, sending)
       JOIN invitation_links k USING (project_space_id, invitation_id, sending)`,
      [sendings.map(({ projectSpaceId }) => projectSpaceId), sendings.map(({ invitationId }) => invitationId), sendings.map(({ sending }) => sending)]);
    return inOrderOf(sendings.map(keyOf), rows, keyOf);
  }
}
