import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Foreign keys look an invitation up by its primary key, with a plan that a connection makes once. While the table was small,
 * this index seemed as good to them, and led through all invitations of a project space; a partial one is none that they can use.
 */
export class InvitationsByLastSent20261126000200 implements MigrationInterface {
  name = 'InvitationsByLastSent20261126000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL statement_timeout = 0;

      DROP INDEX invitations_by_last_sent;
      CREATE INDEX invitations_by_last_sent ON invitations (project_space_id, last_sent_at) WHERE last_sent_at IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL statement_timeout = 0;

      DROP INDEX invitations_by_last_sent;
      CREATE INDEX invitations_by_last_sent ON invitations (project_space_id, last_sent_at);
    `);
  }
}
