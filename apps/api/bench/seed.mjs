const SPACES = 50;

/** 50 project spaces: `large` with 100,000 members, `small` with 1,000, `huge` with 1,000,000, the others with 20 each. */
export const sizes = { large: 100_000, small: 1_000, huge: 1_000_000 };

const slugOf = (index) => Object.keys(sizes)[index] ?? `space-${index}`;
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
       VALUES ($1, 'Admin', 'Everything', ARRAY['VIEW_WEB_USERS', 'EDIT_WEB_USERS', 'VIEW_ROLES', 'VIEW_LOCATIONS'], true, true)
       RETURNING id`, [space]);
    await client.query(
      `INSERT INTO locations (project_space_id, code, name) SELECT $1, 'place-' || n, 'Place ' || n FROM generate_series(1, 100) n`,
      [space]);
    await client.query(
      `INSERT INTO memberships (project_space_id, web_user_id, role_id, joined_at, last_access_date, name_key, email_key, search_text)
       SELECT $1, id, $2, now(), current_date, lower(last_name || ' ' || first_name), email,
         lower(first_name || ' ' || last_name || ' ' || email) FROM web_users WHERE id = $3`, [space, role, admin]);
    await addMembers(client, space, role, slugOf(index), sizeOf(index) - 1);
    await client.query('INSERT INTO member_counts VALUES ($1, $2, 0)', [space, sizeOf(index)]);
  }
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
     SELECT m.project_space_id, m.id, l.id, l.position
     FROM (SELECT project_space_id, id, row_number() OVER () AS n FROM memberships WHERE project_space_id = $1) m
     JOIN (SELECT id, row_number() OVER () AS n, 0 AS position FROM locations WHERE project_space_id = $1) l
       ON l.n = 1 + m.n % 100`, [space]);
}
