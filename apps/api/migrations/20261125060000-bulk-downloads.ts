import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files that people have made for themselves, in pieces, so that any process serves them (DWN-2). */
export class BulkDownloads20261125060000 implements MigrationInterface {
  name = 'BulkDownloads20261125060000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE bulk_downloads (
        project_space_id uuid NOT NULL REFERENCES project_spaces (id),
        id uuid NOT NULL,
        created_by_id uuid NOT NULL REFERENCES web_users (id),
        api_key_id uuid,
        format text NOT NULL CHECK (format IN ('XLSX', 'CSV')),
        filter jsonb NOT NULL,
        areas jsonb NOT NULL,
        status text NOT NULL DEFAULT 'WORKING' CHECK (status IN ('WORKING', 'READY', 'FAILED')),
        attempts integer NOT NULL DEFAULT 0,
        done integer NOT NULL DEFAULT 0,
        total integer NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz,
        PRIMARY KEY (project_space_id, id)
      );
      CREATE INDEX bulk_downloads_newest ON bulk_downloads (project_space_id, created_by_id, created_at DESC, id DESC);

      CREATE TABLE bulk_download_pieces (
        project_space_id uuid NOT NULL,
        bulk_download_id uuid NOT NULL,
        attempt integer NOT NULL,
        position integer NOT NULL,
        content bytea NOT NULL,
        PRIMARY KEY (project_space_id, bulk_download_id, attempt, position),
        FOREIGN KEY (project_space_id, bulk_download_id) REFERENCES bulk_downloads (project_space_id, id) ON DELETE CASCADE
      );
      ALTER TABLE bulk_download_pieces ALTER content SET STORAGE EXTERNAL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE bulk_download_pieces; DROP TABLE bulk_downloads');
  }
}
