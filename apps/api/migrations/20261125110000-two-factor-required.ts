import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Project spaces that are closed to members without two-factor, and who was last reminded to set it up when (TFA-3). */
export class TwoFactorRequired20261125110000 implements MigrationInterface {
  name = 'TwoFactorRequired20261125110000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE project_spaces ADD requires_two_factor boolean NOT NULL DEFAULT false;

      CREATE TABLE two_factor_reminders (
        project_space_id uuid NOT NULL,
        membership_id uuid NOT NULL,
        reminded_at timestamptz NOT NULL,
        PRIMARY KEY (project_space_id, membership_id),
        FOREIGN KEY (project_space_id, membership_id) REFERENCES memberships (project_space_id, id) ON DELETE CASCADE
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Going back would open project spaces to members without the second factor they require.');
  }
}
