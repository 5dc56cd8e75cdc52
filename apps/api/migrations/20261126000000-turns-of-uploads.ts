import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which rows had their turn is kept once, with their upload: a mark on each of them cost more than what it changed (UPL-9). */
export class TurnsOfUploads20261126000000 implements MigrationInterface {
  name = 'TurnsOfUploads20261126000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL statement_timeout = 0;
      LOCK TABLE bulk_upload_rows, bulk_uploads IN ACCESS EXCLUSIVE MODE;

      ALTER TABLE bulk_uploads ADD finished_through integer NOT NULL DEFAULT 0;
      UPDATE bulk_uploads b SET finished_through = coalesce((
        SELECT max(r.number) FROM bulk_upload_rows r
        WHERE r.project_space_id = b.project_space_id AND r.upload_id = b.id AND r.is_finished), 0)
      WHERE b.applying_since IS NOT NULL;

      ALTER TABLE bulk_upload_rows DROP is_applied, DROP is_finished, RESET (fillfactor);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL statement_timeout = 0;
      LOCK TABLE bulk_upload_rows, bulk_uploads IN ACCESS EXCLUSIVE MODE;

      ALTER TABLE bulk_upload_rows ADD is_applied boolean NOT NULL DEFAULT false, ADD is_finished boolean NOT NULL DEFAULT false,
        SET (fillfactor = 75);
      UPDATE bulk_upload_rows r SET is_finished = true, is_applied = r.action <> 'NONE'
      FROM bulk_uploads b
      WHERE b.project_space_id = r.project_space_id AND b.id = r.upload_id AND r.number <= b.finished_through AND r.action IS NOT NULL;
      ALTER TABLE bulk_uploads DROP finished_through;
    `);
  }
}
