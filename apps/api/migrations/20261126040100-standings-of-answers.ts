import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What whoever was answered could do then, so that an answer is not repeated to who has lost it (API-3, ROL-6). */
export class StandingsOfAnswers20261126040100 implements MigrationInterface {
  name = 'StandingsOfAnswers20261126040100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE idempotent_answers ADD standing json');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE idempotent_answers DROP standing');
  }
}
