import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What one connection counts within a second is one row, so that reading a day of mails stays cheap, however many they were (INV-15). */
export class SendingCountsBySecond20261126000100 implements MigrationInterface {
  name = 'SendingCountsBySecond20261126000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL statement_timeout = 0;

      ALTER TABLE sending_counts ADD counted_by integer;
      DROP INDEX sending_counts_of;
      CREATE UNIQUE INDEX sending_counts_of ON sending_counts (against, who, at, counted_by);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL statement_timeout = 0;

      ALTER TABLE sending_counts DROP counted_by;
      CREATE INDEX sending_counts_of ON sending_counts (against, who, at) INCLUDE (count);
    `);
  }
}
