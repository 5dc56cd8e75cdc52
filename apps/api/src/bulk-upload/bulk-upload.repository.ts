import type { DataSource } from 'typeorm';
import type { Transaction } from '../platform/database/data-source';
import { type Page, type PageRequest, pageOf, refuseForeignValue } from '../platform/database/keyset';
import { allOf, Parameters } from '../platform/database/parameters';
import { BulkUploadFile } from './bulk-upload-file.entity';
import { BulkUpload, type BulkUploadKey, BulkUploadStatus } from './bulk-upload.entity';

export type BulkUploadListRow = BulkUpload & { sortValue: string };

export class BulkUploadRepository {
  constructor(private readonly database: DataSource) {}

  async find(projectSpaceIds: string[], id: string, tx: Transaction = this.database.manager): Promise<BulkUpload | null> {
    if (projectSpaceIds.length === 0) return null;
    return await tx.createQueryBuilder(BulkUpload, 'b')
      .where('b.projectSpaceId IN (:...projectSpaceIds) AND b.id = :id', { projectSpaceIds, id }).getOne();
  }

  /** Held until the transaction ends: its steps, and who cancels it, wait for each other. */
  async lock(tx: Transaction, { projectSpaceId, id }: BulkUploadKey): Promise<BulkUpload | null> {
    return await tx.findOne(BulkUpload, { where: { projectSpaceId, id }, lock: { mode: 'pessimistic_write' } });
  }

  /** Newest first; of these makers, or of all. */
  async page(projectSpaceId: string, makers: Partial<BulkUpload>, request: PageRequest): Promise<Page<BulkUploadListRow>> {
    const query = this.database.manager.createQueryBuilder(BulkUpload, 'b')
      .addSelect('CAST(b.createdAt AS text)', 'sortValue').where({ projectSpaceId, ...makers });
    if (request.from) {
      refuseForeignValue(request.from, 'timestamptz');
      query.andWhere('(b.createdAt, b.id) < (CAST(:value AS timestamptz), CAST(:id AS uuid))', { ...request.from });
    }
    const { entities, raw } = await query.orderBy('b.createdAt', 'DESC').addOrderBy('b.id', 'DESC')
      .limit(request.limit + 1).getRawAndEntities<{ sortValue: string }>();
    return pageOf(entities.map((entity, index) => Object.assign(entity, { sortValue: raw[index]?.sortValue ?? '' })), request);
  }

  async count(projectSpaceId: string, makers: Partial<BulkUpload>): Promise<number> {
    return await this.database.manager.createQueryBuilder(BulkUpload, 'b').where({ projectSpaceId, ...makers }).getCount();
  }

  async add(tx: Transaction, upload: BulkUpload): Promise<void> {
    await tx.insert(BulkUpload, upload);
  }

  /** Changes an upload that is at this stage; false where it no longer is. */
  async advance(
    tx: Transaction, { projectSpaceId, id }: BulkUploadKey, from: BulkUploadStatus, to: Partial<BulkUpload>,
  ): Promise<boolean> {
    if (Object.keys(to).length === 0) return true;
    const { affected } = await tx.createQueryBuilder().update(BulkUpload).set(to as object)
      .where({ projectSpaceId, id, status: from }).execute();
    return affected === 1;
  }

  async putFile(tx: Transaction, { projectSpaceId, id: uploadId }: BulkUploadKey, content: Buffer): Promise<void> {
    await tx.insert(BulkUploadFile, { projectSpaceId, uploadId, content });
  }

  async getFile({ projectSpaceId, id: uploadId }: BulkUploadKey): Promise<Buffer> {
    return (await this.database.manager.findOneByOrFail(BulkUploadFile, { projectSpaceId, uploadId })).content;
  }

  /** Uploads into one project space run one after the other, in the order in which they were to be applied. */
  async hasEarlier(tx: Transaction, { projectSpaceId, id, targetSpaceIds, applyingSince }: BulkUpload): Promise<boolean> {
    const parameters = new Parameters();
    const where = allOf(
      `b.status = '${BulkUploadStatus.APPLYING}' AND b.target_space_ids && ${parameters.add(targetSpaceIds)}::uuid[]`,
      `(b.applying_since, b.project_space_id, b.id) < (${parameters.add(applyingSince)}::timestamptz,
        ${parameters.add(projectSpaceId)}::uuid, ${parameters.add(id)}::uuid)`);
    const rows = await tx.query<unknown[]>(`SELECT 1 FROM bulk_uploads b WHERE ${where} LIMIT 1`, parameters.values);
    return rows.length > 0;
  }

  /** Counts a step that broke off; answers with how often in a row that was. */
  async countFailure({ projectSpaceId, id }: BulkUploadKey): Promise<number> {
    const [rows] = await this.database.query<[{ failures: number }[], number]>(
      'UPDATE bulk_uploads SET failures = failures + 1 WHERE project_space_id = $1 AND id = $2 RETURNING failures',
      [projectSpaceId, id]);
    return rows[0]?.failures ?? 0;
  }
}
