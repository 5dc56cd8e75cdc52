import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The organization tree knows the way to each place, roles may be limited to it, and the audit log can be searched. */
export class AreasAndHistory20261124000200 implements MigrationInterface {
  name = 'AreasAndHistory20261124000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL statement_timeout = 0;

      ALTER TABLE roles ADD own_locations_only boolean NOT NULL DEFAULT false,
        ADD CONSTRAINT roles_admin_is_unlimited CHECK (NOT (is_admin AND own_locations_only));

      ALTER TABLE locations ADD path uuid[] NOT NULL DEFAULT '{}';
      WITH RECURSIVE below AS (
        SELECT project_space_id, id, ARRAY[id] AS path FROM locations WHERE parent_id IS NULL
        UNION ALL
        SELECT l.project_space_id, l.id, b.path || l.id FROM locations l
        JOIN below b ON b.project_space_id = l.project_space_id AND b.id = l.parent_id)
      UPDATE locations l SET path = b.path FROM below b WHERE b.project_space_id = l.project_space_id AND b.id = l.id;
      ALTER TABLE locations ADD CONSTRAINT locations_too_deep CHECK (cardinality(path) BETWEEN 1 AND 20);
      CREATE INDEX locations_below ON locations USING gin (project_space_id, path);
      CREATE INDEX locations_children ON locations (project_space_id, parent_id, lower(name), id);

      CREATE FUNCTION locations_find_path() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE above uuid[] := '{}';
      BEGIN
        IF NEW.parent_id IS NOT NULL THEN
          SELECT path INTO above FROM locations WHERE project_space_id = NEW.project_space_id AND id = NEW.parent_id;
        END IF;
        IF NEW.id = ANY (above) THEN
          RAISE EXCEPTION 'a location cannot lie below itself'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'locations_below_itself';
        END IF;
        NEW.path := coalesce(above, '{}') || NEW.id;
        RETURN NEW;
      END $$;
      CREATE TRIGGER locations_find_path BEFORE INSERT OR UPDATE OF parent_id ON locations
        FOR EACH ROW EXECUTE FUNCTION locations_find_path();

      CREATE FUNCTION locations_take_along() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE locations SET path = NEW.path || path[array_position(path, NEW.id) + 1 :]
          WHERE project_space_id = NEW.project_space_id AND path @> ARRAY[NEW.id] AND id <> NEW.id;
        RETURN NULL;
      END $$;
      CREATE TRIGGER locations_take_along AFTER UPDATE OF parent_id ON locations
        FOR EACH ROW WHEN (NEW.parent_id IS DISTINCT FROM OLD.parent_id) EXECUTE FUNCTION locations_take_along();

      CREATE INDEX former_members_person ON former_members (project_space_id, web_user_id, removed_at DESC);

      ALTER TABLE audit_events ADD subject_name text, ADD location_ids uuid[] NOT NULL DEFAULT '{}';
      CREATE INDEX audit_events_by_actor ON audit_events (project_space_id, actor_id, at DESC, id DESC);
      CREATE INDEX audit_events_by_subject ON audit_events (project_space_id, subject_id, at DESC, id DESC);
      CREATE INDEX audit_events_by_action ON audit_events (project_space_id, action, at DESC, id DESC);
      CREATE INDEX audit_events_by_channel ON audit_events (project_space_id, channel, at DESC, id DESC);
      CREATE INDEX audit_events_search ON audit_events USING gin (project_space_id, (lower(
        coalesce(actor_email, '') || ' ' || coalesce(subject_email, '') || ' ' || coalesce(subject_name, ''))) gin_trgm_ops);
      CREATE INDEX audit_events_at_places ON audit_events USING gin (project_space_id, location_ids)
        WHERE location_ids <> '{}';
    `);
  }

  async down(): Promise<void> {
    throw new Error('Going back would show limited people what lies outside their area.');
  }
}
