import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the database itself keeps true: sort keys, counts, an audit log that only grows, and time-outs. */
export class Guards20261124000100 implements MigrationInterface {
  name = 'Guards20261124000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION web_user_name_key(web_users) RETURNS text LANGUAGE sql IMMUTABLE AS
        $$ SELECT lower($1.last_name || ' ' || $1.first_name) $$;
      CREATE FUNCTION web_user_search_text(web_users) RETURNS text LANGUAGE sql IMMUTABLE AS
        $$ SELECT lower($1.first_name || ' ' || $1.last_name || ' ' || $1.email
             || CASE WHEN $1.username = $1.email THEN '' ELSE ' ' || $1.username END) $$;

      CREATE FUNCTION memberships_take_person() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        SELECT web_user_name_key(u), u.email, web_user_search_text(u)
          INTO NEW.name_key, NEW.email_key, NEW.search_text
          FROM web_users u WHERE u.id = NEW.web_user_id FOR KEY SHARE;
        RETURN NEW;
      END $$;
      CREATE TRIGGER memberships_take_person BEFORE INSERT ON memberships
        FOR EACH ROW EXECUTE FUNCTION memberships_take_person();

      CREATE FUNCTION web_users_tell_memberships() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE memberships SET
          name_key = web_user_name_key(NEW), email_key = NEW.email, search_text = web_user_search_text(NEW)
          WHERE web_user_id = NEW.id;
        RETURN NULL;
      END $$;
      CREATE TRIGGER web_users_tell_memberships AFTER UPDATE OF first_name, last_name, email ON web_users
        FOR EACH ROW EXECUTE FUNCTION web_users_tell_memberships();

      CREATE FUNCTION member_counts_add() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO member_counts AS c (project_space_id, active, deactivated)
          SELECT project_space_id, count(*) FILTER (WHERE active), count(*) FILTER (WHERE NOT active)
          FROM added GROUP BY project_space_id ORDER BY project_space_id
          ON CONFLICT (project_space_id) DO UPDATE
            SET active = c.active + excluded.active, deactivated = c.deactivated + excluded.deactivated;
        RETURN NULL;
      END $$;
      CREATE FUNCTION member_counts_take() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE member_counts c SET active = c.active - g.active, deactivated = c.deactivated - g.deactivated
          FROM (SELECT project_space_id, count(*) FILTER (WHERE active) AS active,
                  count(*) FILTER (WHERE NOT active) AS deactivated
                FROM taken GROUP BY project_space_id) g
          WHERE c.project_space_id = g.project_space_id;
        RETURN NULL;
      END $$;
      CREATE FUNCTION member_counts_move() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE member_counts c SET active = c.active + g.moved, deactivated = c.deactivated - g.moved
          FROM (SELECT a.project_space_id, count(*) FILTER (WHERE a.active) - count(*) FILTER (WHERE t.active) AS moved
                FROM added a JOIN taken t USING (project_space_id, id)
                WHERE a.active <> t.active GROUP BY a.project_space_id) g
          WHERE c.project_space_id = g.project_space_id;
        RETURN NULL;
      END $$;
      CREATE TRIGGER member_counts_add AFTER INSERT ON memberships
        REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION member_counts_add();
      CREATE TRIGGER member_counts_take AFTER DELETE ON memberships
        REFERENCING OLD TABLE AS taken FOR EACH STATEMENT EXECUTE FUNCTION member_counts_take();
      CREATE TRIGGER member_counts_move AFTER UPDATE ON memberships
        REFERENCING OLD TABLE AS taken NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION member_counts_move();

      CREATE FUNCTION refuse_to_rewrite_history() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'audit events are never changed or deleted' USING ERRCODE = 'insufficient_privilege';
      END $$;
      CREATE TRIGGER audit_events_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_events
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_rewrite_history();
      CREATE TRIGGER security_events_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON security_events
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_rewrite_history();
    `);
    await runner.query(`
      DO $$ BEGIN
        EXECUTE format('ALTER ROLE %I SET statement_timeout = %L', current_user, '30s');
        EXECUTE format('ALTER ROLE %I SET lock_timeout = %L', current_user, '10s');
        EXECUTE format('ALTER ROLE %I SET idle_in_transaction_session_timeout = %L', current_user, '30s');
      END $$;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Going back behind the guards would leave counts and the audit log unprotected.');
  }
}
