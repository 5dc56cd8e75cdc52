import type { DataSource } from 'typeorm';
import type { Transaction } from '../platform/database/data-source';
import { type Page, type PageRequest, pageOf } from '../platform/database/keyset';
import { allOf, Parameters } from '../platform/database/parameters';
import { insertMany } from '../platform/database/insert-many';
import { jsonParameter } from '../platform/database/json-parameter';
import type { RowOutcome } from './amended-rows';
import type { BulkUploadAction } from './bulk-upload-action';
import { BulkUploadRow } from './bulk-upload-row.entity';
import type { BulkUpload, BulkUploadKey } from './bulk-upload.entity';
import type { SeenRows } from './bulk-upload.policy';
import type { RowProblem } from './row-problem';

export type JudgedRow = Omit<BulkUploadRow, 'projectSpaceId' | 'uploadId'>;
export type NextRow = RowOutcome & Pick<BulkUploadRow, 'cells' | 'targetSpaceId'>;
/** `isFinished`: its turn to be applied has come and gone. */
export type ShownRow = Omit<BulkUploadRow, 'personKey'> & { isFinished: boolean };

export interface RowFilter {
  withProblems?: boolean | null;
  actions?: BulkUploadAction[] | null;
  /** Only those of all that somebody sees (UPL-9). */
  seen?: SeenRows;
}

export interface ActionCount {
  action: BulkUploadAction | null;
  count: number;
}

const COLUMNS = `r.project_space_id AS "projectSpaceId", r.upload_id AS "uploadId", r.number, r.target_space_id AS "targetSpaceId",
  r.username, r.domain, r.cells, r.action, r.changes, r.problems, r.notes, r.number <= b.finished_through AS "isFinished"`;
const ROWS = `bulk_upload_rows r JOIN bulk_uploads b ON b.project_space_id = r.project_space_id AND b.id = r.upload_id`;

function conditions({ projectSpaceId, id }: BulkUploadKey, filter: RowFilter, parameters: Parameters): string {
  const space = parameters.add(projectSpaceId);
  return allOf(
    `r.project_space_id = ${space} AND r.upload_id = ${parameters.add(id)}`,
    filter.seen && `(r.target_space_id = ANY(${parameters.add(filter.seen.spaceIds)}::uuid[])
      ${filter.seen.alsoOfNone ? 'OR r.target_space_id IS NULL' : ''})`,
    filter.withProblems != null && `r.action IS ${filter.withProblems ? '' : 'NOT '}NULL`,
    filter.actions && `r.action = ANY(${parameters.add(filter.actions)}::text[])`,
  );
}

export class BulkUploadRowRepository {
  constructor(private readonly database: DataSource) {}

  async add(tx: Transaction, { projectSpaceId, id }: BulkUploadKey, rows: JudgedRow[]): Promise<void> {
    await insertMany(tx, BulkUploadRow, rows.map((row) => ({ ...row, projectSpaceId, uploadId: id })));
  }

  /** Whom the rows so far are about, to go on where a process was killed. */
  async keys({ projectSpaceId, id }: BulkUploadKey): Promise<Pick<BulkUploadRow, 'number' | 'targetSpaceId' | 'personKey'>[]> {
    return await this.database.query(
      `SELECT number, target_space_id AS "targetSpaceId", person_key AS "personKey" FROM bulk_upload_rows
       WHERE project_space_id = $1 AND upload_id = $2 ORDER BY number`, [projectSpaceId, id]);
  }

  /** Such rows do nothing, whatever else there is to say of them. */
  async refuse(tx: Transaction, { projectSpaceId, id }: BulkUploadKey, numbers: number[], problem: RowProblem): Promise<void> {
    await tx.query(
      `UPDATE bulk_upload_rows SET action = NULL, changes = '[]', notes = '[]', problems = $4
       WHERE project_space_id = $1 AND upload_id = $2 AND number = ANY($3)`,
      [projectSpaceId, id, numbers, JSON.stringify([problem])]);
  }

  /** The next rows that have their turn; those with a problem are passed over (UPL-3). */
  async next(
    tx: Transaction, { projectSpaceId, id, finishedThrough }: BulkUploadKey & Pick<BulkUpload, 'finishedThrough'>, limit: number,
  ): Promise<NextRow[]> {
    return await tx.query<NextRow[]>(
      `SELECT number, cells, target_space_id AS "targetSpaceId", action, changes, problems, notes FROM bulk_upload_rows
       WHERE project_space_id = $1 AND upload_id = $2 AND number > $3 AND action IS NOT NULL ORDER BY number LIMIT $4`,
      [projectSpaceId, id, finishedThrough, limit]);
  }

  /** For rows that were applied otherwise than they were judged before. */
  async amend(tx: Transaction, { projectSpaceId, id }: BulkUploadKey, outcomes: RowOutcome[]): Promise<void> {
    if (outcomes.length === 0) return;
    await tx.query(
      `UPDATE bulk_upload_rows r SET action = o.action, changes = o.changes, problems = o.problems, notes = o.notes
       FROM jsonb_to_recordset($3) o (number integer, action text, changes jsonb, problems jsonb, notes jsonb)
       WHERE r.project_space_id = $1 AND r.upload_id = $2 AND r.number = o.number`, [projectSpaceId, id, jsonParameter(outcomes)]);
  }

  async page(upload: BulkUploadKey, filter: RowFilter, request: PageRequest): Promise<Page<ShownRow>> {
    const parameters = new Parameters();
    const where = conditions(upload, filter, parameters);
    const beyond = request.from && `r.number > ${parameters.add(request.from.value)}::integer`;
    const rows = await this.database.query<ShownRow[]>(
      `SELECT ${COLUMNS} FROM ${ROWS} WHERE ${allOf(where, beyond)}
       ORDER BY r.number LIMIT ${parameters.add(request.limit + 1)}`, parameters.values);
    return pageOf(rows, request);
  }

  async count(upload: BulkUploadKey, filter: RowFilter): Promise<number> {
    const parameters = new Parameters();
    const [row] = await this.database.query<{ count: string }[]>(
      `SELECT count(*) FROM bulk_upload_rows r WHERE ${conditions(upload, filter, parameters)}`, parameters.values);
    return Number(row?.count);
  }

  /** Rows by what they do; of a cancelled upload only those that had their turn. */
  async countByAction(
    upload: BulkUploadKey, { seen, finishedOnly }: { seen?: SeenRows; finishedOnly: boolean },
    tx: Transaction = this.database.manager,
  ): Promise<ActionCount[]> {
    const parameters = new Parameters();
    const where = allOf(conditions(upload, { seen }, parameters), finishedOnly && '(r.number <= b.finished_through OR r.action IS NULL)');
    return await tx.query<ActionCount[]>(
      `SELECT r.action, count(*)::int AS count FROM ${ROWS} WHERE ${where} GROUP BY r.action`, parameters.values);
  }

  async targets(tx: Transaction, { projectSpaceId, id }: BulkUploadKey): Promise<string[]> {
    const rows = await tx.query<{ id: string }[]>(
      `SELECT DISTINCT target_space_id AS id FROM bulk_upload_rows
       WHERE project_space_id = $1 AND upload_id = $2 AND action IS NOT NULL`, [projectSpaceId, id]);
    return rows.map((row) => row.id);
  }

  /** All rows in their order, a step at a time. */
  async *walk(upload: BulkUploadKey): AsyncGenerator<ShownRow[]> {
    for (let from = 0; ;) {
      const rows = await this.database.query<ShownRow[]>(
        `SELECT ${COLUMNS} FROM ${ROWS}
         WHERE r.project_space_id = $1 AND r.upload_id = $2 AND r.number > $3 ORDER BY r.number LIMIT 2000`,
        [upload.projectSpaceId, upload.id, from]);
      yield rows;
      const last = rows.at(-1);
      if (!last) return;
      from = last.number;
    }
  }
}
