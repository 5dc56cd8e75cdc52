import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Uploads of a spreadsheet, with their file and what each row does; audit events know the upload they come from. */
export class BulkUploads20261125070000 implements MigrationInterface {
  name = 'BulkUploads20261125070000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE bulk_uploads (
        project_space_id uuid NOT NULL REFERENCES project_spaces (id),
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        file_name text NOT NULL,
        status text NOT NULL CHECK (status IN
          ('AWAITING_FILE', 'CHECKING', 'READY', 'APPLYING', 'DONE', 'REFUSED', 'CANCELLED', 'FAILED')),
        problems jsonb NOT NULL DEFAULT '[]',
        columns text[] NOT NULL DEFAULT '{}',
        format text CHECK (format IN ('xlsx', 'csv')),
        progress_done integer NOT NULL DEFAULT 0,
        progress_total integer,
        summary jsonb,
        applied_rows integer NOT NULL DEFAULT 0,
        failures integer NOT NULL DEFAULT 0,
        apply_when_checked boolean NOT NULL,
        renew_expired boolean NOT NULL,
        target_space_ids uuid[] NOT NULL DEFAULT '{}',
        mail_held_until timestamptz,
        created_by_id uuid NOT NULL REFERENCES web_users (id),
        api_key_id uuid,
        created_at timestamptz NOT NULL,
        checked_at timestamptz,
        applying_since timestamptz,
        finished_at timestamptz,
        PRIMARY KEY (project_space_id, id)
      );
      CREATE INDEX bulk_uploads_newest ON bulk_uploads (project_space_id, created_at DESC, id DESC);
      CREATE INDEX bulk_uploads_applying ON bulk_uploads USING gin (target_space_ids) WHERE status = 'APPLYING';

      CREATE TABLE bulk_upload_files (
        project_space_id uuid NOT NULL,
        upload_id uuid NOT NULL,
        content bytea NOT NULL,
        PRIMARY KEY (project_space_id, upload_id),
        FOREIGN KEY (project_space_id, upload_id) REFERENCES bulk_uploads (project_space_id, id) ON DELETE CASCADE
      );
      ALTER TABLE bulk_upload_files ALTER content SET STORAGE EXTERNAL;

      CREATE TABLE bulk_upload_rows (
        project_space_id uuid NOT NULL,
        upload_id uuid NOT NULL,
        number integer NOT NULL,
        target_space_id uuid,
        person_key text,
        username text NOT NULL,
        domain text NOT NULL,
        cells jsonb NOT NULL,
        action text,
        changes jsonb NOT NULL,
        problems jsonb NOT NULL,
        notes jsonb NOT NULL,
        is_applied boolean NOT NULL DEFAULT false,
        is_finished boolean NOT NULL DEFAULT false,
        PRIMARY KEY (project_space_id, upload_id, number),
        FOREIGN KEY (project_space_id, upload_id) REFERENCES bulk_uploads (project_space_id, id) ON DELETE CASCADE
      ) WITH (fillfactor = 75);
      CREATE INDEX bulk_upload_rows_by_action ON bulk_upload_rows (project_space_id, upload_id, action, number);

      ALTER TABLE audit_events ADD bulk_upload_id uuid;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE audit_events DROP bulk_upload_id;
      DROP TABLE bulk_upload_rows, bulk_upload_files, bulk_uploads;
    `);
  }
}
