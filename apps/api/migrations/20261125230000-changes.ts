import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What changed, told to open streams: a row per statement, project space and matter, written by triggers in the transaction
 * of the change itself. Rows are read for seconds and cleared away after minutes.
 */
export class Changes20261125230000 implements MigrationInterface {
  name = 'Changes20261125230000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE changes (
        project_space_id uuid NOT NULL,
        transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
        id bigint GENERATED ALWAYS AS IDENTITY,
        matter text NOT NULL CHECK (matter IN ('invitation', 'bulk_upload', 'bulk_download')),
        subject_ids uuid[] NOT NULL,
        changed_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (project_space_id, transaction_id, id)
      );

      CREATE FUNCTION note_changed_rows() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO changes (project_space_id, matter, subject_ids)
        SELECT project_space_id, TG_ARGV[0], array_agg(id) FROM changed GROUP BY project_space_id;
        RETURN NULL;
      END $$;

      CREATE TRIGGER invitations_made AFTER INSERT ON invitations REFERENCING NEW TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION note_changed_rows('invitation');
      CREATE TRIGGER invitations_changed AFTER UPDATE ON invitations REFERENCING NEW TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION note_changed_rows('invitation');
      CREATE TRIGGER bulk_uploads_changed AFTER UPDATE ON bulk_uploads REFERENCING NEW TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION note_changed_rows('bulk_upload');
      CREATE TRIGGER bulk_downloads_changed AFTER UPDATE ON bulk_downloads REFERENCING NEW TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION note_changed_rows('bulk_download');

      CREATE FUNCTION note_moved_invitations() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO changes (project_space_id, matter, subject_ids)
        SELECT project_space_id, 'invitation', array_agg(DISTINCT invitation_id) FROM changed GROUP BY project_space_id;
        RETURN NULL;
      END $$;
      CREATE TRIGGER invitation_locations_added AFTER INSERT ON invitation_locations REFERENCING NEW TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION note_moved_invitations();
      CREATE TRIGGER invitation_locations_removed AFTER DELETE ON invitation_locations REFERENCING OLD TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION note_moved_invitations();

      CREATE FUNCTION note_blocked_invitations() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO changes (project_space_id, matter, subject_ids)
        SELECT i.project_space_id, 'invitation', array_agg(i.id)
        FROM changed JOIN former USING (address) JOIN invitations i ON i.email = address AND i.status = 'OPEN'
        WHERE changed.blocked_at IS DISTINCT FROM former.blocked_at GROUP BY i.project_space_id;
        RETURN NULL;
      END $$;
      CREATE TRIGGER mail_addresses_blocked_or_not AFTER UPDATE ON mail_addresses
        REFERENCING OLD TABLE AS former NEW TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION note_blocked_invitations();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER mail_addresses_blocked_or_not ON mail_addresses;
      DROP TRIGGER invitation_locations_removed ON invitation_locations;
      DROP TRIGGER invitation_locations_added ON invitation_locations;
      DROP TRIGGER bulk_downloads_changed ON bulk_downloads;
      DROP TRIGGER bulk_uploads_changed ON bulk_uploads;
      DROP TRIGGER invitations_changed ON invitations;
      DROP TRIGGER invitations_made ON invitations;
      DROP FUNCTION note_blocked_invitations, note_moved_invitations, note_changed_rows;
      DROP TABLE changes;
    `);
  }
}
