import type { MigrationInterface, QueryRunner } from 'typeorm';

/** New e-mails that were asked for and wait for the link mailed there (ADR-2). */
export class EmailChanges20261125020200 implements MigrationInterface {
  name = 'EmailChanges20261125020200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE email_changes (
        id uuid PRIMARY KEY,
        web_user_id uuid NOT NULL REFERENCES web_users (id) ON DELETE CASCADE,
        email text NOT NULL CHECK (email = lower(email)),
        token_hash bytea NOT NULL CONSTRAINT email_changes_token UNIQUE,
        key_id text NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        ended_at timestamptz
      );
      CREATE UNIQUE INDEX email_changes_one_open ON email_changes (web_user_id) WHERE ended_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE email_changes');
  }
}
