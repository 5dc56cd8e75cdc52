import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The invitations of late, ended ones too, without a walk over all there ever were. */
export class Funnel20261125040100 implements MigrationInterface {
  name = 'Funnel20261125040100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL statement_timeout = 0;
      CREATE INDEX invitations_by_last_sent ON invitations (project_space_id, last_sent_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX invitations_by_last_sent');
  }
}
