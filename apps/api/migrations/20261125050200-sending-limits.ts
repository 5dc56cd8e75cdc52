import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was sent of late, to whom, by whom and from where; and mail that waits for its day (INV-15). */
export class SendingLimits20261125050200 implements MigrationInterface {
  name = 'SendingLimits20261125050200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE sending_counts (
        against text NOT NULL CHECK (against IN ('recipient', 'inviter', 'space', 'bulk')),
        who text NOT NULL,
        at timestamptz NOT NULL,
        count integer NOT NULL
      );
      CREATE INDEX sending_counts_of ON sending_counts (against, who, at) INCLUDE (count);
      CREATE INDEX sending_counts_oldest ON sending_counts (at);

      ALTER TABLE mails ADD held_until timestamptz;
      CREATE INDEX mails_held ON mails (held_until) WHERE held_until IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE mails DROP held_until; DROP TABLE sending_counts;');
  }
}
