import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which member of staff acted: kept beside an event, and shown as support to the project space (SUP-1). */
export class StaffInTheLog20261125090000 implements MigrationInterface {
  name = 'StaffInTheLog20261125090000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE audit_events ADD staff_id uuid, ADD staff_email text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE audit_events DROP staff_id, DROP staff_email');
  }
}
