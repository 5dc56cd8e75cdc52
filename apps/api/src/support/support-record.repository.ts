import type { DataSource } from 'typeorm';
import type { SoftwarePlan } from '../project-spaces/project-space.entity';

/** An account as support sees it. */
export interface WebUserRecord {
  id: string;
  username: string;
  email: string;
  deactivated: boolean;
  twoFactorEnabled: boolean;
  projectSpaceSlugs: string[];
}

export interface AdminRecord {
  membershipId: string;
  email: string;
  active: boolean;
}

/** A project space as support sees it. */
export interface ProjectSpaceRecord {
  id: string;
  slug: string;
  name: string;
  plan: SoftwarePlan;
  admins: AdminRecord[];
}

/** What support looks up, one statement each. */
export class SupportRecordRepository {
  constructor(private readonly database: DataSource) {}

  /** The account an address belongs to, be it as username or as e-mail (ADR-2). */
  async webUser(address: string): Promise<WebUserRecord | null> {
    const [row] = await this.database.query<WebUserRecord[]>(
      `SELECT u.id, u.username, u.email, u.deactivated_at IS NOT NULL AS deactivated, u.two_factor_enabled AS "twoFactorEnabled",
         ARRAY(SELECT p.slug FROM memberships m JOIN project_spaces p ON p.id = m.project_space_id
               WHERE m.web_user_id = u.id ORDER BY p.slug) AS "projectSpaceSlugs"
       FROM claimed_addresses c JOIN web_users u ON u.id = c.web_user_id WHERE c.address = $1`, [address]);
    return row ?? null;
  }

  async projectSpace(slug: string): Promise<ProjectSpaceRecord | null> {
    const [row] = await this.database.query<ProjectSpaceRecord[]>(
      `SELECT p.id, p.slug, p.name, p.plan, coalesce((
         SELECT json_agg(json_build_object('membershipId', m.id, 'email', u.email,
           'active', m.active AND u.deactivated_at IS NULL) ORDER BY m.joined_at, m.id)
         FROM memberships m JOIN roles r ON r.project_space_id = m.project_space_id AND r.id = m.role_id
         JOIN web_users u ON u.id = m.web_user_id
         WHERE m.project_space_id = p.id AND r.is_admin), '[]') AS admins
       FROM project_spaces p WHERE p.slug = $1`, [slug]);
    return row ?? null;
  }

  async adminMembership(projectSpaceId: string, webUserId: string): Promise<string | null> {
    const [row] = await this.database.query<{ id: string }[]>(
      `SELECT m.id FROM memberships m JOIN roles r ON r.project_space_id = m.project_space_id AND r.id = m.role_id
       WHERE m.project_space_id = $1 AND m.web_user_id = $2 AND r.is_admin`, [projectSpaceId, webUserId]);
    return row?.id ?? null;
  }

  /** The project space of a membership, for a look at it under its lock. */
  async spaceOf(membershipId: string): Promise<string | null> {
    const [row] = await this.database.query<{ projectSpaceId: string }[]>(
      'SELECT project_space_id AS "projectSpaceId" FROM memberships WHERE id = $1', [membershipId]);
    return row?.projectSpaceId ?? null;
  }
}
