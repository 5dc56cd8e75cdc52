import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The operator at the command line uploads too, and has no account. */
export class UploadsOfTheOperator20261125100000 implements MigrationInterface {
  name = 'UploadsOfTheOperator20261125100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE bulk_uploads ALTER created_by_id DROP NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM bulk_uploads WHERE created_by_id IS NULL;
      ALTER TABLE bulk_uploads ALTER created_by_id SET NOT NULL;
    `);
  }
}
