import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom to tell of invitations and members, and what they were told (API-4). */
export class Webhooks20261125080000 implements MigrationInterface {
  name = 'Webhooks20261125080000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE webhooks (
        project_space_id uuid NOT NULL REFERENCES project_spaces (id),
        id uuid NOT NULL,
        url text NOT NULL,
        events text[] NOT NULL,
        enabled boolean NOT NULL,
        secret bytea NOT NULL,
        secret_key_id text NOT NULL,
        former_secret bytea,
        former_secret_key_id text,
        former_secret_until timestamptz,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (project_space_id, id)
      );
      CREATE TABLE webhook_deliveries (
        project_space_id uuid NOT NULL,
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        webhook_id uuid NOT NULL,
        event text NOT NULL,
        at timestamptz NOT NULL,
        body text NOT NULL,
        attempts integer NOT NULL DEFAULT 0,
        status_code integer,
        succeeded boolean NOT NULL DEFAULT false,
        error text,
        next_attempt_at timestamptz,
        leased_until timestamptz,
        PRIMARY KEY (project_space_id, id),
        CONSTRAINT webhook_deliveries_webhook FOREIGN KEY (project_space_id, webhook_id)
          REFERENCES webhooks (project_space_id, id) ON DELETE CASCADE
      );
      CREATE INDEX webhook_deliveries_log ON webhook_deliveries (project_space_id, webhook_id, at DESC, id DESC);
      CREATE INDEX webhook_deliveries_waiting ON webhook_deliveries (webhook_id, next_attempt_at)
        WHERE next_attempt_at IS NOT NULL;
      CREATE INDEX webhook_deliveries_by_age ON webhook_deliveries (at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE webhook_deliveries; DROP TABLE webhooks');
  }
}
