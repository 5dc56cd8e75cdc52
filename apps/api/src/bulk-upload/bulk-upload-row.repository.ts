import type { DataSource } from 'typeorm';
import type { Transaction } from '../platform/database/data-source';
import { type Page, type PageRequest, pageOf } from '../platform/database/keyset';
import { allOf, Parameters } from '../platform/database/parameters';
import { jsonParameter } from '../platform/database/json-parameter';
import type { BulkUploadAction } from './bulk-upload-action';
import type { BulkUploadRow } from './bulk-upload-row.entity';
import type { BulkUploadKey } from './bulk-upload.entity';
import type { RowProblem } from './row-problem';

export type JudgedRow = Omit<BulkUploadRow, 'projectSpaceId' | 'uploadId' | 'isApplied' | 'isFinished'>;
export type RowOutcome = Pick<BulkUploadRow, 'number' | 'action' | 'changes' | 'problems' | 'notes' | 'isApplied'>;
export type NextRow = Pick<BulkUploadRow, 'number' | 'cells' | 'targetSpaceId'>;
export type ShownRow = Omit<BulkUploadRow, 'personKey'>;

export interface RowFilter {
  withProblems?: boolean | null;
  actions?: BulkUploadAction[] | null;
  /** Only rows about the upload's own project space (UPL-9). */
  ownSpaceOnly: boolean;
}

export interface ActionCount {
  action: BulkUploadAction | null;
  count: number;
}

const COLUMNS = `r.project_space_id AS "projectSpaceId", r.upload_id AS "uploadId", r.number, r.target_space_id AS "targetSpaceId",
  r.username, r.domain, r.cells, r.action, r.changes, r.problems, r.notes, r.is_applied AS "isApplied", r.is_finished AS "isFinished"`;

function conditions({ projectSpaceId, id }: BulkUploadKey, filter: RowFilter, parameters: Parameters): string {
  const space = parameters.add(projectSpaceId);
  return allOf(
    `r.project_space_id = ${space} AND r.upload_id = ${parameters.add(id)}`,
    filter.ownSpaceOnly && `r.target_space_id = ${space}`,
    filter.withProblems != null && `r.action IS ${filter.withProblems ? '' : 'NOT '}NULL`,
    filter.actions && `r.action = ANY(${parameters.add(filter.actions)}::text[])`,
  );
}

export class BulkUploadRowRepository {
  constructor(private readonly database: DataSource) {}

  async add(tx: Transaction, { projectSpaceId, id }: BulkUploadKey, rows: JudgedRow[]): Promise<void> {
    await tx.query(
      `INSERT INTO bulk_upload_rows (project_space_id, upload_id, number, target_space_id, person_key, username, domain,
         cells, action, changes, problems, notes)
       SELECT $1, $2, r.number, r."targetSpaceId", r."personKey", r.username, r.domain, r.cells, r.action, r.changes,
         r.problems, r.notes
       FROM jsonb_to_recordset($3) r (number integer, "targetSpaceId" uuid, "personKey" text, username text, domain text,
         cells jsonb, action text, changes jsonb, problems jsonb, notes jsonb)`, [projectSpaceId, id, jsonParameter(rows)]);
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

  /** The next rows behind one whose turn it was; those with a problem are passed over (UPL-3). */
  async next(tx: Transaction, { projectSpaceId, id }: BulkUploadKey, after: number, limit: number): Promise<NextRow[]> {
    return await tx.query<NextRow[]>(
      `SELECT number, cells, target_space_id AS "targetSpaceId" FROM bulk_upload_rows
       WHERE project_space_id = $1 AND upload_id = $2 AND number > $3 AND action IS NOT NULL AND NOT is_finished ORDER BY number LIMIT $4`,
      [projectSpaceId, id, after, limit]);
  }

  async finish(tx: Transaction, { projectSpaceId, id }: BulkUploadKey, outcomes: RowOutcome[]): Promise<void> {
    await tx.query(
      `UPDATE bulk_upload_rows r SET action = o.action, changes = o.changes, problems = o.problems, notes = o.notes,
         is_applied = o."isApplied", is_finished = true
       FROM jsonb_to_recordset($3) o (number integer, action text, changes jsonb, problems jsonb, notes jsonb, "isApplied" boolean)
       WHERE r.project_space_id = $1 AND r.upload_id = $2 AND r.number = o.number`, [projectSpaceId, id, jsonParameter(outcomes)]);
  }

  async page(upload: BulkUploadKey, filter: RowFilter, request: PageRequest): Promise<Page<ShownRow>> {
    const parameters = new Parameters();
    const where = conditions(upload, filter, parameters);
    const beyond = request.from && `r.number > ${parameters.add(request.from.value)}::integer`;
    const rows = await this.database.query<ShownRow[]>(
      `SELECT ${COLUMNS} FROM bulk_upload_rows r WHERE ${allOf(where, beyond)}
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
    upload: BulkUploadKey, { ownSpaceOnly, finishedOnly }: { ownSpaceOnly: boolean; finishedOnly: boolean },
    tx: Transaction = this.database.manager,
  ): Promise<ActionCount[]> {
    const parameters = new Parameters();
    const where = allOf(conditions(upload, { ownSpaceOnly }, parameters), finishedOnly && '(r.is_finished OR r.action IS NULL)');
    return await tx.query<ActionCount[]>(
      `SELECT r.action, count(*)::int AS count FROM bulk_upload_rows r WHERE ${where} GROUP BY r.action`, parameters.values);
  }

  async targets(tx: Transaction, { projectSpaceId, id }: BulkUploadKey): Promise<string[]> {
    const rows = await tx.query<{ id: string }[]>(
      `SELECT DISTINCT target_space_id AS id FROM bulk_upload_rows
       WHERE project_space_id = $1 AND upload_id = $2 AND action IS NOT NULL`, [projectSpaceId, id]);
    return rows.map((row) => row.id);
  }

  /** All rows in their order, a step at a time. */
  async *walk(upload: BulkUploadKey): AsyncGenerator<ShownRow> {
    for (let from = 0; ;) {
      const rows = await this.database.query<ShownRow[]>(
        `SELECT ${COLUMNS} FROM bulk_upload_rows r
         WHERE r.project_space_id = $1 AND r.upload_id = $2 AND r.number > $3 ORDER BY r.number LIMIT 2000`,
        [upload.projectSpaceId, upload.id, from]);
      yield* rows;
      const last = rows.at(-1);
      if (!last) return;
      from = last.number;
    }
  }
}
