import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Notices with their "this wasn't me" links, and the devices each person has signed in on (SIG-6). */
export class SecurityNotices20261125020100 implements MigrationInterface {
  name = 'SecurityNotices20261125020100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE security_notices (
        id uuid PRIMARY KEY,
        web_user_id uuid NOT NULL REFERENCES web_users (id) ON DELETE CASCADE,
        kind text NOT NULL,
        recipient text NOT NULL,
        user_agent text,
        token_hash bytea NOT NULL CONSTRAINT security_notices_token UNIQUE,
        key_id text NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        used_at timestamptz
      );
      CREATE INDEX security_notices_unused ON security_notices (web_user_id) WHERE used_at IS NULL;

      CREATE TABLE known_devices (
        web_user_id uuid NOT NULL REFERENCES web_users (id) ON DELETE CASCADE,
        device_hash bytea NOT NULL,
        seen_at timestamptz NOT NULL,
        PRIMARY KEY (web_user_id, device_hash)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE known_devices; DROP TABLE security_notices');
  }
}
