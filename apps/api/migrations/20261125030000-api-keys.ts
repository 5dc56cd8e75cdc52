import type { MigrationInterface, QueryRunner } from 'typeorm';

/** API keys, found by their prefix and known by the hash of their secret (API-1). */
export class ApiKeys20261125030000 implements MigrationInterface {
  name = 'ApiKeys20261125030000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE api_keys (
        project_space_id uuid NOT NULL REFERENCES project_spaces (id),
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        name text NOT NULL,
        prefix text NOT NULL CONSTRAINT api_keys_prefix UNIQUE,
        secret_hash bytea NOT NULL,
        permissions text[] NOT NULL,
        created_by_id uuid NOT NULL REFERENCES web_users (id),
        created_at timestamptz NOT NULL,
        last_used_at timestamptz,
        expires_at timestamptz,
        revoked_at timestamptz,
        PRIMARY KEY (project_space_id, id)
      );
      CREATE INDEX api_keys_newest ON api_keys (project_space_id, created_at DESC) WHERE revoked_at IS NULL;
      CREATE INDEX api_keys_maker ON api_keys (created_by_id);

      ALTER TABLE audit_events ADD api_key_name text;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE audit_events DROP api_key_name; DROP TABLE api_keys');
  }
}
