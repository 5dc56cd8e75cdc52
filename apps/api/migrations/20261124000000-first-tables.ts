import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tables of the main job. Tenant tables begin their key with `project_space_id`; constraint names are refusals. */
export class FirstTables20261124000000 implements MigrationInterface {
  name = 'FirstTables20261124000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE EXTENSION IF NOT EXISTS pg_trgm;
      CREATE EXTENSION IF NOT EXISTS btree_gin;

      CREATE TABLE project_spaces (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        slug text NOT NULL CONSTRAINT project_spaces_slug_taken UNIQUE,
        name text NOT NULL,
        plan text NOT NULL DEFAULT 'STANDARD',
        uses_locations boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL
      );

      CREATE TABLE web_users (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        username text NOT NULL,
        email text NOT NULL,
        first_name text NOT NULL,
        last_name text NOT NULL,
        password_hash text,
        last_login timestamptz,
        deactivated_at timestamptz,
        terms_version text,
        terms_agreed_at timestamptz,
        created_at timestamptz NOT NULL
      );

      CREATE TABLE claimed_addresses (
        address text CONSTRAINT claimed_addresses_address_taken PRIMARY KEY CHECK (address = lower(address)),
        web_user_id uuid NOT NULL REFERENCES web_users (id) ON DELETE CASCADE
      );
      CREATE INDEX claimed_addresses_web_user ON claimed_addresses (web_user_id);

      CREATE TABLE sessions (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        web_user_id uuid NOT NULL REFERENCES web_users (id) ON DELETE CASCADE,
        token_hash bytea NOT NULL,
        previous_token_hash bytea,
        rotated_at timestamptz NOT NULL,
        user_agent text,
        started_at timestamptz NOT NULL,
        last_used_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        ended_at timestamptz
      );
      CREATE INDEX sessions_open ON sessions (web_user_id) WHERE ended_at IS NULL;

      CREATE TABLE password_resets (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        web_user_id uuid NOT NULL REFERENCES web_users (id) ON DELETE CASCADE,
        token_hash bytea NOT NULL CONSTRAINT password_resets_token UNIQUE,
        key_id text NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        used_at timestamptz
      );
      CREATE INDEX password_resets_unused ON password_resets (web_user_id) WHERE used_at IS NULL;

      CREATE TABLE security_events (
        web_user_id uuid NOT NULL REFERENCES web_users (id) ON DELETE CASCADE,
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        at timestamptz NOT NULL,
        action text NOT NULL,
        user_agent text,
        changes jsonb NOT NULL DEFAULT '[]',
        PRIMARY KEY (web_user_id, id)
      );
      CREATE INDEX security_events_newest ON security_events (web_user_id, at DESC, id DESC);

      CREATE TABLE roles (
        project_space_id uuid NOT NULL REFERENCES project_spaces (id),
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        name text NOT NULL,
        description text,
        permissions text[] NOT NULL,
        is_admin boolean NOT NULL DEFAULT false,
        is_preset boolean NOT NULL DEFAULT false,
        has_assigners boolean NOT NULL DEFAULT false,
        PRIMARY KEY (project_space_id, id)
      );
      CREATE UNIQUE INDEX roles_name_taken ON roles (project_space_id, lower(name));

      CREATE TABLE role_assigners (
        project_space_id uuid NOT NULL,
        role_id uuid NOT NULL,
        assigner_role_id uuid NOT NULL,
        PRIMARY KEY (project_space_id, role_id, assigner_role_id),
        FOREIGN KEY (project_space_id, role_id) REFERENCES roles (project_space_id, id) ON DELETE CASCADE,
        FOREIGN KEY (project_space_id, assigner_role_id) REFERENCES roles (project_space_id, id) ON DELETE CASCADE
      );

      CREATE TABLE locations (
        project_space_id uuid NOT NULL REFERENCES project_spaces (id),
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        code text NOT NULL,
        name text NOT NULL,
        parent_id uuid,
        PRIMARY KEY (project_space_id, id),
        FOREIGN KEY (project_space_id, parent_id) REFERENCES locations (project_space_id, id)
      );
      CREATE UNIQUE INDEX locations_code_taken ON locations (project_space_id, lower(code));
      CREATE INDEX locations_by_name ON locations (project_space_id, lower(name), id);
      CREATE INDEX locations_search ON locations USING gin (project_space_id, lower(code || ' ' || name) gin_trgm_ops);

      CREATE TABLE memberships (
        project_space_id uuid NOT NULL REFERENCES project_spaces (id),
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        web_user_id uuid NOT NULL REFERENCES web_users (id),
        role_id uuid NOT NULL,
        active boolean NOT NULL DEFAULT true,
        joined_at timestamptz NOT NULL,
        last_access_date date,
        name_key text COLLATE "und-x-icu" NOT NULL,
        email_key text NOT NULL,
        search_text text NOT NULL,
        PRIMARY KEY (project_space_id, id),
        CONSTRAINT memberships_one_per_person UNIQUE (project_space_id, web_user_id),
        CONSTRAINT memberships_role FOREIGN KEY (project_space_id, role_id) REFERENCES roles (project_space_id, id)
      );
      CREATE INDEX memberships_web_user ON memberships (web_user_id);
      CREATE INDEX memberships_by_name ON memberships (project_space_id, name_key, id);
      CREATE INDEX memberships_by_email ON memberships (project_space_id, email_key, id);
      CREATE INDEX memberships_by_joined ON memberships (project_space_id, joined_at, id);
      CREATE INDEX memberships_by_last_access
        ON memberships (project_space_id, (coalesce(last_access_date, '-infinity'::date)), id);
      CREATE INDEX memberships_by_role ON memberships (project_space_id, role_id, name_key, id);
      CREATE INDEX memberships_search ON memberships USING gin (project_space_id, search_text gin_trgm_ops);

      CREATE TABLE membership_locations (
        project_space_id uuid NOT NULL,
        membership_id uuid NOT NULL,
        location_id uuid NOT NULL,
        position smallint NOT NULL,
        PRIMARY KEY (project_space_id, membership_id, location_id),
        FOREIGN KEY (project_space_id, membership_id) REFERENCES memberships (project_space_id, id) ON DELETE CASCADE,
        CONSTRAINT membership_locations_location
          FOREIGN KEY (project_space_id, location_id) REFERENCES locations (project_space_id, id)
      );
      CREATE INDEX membership_locations_by_location ON membership_locations (project_space_id, location_id);

      CREATE TABLE member_counts (
        project_space_id uuid PRIMARY KEY REFERENCES project_spaces (id),
        active bigint NOT NULL DEFAULT 0,
        deactivated bigint NOT NULL DEFAULT 0
      );

      CREATE TABLE former_members (
        project_space_id uuid NOT NULL REFERENCES project_spaces (id),
        membership_id uuid NOT NULL,
        web_user_id uuid NOT NULL REFERENCES web_users (id),
        role_id uuid,
        active boolean NOT NULL,
        location_ids uuid[] NOT NULL,
        joined_at timestamptz NOT NULL,
        last_access_date date,
        removed_at timestamptz NOT NULL,
        removed_by_id uuid REFERENCES web_users (id),
        undo_until timestamptz NOT NULL,
        PRIMARY KEY (project_space_id, membership_id),
        CONSTRAINT former_members_role FOREIGN KEY (project_space_id, role_id) REFERENCES roles (project_space_id, id)
      );
      CREATE INDEX former_members_newest ON former_members (project_space_id, removed_at DESC, membership_id DESC);
      CREATE INDEX former_members_web_user ON former_members (web_user_id);

      CREATE TABLE invitations (
        project_space_id uuid NOT NULL REFERENCES project_spaces (id),
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        email text NOT NULL CHECK (email = lower(email)),
        web_user_id uuid REFERENCES web_users (id),
        role_id uuid,
        invited_by_id uuid REFERENCES web_users (id),
        invited_at timestamptz NOT NULL,
        last_sent_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        sending integer NOT NULL DEFAULT 1,
        status text NOT NULL DEFAULT 'OPEN'
          CHECK (status IN ('OPEN', 'ACCEPTED', 'DECLINED', 'REMOVED', 'REPLACED')),
        ended_at timestamptz,
        delivery_status text NOT NULL DEFAULT 'QUEUED'
          CHECK (delivery_status IN ('QUEUED', 'SENT', 'DELIVERED', 'UNDELIVERABLE')),
        PRIMARY KEY (project_space_id, id),
        FOREIGN KEY (project_space_id, role_id)
          REFERENCES roles (project_space_id, id) ON DELETE SET NULL (role_id),
        CONSTRAINT invitations_open_has_role CHECK (status <> 'OPEN' OR role_id IS NOT NULL)
      );
      CREATE UNIQUE INDEX invitations_one_open_per_address ON invitations (project_space_id, email)
        WHERE status = 'OPEN';
      CREATE UNIQUE INDEX invitations_one_open_per_account ON invitations (project_space_id, web_user_id)
        WHERE status = 'OPEN';
      CREATE INDEX invitations_by_invited ON invitations (project_space_id, invited_at, id) WHERE status = 'OPEN';
      CREATE INDEX invitations_by_expiry ON invitations (project_space_id, expires_at, id) WHERE status = 'OPEN';
      CREATE INDEX invitations_by_inviter ON invitations (project_space_id, invited_by_id) WHERE status = 'OPEN';
      CREATE INDEX invitations_by_role ON invitations (project_space_id, role_id) WHERE status = 'OPEN';
      CREATE INDEX invitations_to_address ON invitations (email) WHERE status = 'OPEN';
      CREATE INDEX invitations_to_account ON invitations (web_user_id) WHERE status = 'OPEN';
      CREATE INDEX invitations_search ON invitations USING gin (project_space_id, email gin_trgm_ops)
        WHERE status = 'OPEN';

      CREATE TABLE invitation_locations (
        project_space_id uuid NOT NULL,
        invitation_id uuid NOT NULL,
        location_id uuid NOT NULL,
        position smallint NOT NULL,
        PRIMARY KEY (project_space_id, invitation_id, location_id),
        FOREIGN KEY (project_space_id, invitation_id) REFERENCES invitations (project_space_id, id) ON DELETE CASCADE,
        CONSTRAINT invitation_locations_location
          FOREIGN KEY (project_space_id, location_id) REFERENCES locations (project_space_id, id)
      );
      CREATE INDEX invitation_locations_by_location ON invitation_locations (project_space_id, location_id);

      CREATE TABLE invitation_links (
        token_hash bytea PRIMARY KEY,
        project_space_id uuid NOT NULL,
        invitation_id uuid NOT NULL,
        sending integer NOT NULL,
        key_id text NOT NULL,
        CONSTRAINT invitation_links_sending UNIQUE (project_space_id, invitation_id, sending),
        FOREIGN KEY (project_space_id, invitation_id) REFERENCES invitations (project_space_id, id)
      );

      CREATE TABLE audit_events (
        project_space_id uuid NOT NULL REFERENCES project_spaces (id),
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        at timestamptz NOT NULL,
        action text NOT NULL,
        channel text NOT NULL,
        actor_id uuid,
        actor_email text,
        subject_id uuid,
        subject_email text,
        changes jsonb NOT NULL DEFAULT '[]',
        PRIMARY KEY (project_space_id, id)
      );
      CREATE INDEX audit_events_newest ON audit_events (project_space_id, at DESC, id DESC);

      CREATE TABLE mails (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        kind text NOT NULL,
        recipient text NOT NULL,
        params jsonb NOT NULL,
        status text NOT NULL DEFAULT 'QUEUED' CHECK (status IN ('QUEUED', 'SENT', 'CANCELLED', 'REFUSED')),
        queued_at timestamptz NOT NULL,
        sent_at timestamptz,
        attempts integer NOT NULL DEFAULT 0,
        reply text
      );
      CREATE INDEX mails_to ON mails (recipient, queued_at);

      CREATE TABLE mailbox_messages (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        mail_id uuid NOT NULL,
        recipient text NOT NULL,
        subject text NOT NULL,
        text text NOT NULL,
        html text NOT NULL,
        at timestamptz NOT NULL
      );
      CREATE INDEX mailbox_messages_newest ON mailbox_messages (at DESC, id DESC);
    `);
  }

  async down(): Promise<void> {
    throw new Error('The first tables hold everything: restore a backup instead of going back behind them.');
  }
}
