import type { Transaction } from '../platform/database/data-source';

/** A project space as the operator finds it. */
export interface FoundedSpace {
  id: string;
  adminRoleId: string;
  /** Somebody is, or was, a member. */
  wasJoined: boolean;
}

export class FirstAdminRepository {
  async find(tx: Transaction, slug: string): Promise<FoundedSpace | null> {
    const [row] = await tx.query<FoundedSpace[]>(
      `SELECT p.id, r.id AS "adminRoleId",
         EXISTS (SELECT 1 FROM memberships m WHERE m.project_space_id = p.id)
         OR EXISTS (SELECT 1 FROM former_members f WHERE f.project_space_id = p.id)
         OR EXISTS (SELECT 1 FROM invitations i WHERE i.project_space_id = p.id AND i.status = 'ACCEPTED') AS "wasJoined"
       FROM project_spaces p JOIN roles r ON r.project_space_id = p.id AND r.is_admin WHERE p.slug = $1 LIMIT 1`, [slug]);
    return row ?? null;
  }
}
