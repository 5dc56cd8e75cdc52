import { In } from 'typeorm';
import type { Transaction } from '../platform/database/data-source';
import { ProjectSpace } from './project-space.entity';

export class ProjectSpaceRepository {
  async get(tx: Transaction, id: string): Promise<ProjectSpace> {
    return await tx.findOneByOrFail(ProjectSpace, { id });
  }

  async find(tx: Transaction, id: string): Promise<ProjectSpace | null> {
    return await tx.findOneBy(ProjectSpace, { id });
  }

  /** In the order of their ids. */
  async byIds(tx: Transaction, ids: readonly string[]): Promise<(ProjectSpace | null)[]> {
    const byId = new Map((await tx.findBy(ProjectSpace, { id: In([...new Set(ids)]) })).map((space) => [space.id, space]));
    return ids.map((id) => byId.get(id) ?? null);
  }

  async add(tx: Transaction, space: ProjectSpace): Promise<void> {
    await tx.insert(ProjectSpace, space);
  }

  async change(tx: Transaction, id: string, to: Partial<ProjectSpace>): Promise<void> {
    await tx.update(ProjectSpace, { id }, to);
  }

  /** Held until the transaction ends: whoever turns theirs off at the same moment waits, or is waited for (TFA-3). */
  async hasTwoFactor(tx: Transaction, webUserId: string): Promise<boolean> {
    const [person] = await tx.query<{ enabled: boolean }[]>(
      'SELECT two_factor_enabled AS enabled FROM web_users WHERE id = $1 FOR SHARE', [webUserId]);
    return person?.enabled ?? false;
  }

  async hasLimitedRole(tx: Transaction, id: string): Promise<boolean> {
    const rows = await tx.query<unknown[]>('SELECT 1 FROM roles WHERE project_space_id = $1 AND own_locations_only LIMIT 1', [id]);
    return rows.length > 0;
  }

  /** Changes that could leave no admin wait for each other here (MEM-2); what only refers to the project space does not. */
  async lock(tx: Transaction, id: string): Promise<void> {
    await tx.query('SELECT 1 FROM project_spaces WHERE id = $1 FOR NO KEY UPDATE', [id]);
  }
}
