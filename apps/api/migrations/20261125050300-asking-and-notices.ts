import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a new invitation was last asked for (INV-9), and what inviters are to be told of mail that came back (EML-7). */
export class AskingAndNotices20261125050300 implements MigrationInterface {
  name = 'AskingAndNotices20261125050300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE invitations ADD new_asked_at timestamptz;

      CREATE TABLE undeliverable_notices (
        project_space_id uuid NOT NULL,
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        inviter_id uuid NOT NULL REFERENCES web_users (id) ON DELETE CASCADE,
        email text NOT NULL,
        noted_at timestamptz NOT NULL,
        told_at timestamptz,
        told_with uuid,
        PRIMARY KEY (project_space_id, id),
        FOREIGN KEY (project_space_id) REFERENCES project_spaces (id)
      );
      CREATE INDEX undeliverable_notices_waiting ON undeliverable_notices (inviter_id) WHERE told_at IS NULL;
      CREATE INDEX undeliverable_notices_told ON undeliverable_notices (inviter_id, told_at) WHERE told_at IS NOT NULL;
      CREATE INDEX undeliverable_notices_told_with ON undeliverable_notices (told_with) WHERE told_with IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE undeliverable_notices; ALTER TABLE invitations DROP new_asked_at;');
  }
}
