import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Second factors and backup codes, staff accounts, and what support did and why. */
export class TwoFactor20261125010000 implements MigrationInterface {
  name = 'TwoFactor20261125010000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE web_users ADD two_factor_enabled boolean NOT NULL DEFAULT false,
        ADD is_support boolean NOT NULL DEFAULT false;

      CREATE TABLE second_factors (
        web_user_id uuid PRIMARY KEY REFERENCES web_users (id) ON DELETE CASCADE,
        secret_id uuid NOT NULL,
        sealed bytea NOT NULL,
        key_id text NOT NULL,
        created_at timestamptz NOT NULL,
        confirmed_at timestamptz,
        used_steps bigint[] NOT NULL DEFAULT '{}'
      );
      CREATE INDEX second_factors_key ON second_factors (key_id);

      CREATE TABLE backup_codes (
        web_user_id uuid NOT NULL REFERENCES web_users (id) ON DELETE CASCADE,
        code_hash bytea NOT NULL,
        PRIMARY KEY (web_user_id, code_hash)
      );

      CREATE FUNCTION second_factors_tell_person() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE web_users SET two_factor_enabled = TG_OP <> 'DELETE' WHERE id = coalesce(NEW.web_user_id, OLD.web_user_id);
        RETURN NULL;
      END $$;
      CREATE TRIGGER second_factors_are_confirmed AFTER UPDATE OF confirmed_at ON second_factors
        FOR EACH ROW WHEN (NEW.confirmed_at IS NOT NULL) EXECUTE FUNCTION second_factors_tell_person();
      CREATE TRIGGER second_factors_are_removed AFTER DELETE ON second_factors
        FOR EACH ROW WHEN (OLD.confirmed_at IS NOT NULL) EXECUTE FUNCTION second_factors_tell_person();

      ALTER TABLE audit_events ADD reason text;
      ALTER TABLE security_events ADD channel text NOT NULL DEFAULT 'WEB', ADD staff_id uuid, ADD staff_email text,
        ADD reason text;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Going back would let people in without their second factor.');
  }
}
