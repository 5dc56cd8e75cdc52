import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The language of a project space's mails (EML-2). */
export class Languages20261125050000 implements MigrationInterface {
  name = 'Languages20261125050000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE project_spaces ADD language text NOT NULL DEFAULT 'EN'
        CONSTRAINT project_spaces_language CHECK (language IN ('EN', 'FR', 'ES', 'PT'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE project_spaces DROP language;');
  }
}
