import type { Transaction } from '../platform/database/data-source';
import { ProjectSpace } from './project-space.entity';

export class ProjectSpaceRepository {
  async get(tx: Transaction, id: string): Promise<ProjectSpace> {
    return await tx.findOneByOrFail(ProjectSpace, { id });
  }

  async add(tx: Transaction, space: ProjectSpace): Promise<void> {
    await tx.insert(ProjectSpace, space);
  }

  /** Changes that could leave no admin wait for each other here (MEM-2). */
  async lock(tx: Transaction, id: string): Promise<void> {
    await tx.query('SELECT 1 FROM project_spaces WHERE id = $1 FOR UPDATE', [id]);
  }
}
