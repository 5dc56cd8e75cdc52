import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Periodic work, and when an invitation is next reminded of: kept by the database, whoever moves the clock (INV-5). */
export class Reminders20261125050100 implements MigrationInterface {
  name = 'Reminders20261125050100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL statement_timeout = 0;

      CREATE TABLE periodic_rounds (
        name text PRIMARY KEY,
        last_round timestamptz NOT NULL
      );

      ALTER TABLE project_spaces ADD reminders_enabled boolean NOT NULL DEFAULT true;

      ALTER TABLE invitations ADD next_reminder_at timestamptz;
      UPDATE invitations SET next_reminder_at = expires_at - interval '360 hours' WHERE status = 'OPEN';
      CREATE INDEX invitations_to_remind ON invitations (next_reminder_at)
        WHERE status = 'OPEN' AND next_reminder_at IS NOT NULL;

      CREATE FUNCTION invitations_plan_reminder() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.next_reminder_at := NEW.expires_at - interval '360 hours';
        RETURN NEW;
      END $$;
      CREATE TRIGGER invitations_plan_first_reminder BEFORE INSERT ON invitations
        FOR EACH ROW EXECUTE FUNCTION invitations_plan_reminder();
      CREATE TRIGGER invitations_plan_reminder BEFORE UPDATE OF expires_at ON invitations
        FOR EACH ROW WHEN (NEW.expires_at IS DISTINCT FROM OLD.expires_at) EXECUTE FUNCTION invitations_plan_reminder();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER invitations_plan_first_reminder ON invitations;
      DROP TRIGGER invitations_plan_reminder ON invitations;
      DROP FUNCTION invitations_plan_reminder;
      ALTER TABLE invitations DROP next_reminder_at;
      ALTER TABLE project_spaces DROP reminders_enabled;
      DROP TABLE periodic_rounds;
    `);
  }
}
