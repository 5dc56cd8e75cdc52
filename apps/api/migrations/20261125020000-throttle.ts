import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Counters of failures, shared by all servers: the first three columns are as `rate-limiter-flexible` writes them. */
export class Throttle20261125020000 implements MigrationInterface {
  name = 'Throttle20261125020000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE throttle_counters (
        key text PRIMARY KEY,
        points integer NOT NULL DEFAULT 0,
        expire bigint
      );
      CREATE INDEX throttle_counters_expired ON throttle_counters (expire);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE throttle_counters');
  }
}
