import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which key made a key, so that it ends with it (API-1). */
export class KeysMadeByKeys20261126040000 implements MigrationInterface {
  name = 'KeysMadeByKeys20261126040000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL statement_timeout = 0;

      ALTER TABLE api_keys ADD made_by_key_id uuid,
        ADD FOREIGN KEY (project_space_id, made_by_key_id) REFERENCES api_keys (project_space_id, id);
      CREATE INDEX api_keys_made_by_key ON api_keys (project_space_id, made_by_key_id) WHERE made_by_key_id IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE api_keys DROP made_by_key_id');
  }
}
