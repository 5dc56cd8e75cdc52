import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the maker of an upload saw when its rows were judged. Of earlier uploads nobody knows: whoever sees a project space as a
 * whole sees their rows of it all the same, whoever is limited to an area does not (ROL-7).
 */
export class AreasOfUploads20261126020000 implements MigrationInterface {
  name = 'AreasOfUploads20261126020000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL statement_timeout = 0;
      ALTER TABLE bulk_uploads ADD areas jsonb NOT NULL DEFAULT '[]';
      UPDATE bulk_uploads b SET areas = judged.areas
      FROM (
        SELECT r.project_space_id, r.upload_id, jsonb_agg(jsonb_build_object('projectSpaceId', r.target_space_id, 'area', NULL)) AS areas
        FROM (SELECT DISTINCT project_space_id, upload_id, target_space_id FROM bulk_upload_rows WHERE target_space_id IS NOT NULL) r
        GROUP BY r.project_space_id, r.upload_id) judged
      WHERE judged.project_space_id = b.project_space_id AND judged.upload_id = b.id;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE bulk_uploads DROP areas');
  }
}
