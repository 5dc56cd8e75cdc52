import { type DataSource, IsNull } from 'typeorm';
import type { WhoActs } from '../access/actor';
import type { Transaction } from '../platform/database/data-source';
import { type Page, type PageRequest, pageOf } from '../platform/database/keyset';
import { keysetOf, SortDirection } from '../platform/database/ordering';
import { allOf, Parameters } from '../platform/database/parameters';
import { BulkDownloadPiece } from './bulk-download-piece.entity';
import { BulkDownload, DownloadState } from './bulk-download.entity';

export interface DownloadRecord extends BulkDownload {
  sortValue: string;
}

const COLUMNS = `d.project_space_id AS "projectSpaceId", d.id, d.created_by_id AS "createdById", d.api_key_id AS "apiKeyId",
  d.format, d.filter, d.areas, d.status, d.attempts, d.done, d.total, d.created_at AS "createdAt", d.expires_at AS "expiresAt",
  d.created_at::text AS "sortValue"`;

/** A download is its maker's alone: a person's, or a key's (DWN-2). */
const isOwn = (maker: WhoActs, parameters: Parameters) => `d.created_by_id = ${parameters.add(maker.webUserId)}
  AND d.api_key_id IS NOT DISTINCT FROM ${parameters.add(maker.kind === 'api-key' ? maker.apiKeyId : null)}::uuid`;

export class BulkDownloadRepository {
  constructor(private readonly database: DataSource) {}

  async add(tx: Transaction, download: BulkDownload): Promise<void> {
    await tx.insert(BulkDownload, download);
  }

  async find(maker: WhoActs, projectSpaceIds: string[], id: string): Promise<DownloadRecord | null> {
    const parameters = new Parameters();
    const where = allOf(
      `d.project_space_id = ANY(${parameters.add(projectSpaceIds)}::uuid[])`, `d.id = ${parameters.add(id)}`, isOwn(maker, parameters));
    const [row] = await this.database.query<DownloadRecord[]>(
      `SELECT ${COLUMNS} FROM bulk_downloads d WHERE ${where}`, parameters.values);
    return row ?? null;
  }

  async page(maker: WhoActs, projectSpaceId: string, request: PageRequest): Promise<Page<DownloadRecord>> {
    const parameters = new Parameters();
    const where = allOf(`d.project_space_id = ${parameters.add(projectSpaceId)}`, isOwn(maker, parameters));
    const ordering = { expression: 'd.created_at', type: 'timestamptz', id: 'd.id', direction: SortDirection.DESC } as const;
    const { beyond, orderBy } = keysetOf(ordering, request, parameters);
    const rows = await this.database.query<DownloadRecord[]>(
      `SELECT ${COLUMNS} FROM bulk_downloads d WHERE ${allOf(where, beyond)} ORDER BY ${orderBy} LIMIT ${parameters.add(request.limit + 1)}`,
      parameters.values);
    return pageOf(rows, request);
  }

  async count(maker: WhoActs, projectSpaceId: string): Promise<number> {
    return await this.database.manager.countBy(BulkDownload, {
      projectSpaceId, createdById: maker.webUserId, apiKeyId: maker.kind === 'api-key' ? maker.apiKeyId : IsNull(),
    });
  }

  /** Begins it, or begins it again after a process that died; null where there is nothing to do any more. */
  async begin(projectSpaceId: string, id: string): Promise<DownloadRecord | null> {
    const [[row] = []] = await this.database.query<[DownloadRecord[]]>(
      `UPDATE bulk_downloads d SET attempts = attempts + 1, done = 0
       WHERE d.project_space_id = $1 AND d.id = $2 AND d.status = 'WORKING' RETURNING ${COLUMNS}`, [projectSpaceId, id]);
    return row ?? null;
  }

  async note({ projectSpaceId, id, attempts }: BulkDownload, done: number): Promise<void> {
    await this.database.manager.update(BulkDownload, { projectSpaceId, id, attempts }, { done });
  }

  async addPiece({ projectSpaceId, id: bulkDownloadId, attempts: attempt }: BulkDownload, position: number, content: Buffer): Promise<void> {
    await this.database.manager.insert(BulkDownloadPiece, { projectSpaceId, bulkDownloadId, attempt, position, content });
  }

  /** Of any number that work on it only the one that began last finishes it. */
  async finish(tx: Transaction, { projectSpaceId, id, attempts }: BulkDownload, to: Partial<BulkDownload>): Promise<void> {
    await tx.update(BulkDownload, { projectSpaceId, id, attempts, status: DownloadState.WORKING }, to);
  }

  /** The file, a piece at a time. */
  async *pieces({ projectSpaceId, id, attempts }: BulkDownload): AsyncGenerator<Buffer> {
    for (let position = 0; ; position += 1) {
      const [piece] = await this.database.query<{ content: Buffer }[]>(
        `SELECT content FROM bulk_download_pieces
         WHERE project_space_id = $1 AND bulk_download_id = $2 AND attempt = $3 AND position = $4`,
        [projectSpaceId, id, attempts, position]);
      if (!piece) return;
      yield piece.content;
    }
  }

  /** Pieces of files that have lapsed, and of attempts that another overtook or that failed. */
  async removeLapsed(tx: Transaction, now: Date, limit: number): Promise<number> {
    const [, count] = await tx.query<[unknown, number]>(
      `DELETE FROM bulk_download_pieces WHERE ctid = ANY(ARRAY(
         SELECT p.ctid FROM bulk_download_pieces p
         JOIN bulk_downloads d ON d.project_space_id = p.project_space_id AND d.id = p.bulk_download_id
         WHERE d.expires_at <= $1 OR d.attempts <> p.attempt OR d.status = 'FAILED' LIMIT $2))`, [now, limit]);
    return count;
  }
}
