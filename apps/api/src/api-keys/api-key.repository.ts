import { type DataSource, IsNull } from 'typeorm';
import { inOrderOf } from '../access/context';
import type { Transaction } from '../platform/database/data-source';
import { ApiKey } from './api-key.entity';

export type ApiKeyRow = Omit<ApiKey, 'secretHash' | 'revokedAt'>;

export type RevokedKey = Pick<ApiKey, 'id' | 'name'>;

export interface ApiKeyCount {
  webUserId: string;
  count: number;
}

const COLUMNS = `project_space_id AS "projectSpaceId", id, name, prefix, permissions, created_by_id AS "createdById",
  made_by_key_id AS "madeByKeyId", created_at AS "createdAt", last_used_at AS "lastUsedAt", expires_at AS "expiresAt"`;

export class ApiKeyRepository {
  constructor(private readonly database: DataSource) {}

  /** Every key that is not revoked, newest first: few, and drawn whole. */
  async all(projectSpaceId: string): Promise<ApiKeyRow[]> {
    return await this.database.query<ApiKeyRow[]>(
      `SELECT ${COLUMNS} FROM api_keys WHERE project_space_id = $1 AND revoked_at IS NULL
       ORDER BY created_at DESC, id`, [projectSpaceId]);
  }

  async find(projectSpaceIds: string[], id: string): Promise<ApiKeyRow | null> {
    const [row] = await this.database.query<ApiKeyRow[]>(
      `SELECT ${COLUMNS} FROM api_keys WHERE project_space_id = ANY($1) AND id = $2 AND revoked_at IS NULL`,
      [projectSpaceIds, id]);
    return row ?? null;
  }

  async count(tx: Transaction, projectSpaceId: string): Promise<number> {
    return await tx.countBy(ApiKey, { projectSpaceId, revokedAt: IsNull() });
  }

  /** How many keys each of these people has in a project space. */
  async counts(projectSpaceId: string, webUserIds: readonly string[]): Promise<(ApiKeyCount | null)[]> {
    const rows = await this.database.query<ApiKeyCount[]>(
      `SELECT created_by_id AS "webUserId", count(*)::int AS count FROM api_keys
       WHERE project_space_id = $1 AND created_by_id = ANY($2) AND revoked_at IS NULL GROUP BY created_by_id`,
      [projectSpaceId, webUserIds]);
    return inOrderOf(webUserIds, rows, (row) => row.webUserId);
  }

  async add(tx: Transaction, key: ApiKey): Promise<void> {
    await tx.insert(ApiKey, key);
  }

  /** Ends a key and all that was made with it, by whatever steps, oldest first; none where another was first. */
  async revoke(tx: Transaction, { projectSpaceId, id }: Pick<ApiKey, 'projectSpaceId' | 'id'>, now: Date): Promise<RevokedKey[]> {
    return await tx.query<RevokedKey[]>(
      `WITH RECURSIVE line AS (
         SELECT id FROM api_keys WHERE project_space_id = $1 AND id = $2 AND revoked_at IS NULL
         UNION
         SELECT k.id FROM line JOIN api_keys k ON k.project_space_id = $1 AND k.made_by_key_id = line.id AND k.revoked_at IS NULL),
       ended AS (
         UPDATE api_keys k SET revoked_at = $3 FROM line
         WHERE k.project_space_id = $1 AND k.id = line.id AND k.revoked_at IS NULL RETURNING k.id, k.name, k.created_at)
       SELECT id, name FROM ended ORDER BY created_at, id`, [projectSpaceId, id, now]);
  }
}
