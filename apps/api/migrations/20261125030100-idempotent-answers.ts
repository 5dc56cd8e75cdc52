import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was answered to a request with an Idempotency-Key, written with the change it guards (API-3). */
export class IdempotentAnswers20261125030100 implements MigrationInterface {
  name = 'IdempotentAnswers20261125030100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE idempotent_answers (
        scope_id uuid NOT NULL,
        key_hash bytea NOT NULL,
        fingerprint bytea NOT NULL,
        answer json NOT NULL,
        at timestamptz NOT NULL,
        PRIMARY KEY (scope_id, key_hash)
      );
      CREATE INDEX idempotent_answers_oldest ON idempotent_answers (at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE idempotent_answers');
  }
}
