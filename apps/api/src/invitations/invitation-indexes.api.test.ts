import { startUsher, type TestUsher } from '../../test/usher';

let server: TestUsher;
beforeAll(async () => { server = await startUsher(); });
afterAll(async () => await server.stop());

const ROWS = 20_000;

test('foreign keys and look-ups by key find one invitation among many, whenever their plan was made', async () => {
  const { database } = server.usher;
  const whole = await database.query<{ name: string }[]>(
    `SELECT i.indexrelid::regclass::text AS name FROM pg_index i
     JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
     WHERE i.indrelid = 'invitations'::regclass AND i.indpred IS NULL AND a.attname = 'project_space_id'`);
  // Any other one may seem as good while the table is small, and leads through all of a project space later.
  expect(whole.map(({ name }) => name)).toEqual(['invitations_pkey']);
});

test('INV-12: the funnel reads what was sent of late by its index', async () => {
  const { database } = server.usher;
  const [{ id }] = await database.query(
    `INSERT INTO project_spaces (slug, name, created_at) VALUES ('indexed', 'Indexed', now()) RETURNING id`);
  const [{ role }] = await database.query(
    `INSERT INTO roles (project_space_id, name, permissions) VALUES ($1, 'Reader', '{}') RETURNING id AS role`, [id]);
  await database.query(
    `INSERT INTO invitations (project_space_id, email, role_id, invited_at, last_sent_at, expires_at)
     SELECT $1, 'i' || n || '@example.org', $2, now(), now() - n * interval '1 hour', now() FROM generate_series(1, ${ROWS}) n`, [id, role]);
  await database.query('ANALYZE invitations');
  const plan = await database.query<Record<string, string>[]>(
    `EXPLAIN SELECT count(*) FROM invitations WHERE project_space_id = $1 AND last_sent_at > now() - interval '90 days'`, [id]);
  expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toContain('invitations_by_last_sent');
});
