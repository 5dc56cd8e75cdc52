// The same work by hand: node:http and pg, no framework. Answers the very requests that Usher answers.
import { createHash, createHmac, hkdfSync, randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import jwt from 'jsonwebtoken';
import { Pool } from 'pg';

const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const accessKey = Buffer.from(hkdfSync('sha256', process.env.JWT_SECRET, '', 'usher/access-token', 32));
const linkKey = Buffer.from(hkdfSync('sha256', process.env.ENCRYPTION_KEY, '', 'usher/link', 32));
const keyId = Buffer.from(hkdfSync('sha256', process.env.ENCRYPTION_KEY, '', 'usher/id', 6)).toString('base64url');

const ACTOR = `SELECT u.id, u.email, json_agg(json_build_object('space', m.project_space_id, 'slug', p.slug, 'name', p.name,
    'admin', r.is_admin, 'permissions', r.permissions, 'membership', m.id, 'area', CASE WHEN r.own_locations_only THEN ARRAY(
      SELECT location_id FROM membership_locations ml WHERE ml.project_space_id = m.project_space_id AND ml.membership_id = m.id) END)) AS standings
  FROM sessions s JOIN web_users u ON u.id = s.web_user_id
  JOIN memberships m ON m.web_user_id = u.id AND m.active
  JOIN roles r ON r.project_space_id = m.project_space_id AND r.id = m.role_id
  JOIN project_spaces p ON p.id = m.project_space_id
  WHERE s.id = $1 AND s.ended_at IS NULL AND s.expires_at > now() AND u.deactivated_at IS NULL GROUP BY u.id, u.email`;

const KEY_ACTOR = `SELECT u.id, u.email, k.id AS key, k.secret_hash, k.last_used_at, json_agg(json_build_object('space', m.project_space_id, 'slug', p.slug,
    'name', p.name, 'admin', false, 'permissions', ARRAY(SELECT unnest(r.permissions) INTERSECT SELECT unnest(k.permissions)), 'membership', m.id,
    'area', CASE WHEN r.own_locations_only THEN ARRAY(
      SELECT location_id FROM membership_locations ml WHERE ml.project_space_id = m.project_space_id AND ml.membership_id = m.id) END)) AS standings
  FROM api_keys k JOIN web_users u ON u.id = k.created_by_id
  JOIN memberships m ON m.project_space_id = k.project_space_id AND m.web_user_id = u.id AND m.active
  JOIN roles r ON r.project_space_id = m.project_space_id AND r.id = m.role_id
  JOIN project_spaces p ON p.id = m.project_space_id
  WHERE k.prefix = $1 AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now()) AND u.deactivated_at IS NULL
  GROUP BY k.project_space_id, k.id, u.id`;

const page50 = (members, place = '') => `SELECT m.id, m.active, m.joined_at, m.last_access_date::text AS last_access_date, m.name_key, u.id AS user_id, u.email,
    u.first_name, u.last_name, u.last_login, r.id AS role_id, r.name AS role_name,
    (SELECT json_agg(json_build_object('id', l.id, 'code', l.code, 'name', l.name) ORDER BY ml.position)
     FROM membership_locations ml JOIN locations l ON l.project_space_id = ml.project_space_id AND l.id = ml.location_id
     WHERE ml.project_space_id = m.project_space_id AND ml.membership_id = m.id ${place}) AS locations
  FROM (${members} ORDER BY name_key, id LIMIT 51) m
  JOIN web_users u ON u.id = m.web_user_id
  JOIN roles r ON r.project_space_id = m.project_space_id AND r.id = m.role_id ORDER BY m.name_key, m.id`;

const PAGE = page50('SELECT * FROM memberships WHERE project_space_id = $1');
const PAGE_OF_AREA = page50(`SELECT * FROM memberships WHERE project_space_id = $1 AND id IN (
  SELECT t.membership_id FROM locations l
  JOIN membership_locations t ON t.project_space_id = l.project_space_id AND t.location_id = l.id
  WHERE l.project_space_id = $1 AND l.path && $2::uuid[] UNION SELECT $3::uuid)`, 'AND l.path && $2::uuid[]');

async function keyActor(bearer) {
  const [, prefix, secret] = /^Bearer usher_(.{12})_(.{43})$/.exec(bearer) ?? [];
  const actor = (await pool.query(KEY_ACTOR, [prefix])).rows[0];
  if (!actor || !timingSafeEqual(actor.secret_hash, createHash('sha256').update(secret).digest())) throw new Error('unauthenticated');
  if (!actor.last_used_at || Date.now() - actor.last_used_at.getTime() > 60_000) await pool.query('UPDATE api_keys SET last_used_at = now() WHERE id = $1', [actor.key]);
  return actor;
}

async function actorOf(request) {
  if (request.headers.authorization) return await keyActor(request.headers.authorization);
  const [, token] = /usher_access=([^;]+)/.exec(request.headers.cookie ?? '') ?? [];
  const { sid } = jwt.verify(token, accessKey, { algorithms: ['HS256'], issuer: 'usher', audience: 'usher/session' });
  return (await pool.query(ACTOR, [sid])).rows[0];
}

function standingOf(actor, find, permission) {
  const standing = actor.standings.find(find);
  if (!standing?.permissions.includes(permission)) throw new Error('forbidden');
  return standing;
}

async function page(actor, { slug }) {
  const standing = standingOf(actor, (one) => one.slug === slug, 'VIEW_WEB_USERS');
  const { space, area, membership } = standing;
  const { rows } = area ? await pool.query(PAGE_OF_AREA, [space, area, membership]) : await pool.query(PAGE, [space]);
  const nodes = rows.slice(0, 50).map((row) => ({
    id: row.id, active: row.active, joinedAt: row.joined_at.toISOString(), lastAccessDate: row.last_access_date,
    webUser: {
      id: row.user_id, email: row.email, firstName: row.first_name, lastName: row.last_name,
      lastLogin: row.last_login?.toISOString() ?? null,
    },
    role: { id: row.role_id, name: row.role_name }, locations: row.locations ?? [],
  }));
  const last = rows[nodes.length - 1];
  const endCursor = Buffer.from(JSON.stringify(['members:NAME:ASC', last.name_key, last.id])).toString('base64url');
  return { data: { projectSpace: { memberships: { pageInfo: { hasNextPage: rows.length > 50, endCursor }, nodes } } } };
}

/** As far from being reached as Usher's own limits are in a bench. */
const MOST_MAILS = 1_000_000;

async function invite(actor, { input }) {
  const { space } = standingOf(actor, (one) => one.space === input.projectSpaceId, 'EDIT_WEB_USERS');
  const email = input.email.trim().toLowerCase();
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('address:' || $1, 0))`, [email]);
    const { rows: [known] } = await client.query('SELECT web_user_id FROM claimed_addresses WHERE address = $1', [email]);
    const { rowCount } = await client.query(
      `SELECT 1 FROM invitations WHERE project_space_id = $1 AND status = 'OPEN' AND (email = $2 OR web_user_id = $3)`,
      [space, email, known?.web_user_id]);
    const { rows: [role] } = await client.query(
      'SELECT id, name FROM roles WHERE project_space_id = $1 AND id = $2 FOR KEY SHARE', [space, input.roleId]);
    const { rowCount: blocked } = await client.query('SELECT 1 FROM mail_addresses WHERE address = $1 AND blocked_at IS NOT NULL', [email]);
    if (rowCount || known || !role || blocked) throw new Error('refused');
    const id = randomUUID();
    const now = new Date();
    const expiresAt = new Date(now.getTime() + 30 * 86_400_000);
    await client.query(
      `INSERT INTO invitations (project_space_id, id, email, role_id, invited_by_id, invited_at, last_sent_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $6, $7)`, [space, id, email, role.id, actor.id, now, expiresAt]);
    const token = createHmac('sha256', linkKey).update(JSON.stringify(['invitation', id, 1])).digest('base64url');
    await client.query('INSERT INTO invitation_links VALUES ($1, $2, $3, 1, $4)',
      [createHash('sha256').update(token).digest(), space, id, keyId]);
    const { rows: [counts] } = await client.query(
      `WITH noted AS (INSERT INTO sending_counts AS c (against, who, at, count, counted_by)
         SELECT against, who, date_trunc('second', $4::timestamptz + interval '999 milliseconds'), 1, pg_backend_pid()
         FROM (VALUES ('recipient', $1::text), ('inviter', $2), ('space', $3)) a (against, who)
         ON CONFLICT (against, who, at, counted_by) DO UPDATE SET count = c.count + 1)
       SELECT (SELECT coalesce(sum(count), 0) FROM sending_counts WHERE against = 'recipient' AND who = $1 AND at > $4 - interval '1 day') AS recipient,
         (SELECT coalesce(sum(count), 0) FROM sending_counts WHERE against = 'inviter' AND who = $2 AND at > $4 - interval '1 day') AS inviter,
         (SELECT coalesce(sum(count), 0) FROM sending_counts WHERE against = 'space' AND who = $3 AND at > $4 - interval '1 day') AS space`,
      [email, actor.id, space, now]);
    if (Object.values(counts).some((count) => Number(count) > MOST_MAILS)) throw new Error('limited');
    const mail = randomUUID();
    await client.query(`INSERT INTO mails (id, kind, recipient, params, queued_at) VALUES ($1, 'invitation', $2, $3, $4)`,
      [mail, email, { projectSpaceId: space, invitationId: id, sending: 1 }, now]);
    await client.query(`INSERT INTO pgboss.job (name, data, expire_in) VALUES ('mail', $1, '25 seconds')`, [{ mailId: mail }]);
    await client.query(
      `INSERT INTO audit_events (project_space_id, at, action, channel, actor_id, actor_email, subject_email, changes)
       VALUES ($1, $2, 'invitation.created', 'API', $3, $4, $5, $6)`,
      [space, now, actor.id, actor.email, email, JSON.stringify([{ field: 'role', from: null, to: role.name }])]);
    const { rowCount: webhooks } = await client.query(
      `SELECT 1 FROM webhooks WHERE project_space_id = $1 AND enabled AND 'INVITATION_CREATED' = ANY(events) LIMIT 1`, [space]);
    if (webhooks) throw new Error('nobody is told by hand');
    await client.query('COMMIT');
    return { data: { inviteWebUser: { invitation: { email, status: 'PENDING', deliveryStatus: 'QUEUED', role: { name: role.name } }, userErrors: [] } } };
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

createServer(async (request, response) => {
  try {
    const parts = [];
    for await (const part of request) parts.push(part);
    const { query, variables } = JSON.parse(Buffer.concat(parts).toString());
    const actor = await actorOf(request);
    const answer = query.startsWith('mutation') ? await invite(actor, variables) : await page(actor, variables);
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(answer));
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
}).listen(Number(process.env.PORT), '127.0.0.1');
