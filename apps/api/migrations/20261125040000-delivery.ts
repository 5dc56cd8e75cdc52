import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What became of each mail, event by event, and the addresses that nothing is sent to any more (EML-3 to EML-6). */
export class Delivery20261125040000 implements MigrationInterface {
  name = 'Delivery20261125040000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL statement_timeout = 0;

      ALTER TABLE mails
        ADD project_space_id uuid GENERATED ALWAYS AS ((params->>'projectSpaceId')::uuid) STORED,
        ADD invitation_id uuid GENERATED ALWAYS AS ((params->>'invitationId')::uuid) STORED,
        ADD provider_id text;
      CREATE INDEX mails_of_invitation ON mails (invitation_id, queued_at) WHERE invitation_id IS NOT NULL;
      CREATE INDEX mails_by_provider_id ON mails (provider_id) WHERE provider_id IS NOT NULL;

      CREATE TABLE delivery_events (
        id text CONSTRAINT delivery_events_counted_once PRIMARY KEY,
        mail_id uuid NOT NULL REFERENCES mails (id) ON DELETE CASCADE,
        address text NOT NULL,
        kind text NOT NULL
          CHECK (kind IN ('DELIVERED', 'DEFERRED', 'BOUNCED', 'COMPLAINED', 'SUPPRESSED')),
        at timestamptz NOT NULL,
        detail text,
        stands_for text CHECK (stands_for IN ('DELIVERED', 'UNDELIVERABLE')),
        counts_until timestamptz
      );
      CREATE INDEX delivery_events_of_mail ON delivery_events (mail_id, at);
      CREATE INDEX delivery_events_of_address ON delivery_events (address, at);

      CREATE TABLE mail_addresses (
        address text PRIMARY KEY CHECK (address = lower(address)),
        blocked_at timestamptz
      );
      CREATE INDEX mail_addresses_blocked ON mail_addresses (address) WHERE blocked_at IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE mail_addresses;
      DROP TABLE delivery_events;
      ALTER TABLE mails DROP project_space_id, DROP invitation_id, DROP provider_id;
    `);
  }
}
