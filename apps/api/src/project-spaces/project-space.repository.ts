import type { DataSource } from 'typeorm';
import { inOrderOf } from '../access/context';
import type { Transaction } from '../platform/database/data-source';
import { ProjectSpace } from './project-space.entity';

export class ProjectSpaceRepository {
  constructor(private readonly database: DataSource) {}

  /** For a loader: callers hand in ids of the actor's own project spaces only. */
  readonly byIds = async (ids: readonly string[]): Promise<(ProjectSpace | null)[]> => {
    const rows = await this.database.query<ProjectSpace[]>(
      `SELECT id, slug, name, plan, uses_locations AS "usesLocations", created_at AS "createdAt"
       FROM project_spaces WHERE id = ANY($1)`, [ids]);
    return inOrderOf(ids, rows, (row) => row.id);
  };

  async get(tx: Transaction, id: string): Promise<ProjectSpace> {
    return await tx.findOneByOrFail(ProjectSpace, { id });
  }

  async add(tx: Transaction, space: ProjectSpace): Promise<void> {
    await tx.insert(ProjectSpace, space);
  }

  async findBySlug(tx: Transaction, slug: string): Promise<ProjectSpace | null> {
    return await tx.findOneBy(ProjectSpace, { slug });
  }

  /** Changes that could leave no admin wait for each other here (MEM-2). */
  async lock(tx: Transaction, id: string): Promise<void> {
    await tx.query('SELECT 1 FROM project_spaces WHERE id = $1 FOR UPDATE', [id]);
  }
}
