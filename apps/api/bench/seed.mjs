const SPACES = 50;

/**
 * 50 project spaces: `large` with 100,000 members, `small` with 1,000, `huge` with 1,000,000, `organized` with 100,000 at
 * 10,000 locations, the others with 20 each.
 */
export const sizes = { large: 100_000, small: 1_000, huge: 1_000_000, organized: 100_000 };

const slugOf = (index) => Object.keys(sizes)[index] ?? `space-${index}`;
const regionsIn = (slug) => (slug === 'organized' ? 100 : 1);
const sizeOf = (index) => Object.values(sizes)[index] ?? 20;

/** Set-based, with the keys the triggers would have written; the admin is a member everywhere. */
export async function seed(client, admin) {
  await client.query('SET session_replication_role = replica; SET statement_timeout = 0');
  for (let index = 0; index < SPACES; index += 1) {
    const { rows: [{ id: space }] } = await client.query(
      `INSERT INTO project_spaces (slug, name, uses_locations, created_at) VALUES ($1, $2, true, now()) RETURNING id`,
      [slugOf(index), `Space ${index}`]);
    const { rows: [{ id: role }] } = await client.query(
      `INSERT INTO roles (project_space_id, name, description, permissions, is_admin, is_preset)
       VALUES ($1, 'Admin', 'Everything', ARRAY['VIEW_WEB_USERS', 'EDIT_WEB_USERS', 'VIEW_ROLES', 'VIEW_LOCATIONS', 'VIEW_AUDIT_LOG'], true, true)
       RETURNING id`, [space]);
    await addLocations(client, space, regionsIn(slugOf(index)));
    await client.query(
      `INSERT INTO memberships (project_space_id, web_user_id, role_id, joined_at, last_access_date, name_key, email_key, search_text)
       SELECT $1, id, $2, now(), current_date, lower(last_name || ' ' || first_name), email,
         lower(first_name || ' ' || last_name || ' ' || email) FROM web_users WHERE id = $3`, [space, role, admin]);
    await addMembers(client, space, role, slugOf(index), sizeOf(index) - 1);
    await client.query('INSERT INTO member_counts VALUES ($1, $2, 0)', [space, sizeOf(index)]);
  }
  await limitAdmin(client, admin);
  await addEvents(client, 'small', 1_000);
  await addEvents(client, 'huge', 1_000_000);
  await client.query('SET session_replication_role = DEFAULT');
  await client.query('VACUUM ANALYZE');
}

/** One in a hundred is called Quillon: a three-letter term of that name hits 1 %. */
async function addMembers(client, space, role, slug, count) {
  await client.query(
    `WITH people AS (
       INSERT INTO web_users (username, email, first_name, last_name, created_at, last_login)
       SELECT $3 || n || '@example.org', $3 || n || '@example.org',
         (ARRAY['Amina','Kwame','Fatou','Yaw','Ines','Bela','Carla','Davit'])[1 + n % 8],
         CASE WHEN n % 100 = 0 THEN 'Quillon' ELSE (ARRAY['Mensah','Diop','Silva','Boateng','Ndiaye','Okafor'])[1 + n % 6] END || n,
         now(), now()
       FROM generate_series(1, $4::int) n RETURNING id, email, first_name, last_name)
     INSERT INTO memberships (project_space_id, web_user_id, role_id, joined_at, last_access_date, name_key, email_key, search_text)
     SELECT $1, id, $2, now(), current_date, lower(last_name || ' ' || first_name), email,
       lower(first_name || ' ' || last_name || ' ' || email) FROM people`, [space, role, `${slug}-`, count]);
  await client.query(
    `INSERT INTO membership_locations (project_space_id, membership_id, location_id, position)
     SELECT m.project_space_id, m.id, l.id, 0
     FROM (SELECT project_space_id, id, row_number() OVER () AS n FROM memberships WHERE project_space_id = $1) m
     JOIN (SELECT id, row_number() OVER () AS n FROM locations WHERE project_space_id = $1) l ON l.n = 1 + m.n % $2::int`,
    [space, regionsIn(slug) * 100]);
}

/** So many regions, each with 99 places below it. */
async function addLocations(client, space, regions) {
  await client.query(
    `WITH region AS (
       INSERT INTO locations (project_space_id, id, code, name, path)
       SELECT $1, id, 'region-' || n, 'Region ' || n, ARRAY[id]
       FROM (SELECT n, gen_random_uuid() AS id FROM generate_series(1, $2::int) n) r RETURNING id, code)
     INSERT INTO locations (project_space_id, id, parent_id, code, name, path)
     SELECT $1, place.id, region.id, 'place-' || place.n || '-of-' || region.code, 'Place ' || place.n, ARRAY[region.id, place.id]
     FROM region, LATERAL (SELECT n, gen_random_uuid() AS id FROM generate_series(1, 99) n WHERE region.id IS NOT NULL) place`,
    [space, regions]);
}

/** In `organized` the admin is limited to one region: an area of 100 among 10,000 locations. */
async function limitAdmin(client, admin) {
  await client.query(
    `WITH space AS (SELECT id FROM project_spaces WHERE slug = 'organized'), role AS (
       INSERT INTO roles (project_space_id, name, permissions, own_locations_only)
       SELECT id, 'Regional', ARRAY['VIEW_WEB_USERS', 'VIEW_ROLES', 'VIEW_LOCATIONS'], true FROM space RETURNING id),
     membership AS (
       UPDATE memberships SET role_id = (SELECT id FROM role)
       WHERE project_space_id = (SELECT id FROM space) AND web_user_id = $1 RETURNING project_space_id, id)
     INSERT INTO membership_locations (project_space_id, membership_id, location_id, position)
     SELECT m.project_space_id, m.id, l.id, 1 FROM membership m
     JOIN locations l ON l.project_space_id = m.project_space_id AND l.code = 'region-1'`, [admin]);
  await client.query(
    `DELETE FROM membership_locations t USING memberships m, project_spaces p
     WHERE p.slug = 'organized' AND m.project_space_id = p.id AND m.web_user_id = $1
       AND t.project_space_id = p.id AND t.membership_id = m.id AND t.position = 0`, [admin]);
}

async function addEvents(client, slug, count) {
  await client.query(
    `INSERT INTO audit_events (project_space_id, at, action, channel, actor_id, actor_email, subject_email, changes)
     SELECT p.id, now() - n * interval '1 second', (ARRAY['invitation.created', 'membership.changed', 'role.changed'])[1 + n % 3],
       (ARRAY['WEB', 'API'])[1 + n % 2], u.id, u.email, 'person-' || n || '@example.org',
       '[{"field": "role", "from": null, "to": "Read Only"}]'
     FROM project_spaces p, web_users u, generate_series(1, $2::int) n
     WHERE p.slug = $1 AND u.email = 'bench@example.org'`, [slug, count]);
}
