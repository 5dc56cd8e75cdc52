import type { DataSource } from 'typeorm';
import { inOrderOf } from '../access/context';
import { type Page, type PageRequest, pageOf } from '../platform/database/keyset';
import type { Transaction } from '../platform/database/data-source';
import { containing } from '../platform/database/containing';
import type { Location } from './location.entity';

export type LocationRow = Pick<Location, 'id' | 'code' | 'name' | 'parentId' | 'projectSpaceId'> & { nameKey: string };

export interface LocationFilter {
  search?: string | null;
  parentId?: string | null;
}

const COLUMNS = `l.id, l.code, l.name, l.parent_id AS "parentId", l.project_space_id AS "projectSpaceId",
  lower(l.name) AS "nameKey"`;
const FILTER = `l.project_space_id = $1
  AND ($2::text IS NULL OR lower(l.code || ' ' || l.name) LIKE $2) AND ($3::uuid IS NULL OR l.parent_id = $3)`;

export class LocationRepository {
  constructor(private readonly database: DataSource) {}

  readonly byIds = async (keys: readonly string[]): Promise<(LocationRow | null)[]> => {
    const pairs = keys.map((key) => key.split('/'));
    const rows = await this.database.query<LocationRow[]>(
      `SELECT ${COLUMNS} FROM unnest($1::uuid[], $2::uuid[]) k (space, id)
       JOIN locations l ON l.project_space_id = k.space AND l.id = k.id`,
      [pairs.map(([space]) => space), pairs.map(([, id]) => id)]);
    return inOrderOf(keys, rows, (row) => `${row.projectSpaceId}/${row.id}`);
  };

  async page(projectSpaceId: string, filter: LocationFilter, request: PageRequest): Promise<Page<LocationRow>> {
    const rows = await this.database.query<LocationRow[]>(
      `SELECT ${COLUMNS} FROM locations l
       WHERE ${FILTER} AND ($4::text IS NULL OR (lower(l.name), l.id) > ($4, $5::uuid))
       ORDER BY lower(l.name), l.id LIMIT $6`,
      [projectSpaceId, containing(filter.search), filter.parentId ?? null,
        request.from?.value ?? null, request.from?.id ?? null, request.limit + 1]);
    return pageOf(rows, request);
  }

  async count(projectSpaceId: string, filter: LocationFilter): Promise<number> {
    const [row] = await this.database.query<{ count: string }[]>(
      `SELECT count(*) FROM locations l WHERE ${FILTER}`,
      [projectSpaceId, containing(filter.search), filter.parentId ?? null]);
    return Number(row?.count);
  }

  /** Which of these ids are locations of the project space. */
  async existing(tx: Transaction, projectSpaceId: string, ids: string[]): Promise<{ id: string; code: string }[]> {
    return await tx.query<{ id: string; code: string }[]>(
      'SELECT id, code FROM locations WHERE project_space_id = $1 AND id = ANY($2)', [projectSpaceId, ids]);
  }
}
