import { DataSource } from 'typeorm';
import { inOrderOf } from '../access/context';
import type { Viewer } from '../locations/area';
import type { Transaction } from '../platform/database/data-source';
import { type Page, type PageRequest, pageOf } from '../platform/database/keyset';
import { allOf, Parameters } from '../platform/database/parameters';
import { InvitationLink } from './invitation-link.entity';
import type { Sending } from './invitation-link.repository';
import { InvitationLocation } from './invitation-location.entity';
import {
  invitationCount, type InvitationFilter, type InvitationOrder, invitationPage, insideOf, openIn,
} from './invitation-list.repository';
import { INVITATION_COLUMNS, type InvitationRow } from './invitation-row.repository';
import { Invitation, InvitationState } from './invitation.entity';
import { openInvitations } from './open-invitations';

export class InvitationRepository {
  constructor(private readonly database: DataSource) {}

  async page(
    viewer: Viewer, filter: InvitationFilter, order: InvitationOrder, now: Date, request: PageRequest,
  ): Promise<Page<InvitationRow>> {
    const { text, values } = invitationPage(viewer, filter, order, now, request);
    return pageOf(await this.database.query<InvitationRow[]>(text, values), request);
  }

  async count(viewer: Viewer, filter: InvitationFilter, now: Date): Promise<number> {
    const { text, values } = invitationCount(viewer, filter, now);
    const [row] = await this.database.query<{ count: string }[]>(text, values);
    return Number(row?.count);
  }

  /** Those of these invitations, open or not, of which the viewer sees at least one location (ROL-7). */
  async seenAmong(viewer: Viewer, ids: string[]): Promise<string[]> {
    const parameters = new Parameters();
    const where = allOf(
      `i.project_space_id = ${parameters.add(viewer.projectSpaceId)}`, `i.id = ANY(${parameters.add(ids)}::uuid[])`,
      insideOf(viewer, parameters));
    const rows = await this.database.query<{ id: string }[]>(`SELECT i.id FROM invitations i WHERE ${where}`, parameters.values);
    return rows.map(({ id }) => id);
  }

  /** An open invitation of one of these project spaces; locked when read inside a transaction. */
  async findOpen(
    projectSpaceIds: string[], id: string, within: DataSource | Transaction = this.database,
  ): Promise<InvitationRow | null> {
    const lock = within instanceof DataSource ? '' : 'FOR UPDATE OF i';
    const [row] = await within.query<InvitationRow[]>(
      `SELECT ${INVITATION_COLUMNS}, NULL AS "sortValue" FROM invitations i
       WHERE i.project_space_id = ANY($1) AND i.id = $2 AND i.status = 'OPEN' ${lock}`, [projectSpaceIds, id]);
    return row ?? null;
  }

  /** In their order, those that are open. */
  async openOf(sendings: readonly Sending[]): Promise<(InvitationRow | null)[]> {
    const rows = await this.database.query<InvitationRow[]>(
      `SELECT ${INVITATION_COLUMNS}, NULL AS "sortValue" FROM unnest($1::uuid[], $2::uuid[]) AS s (project_space_id, id)
       JOIN invitations i ON i.project_space_id = s.project_space_id AND i.id = s.id WHERE i.status = 'OPEN'`,
      [sendings.map(({ projectSpaceId }) => projectSpaceId), sendings.map(({ invitationId }) => invitationId)]);
    return inOrderOf(sendings.map(({ invitationId }) => invitationId), rows, ({ id }) => id);
  }

  /** The open invitation to an address, or to the account it belongs to (INV-2). */
  async findOpenTo(
    projectSpaceId: string, email: string, webUserId: string | null, within: DataSource | Transaction = this.database,
  ): Promise<InvitationRow | null> {
    // Most often there is none, and to plan the whole row costs more than to look.
    const [found] = await within.query<{ id: string }[]>(
      `SELECT i.id FROM ${openInvitations('email', 'unnest($2::text[])')} UNION ALL
       SELECT i.id FROM ${openInvitations('web_user_id', 'unnest($3::uuid[])')} LIMIT 1`,
      [projectSpaceId, [email], webUserId === null ? [] : [webUserId]]);
    if (!found) return null;
    const [row] = await within.query<InvitationRow[]>(
      `SELECT ${INVITATION_COLUMNS}, NULL AS "sortValue" FROM invitations i
       WHERE i.project_space_id = $1 AND i.id = $2 AND i.status = 'OPEN'`, [projectSpaceId, found.id]);
    return row ?? null;
  }

  async add(tx: Transaction, invitation: Invitation, link: InvitationLink, locationIds: string[]): Promise<void> {
    await tx.insert(Invitation, invitation);
    await tx.insert(InvitationLink, link);
    await this.putLocations(tx, invitation, locationIds);
  }

  async addLink(tx: Transaction, link: InvitationLink): Promise<void> {
    await tx.insert(InvitationLink, link);
  }

  async change(
    tx: Transaction, { projectSpaceId, id }: Pick<Invitation, 'projectSpaceId' | 'id'>, to: Partial<Invitation>,
  ): Promise<void> {
    await tx.update(Invitation, { projectSpaceId, id }, to);
  }

  async replaceLocations(
    tx: Transaction, invitation: Pick<Invitation, 'projectSpaceId' | 'id'>, locationIds: string[],
  ): Promise<void> {
    const { projectSpaceId, id: invitationId } = invitation;
    await tx.delete(InvitationLocation, { projectSpaceId, invitationId });
    await this.putLocations(tx, invitation, locationIds);
  }

  /** Ends an open invitation; of any number at once exactly one gets true (INV-10). */
  async end(
    tx: Transaction, { projectSpaceId, id }: Pick<Invitation, 'projectSpaceId' | 'id'>, state: InvitationState, now: Date,
  ): Promise<boolean> {
    const result = await tx.createQueryBuilder().update(Invitation).set({ status: state, endedAt: now })
      .where({ projectSpaceId, id, status: InvitationState.OPEN }).execute();
    return result.affected === 1;
  }

  /** The open invitations a person sent to others, in one project space. */
  async openSentBy(tx: Transaction, projectSpaceId: string, invitedById: string): Promise<InvitationRow[]> {
    return await tx.query<InvitationRow[]>(
      `SELECT ${INVITATION_COLUMNS}, NULL AS "sortValue" FROM invitations i
       WHERE i.project_space_id = $1 AND i.invited_by_id = $2 AND i.status = 'OPEN' FOR UPDATE OF i`,
      [projectSpaceId, invitedById]);
  }

  /** The open invitations into a role; whoever answers one meanwhile is waited for. */
  async openInRole(tx: Transaction, projectSpaceId: string, roleId: string): Promise<Pick<Invitation, 'id' | 'email' | 'webUserId'>[]> {
    return await tx.query<Pick<Invitation, 'id' | 'email' | 'webUserId'>[]>(
      `SELECT id, email, web_user_id AS "webUserId" FROM invitations
       WHERE project_space_id = $1 AND role_id = $2 AND status = 'OPEN' ORDER BY email FOR UPDATE`, [projectSpaceId, roleId]);
  }

  /** How many open invitations each of these people sent, as this viewer counts. */
  async sentCounts(viewer: Viewer, people: readonly string[]): Promise<({ id: string; count: number } | null)[]> {
    const parameters = new Parameters();
    const where = allOf(openIn(viewer, parameters), `i.invited_by_id = ANY(${parameters.add(people)}::uuid[])`);
    const rows = await this.database.query<{ id: string; count: number }[]>(
      `SELECT i.invited_by_id AS id, count(*)::int AS count FROM invitations i WHERE ${where} GROUP BY i.invited_by_id`,
      parameters.values);
    return inOrderOf(people, rows, (row) => row.id);
  }

  /** A new account takes over the open invitations to its address, in every project space. */
  async giveToAccount(tx: Transaction, email: string, webUserId: string): Promise<void> {
    await tx.query(`UPDATE invitations SET web_user_id = $2 WHERE email = $1 AND status = 'OPEN'`, [email, webUserId]);
  }

  private async putLocations(
    tx: Transaction, { projectSpaceId, id }: Pick<Invitation, 'projectSpaceId' | 'id'>, locationIds: string[],
  ): Promise<void> {
    if (locationIds.length === 0) return;
    await tx.insert(InvitationLocation, locationIds.map((locationId, position) => ({
      projectSpaceId, invitationId: id, locationId, position,
    })));
  }
}
